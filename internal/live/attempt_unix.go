//go:build unix

package live

import "syscall"

// attempt writes to sockets without ever waiting. It belongs to one goroutine.
type attempt struct {
	bytes []byte
	n     int
	err   error
	once  func(fd uintptr) bool
}

func (a *attempt) prepare() {
	a.once = func(fd uintptr) bool {
		a.n, a.err = syscall.Write(int(fd), a.bytes)
		return true
	}
}

// write returns how many bytes the kernel took at once.
func (a *attempt) write(raw syscall.RawConn, b []byte) (int, error) {
	if raw == nil {
		return 0, nil // an encrypted connection has no way around its own buffers
	}
	a.bytes = b
	err := raw.Write(a.once)
	a.bytes = nil
	if err == nil {
		err = a.err
	}
	if err == syscall.EAGAIN || err == syscall.EINTR {
		return 0, nil
	}
	return max(a.n, 0), err
}
