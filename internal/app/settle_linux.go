package app

import (
	"bufio"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
)

// settle gives back what only starting needed: the heap's tables of syllables and
// migrations, and the code that only the beginning ran through. The system keeps that
// in its cache and maps it again where it is asked for.
func settle() {
	debug.FreeOSMemory()
	self, err := os.Executable()
	if err != nil {
		return // nothing depends on it
	}
	maps, err := os.Open("/proc/self/maps")
	if err != nil {
		return // as above
	}
	defer maps.Close() //nolint:errcheck // only read
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		f := strings.Fields(lines.Text()) // 00400000-01347000 r-xp 00000000 fe:00 123 /usr/bin/magpie
		if len(f) != 6 || f[5] != self || !strings.HasPrefix(f[1], "r-x") {
			continue
		}
		from, to, _ := strings.Cut(f[0], "-")
		start, bad := strconv.ParseUint(from, 16, 64)
		end, worse := strconv.ParseUint(to, 16, 64)
		if bad == nil && worse == nil {
			_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, uintptr(start), uintptr(end-start), syscall.MADV_DONTNEED) // only advice
		}
	}
}
