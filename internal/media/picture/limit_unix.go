//go:build unix

package picture

import "syscall"

// What a child may take of the system. A film is long work; its memory is another
// program's, so the whole address space is bounded.
const (
	seconds     = 10
	filmSeconds = 20 * 60
	maxSize     = 1 << 30
	filmMemory  = 2 << 30
)

// limit asks the system to hold the bounds, whatever the decoder does: memory and
// computing time end the process, and it cannot fill the disk.
func limit() {
	set(syscall.RLIMIT_DATA, memory)
	set(syscall.RLIMIT_CPU, seconds)
	modest()
}

// limitFilm is limit for the program that makes films.
func limitFilm() {
	set(syscall.RLIMIT_AS, filmMemory)
	set(syscall.RLIMIT_CPU, filmSeconds)
	modest()
}

func modest() {
	set(syscall.RLIMIT_FSIZE, maxSize)
	set(syscall.RLIMIT_CORE, 0)
	_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, 10) // words go before pictures
}

func set(what int, most uint64) {
	_ = syscall.Setrlimit(what, &syscall.Rlimit{Cur: most, Max: most}) // the parent's clock bounds us where this does not
}

// replace runs another program in this process's place.
func replace(args []string) error { return syscall.Exec(args[0], args, nil) }
