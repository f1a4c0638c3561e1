//go:build unix

package picture

import "syscall"

// seconds of computing that a picture may take; maxSize bounds each file it writes.
const (
	seconds = 10
	maxSize = 1 << 30
)

// limit asks the system to hold the bounds, whatever the decoder does: memory and
// computing time end the process, and it cannot fill the disk.
func limit() {
	set := func(what int, most uint64) {
		_ = syscall.Setrlimit(what, &syscall.Rlimit{Cur: most, Max: most}) // the parent's clock bounds us where this does not
	}
	set(syscall.RLIMIT_DATA, memory)
	set(syscall.RLIMIT_CPU, seconds)
	set(syscall.RLIMIT_FSIZE, maxSize)
	set(syscall.RLIMIT_CORE, 0)
	_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, 10) // words go before pictures
}
