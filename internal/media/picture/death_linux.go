package picture

import (
	"os/exec"
	"syscall"
)

// diesWithUs ends the child when the server is killed.
func diesWithUs(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}
