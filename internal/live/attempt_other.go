//go:build !unix

package live

import "syscall"

// attempt leaves all writing to the connections' own goroutines where the
// system has no write that returns at once.
type attempt struct{}

func (*attempt) prepare() {}

func (*attempt) write(syscall.RawConn, []byte) (int, error) { return 0, nil }
