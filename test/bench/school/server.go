package school

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"time"
)

// Server is the real program in a process of its own.
type Server struct {
	Addr  string        // host:port
	Ready time.Duration // from the start of the process to its first answer
	cmd   *exec.Cmd
	said  bytes.Buffer // what it wrote to standard error
}

// startLimit is how long a server may take to answer.
const startLimit = 30 * time.Second

// Start runs the program on a data directory and waits until it answers. An
// empty addr takes a free port.
func Start(ctx context.Context, program, data, addr string) (*Server, error) {
	if addr == "" {
		var err error
		if addr, err = freeAddr(); err != nil {
			return nil, err
		}
	}
	s := &Server{Addr: addr, cmd: exec.CommandContext(ctx, program, "serve", "--data", data, "--addr", addr)}
	s.cmd.Stderr = &s.said
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for time.Since(began) < startLimit {
		if answers(addr) {
			s.Ready = time.Since(began)
			return s, nil
		}
		time.Sleep(time.Millisecond)
	}
	s.Kill()
	return nil, fmt.Errorf("%s did not answer on %s: %s", program, addr, &s.said)
}

func freeAddr() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer ln.Close()
	return ln.Addr().String(), nil
}

func answers(addr string) bool {
	res, err := http.Get("http://" + addr + "/readyz")
	if err != nil {
		return false
	}
	defer res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// PID is the process to measure.
func (s *Server) PID() int { return s.cmd.Process.Pid }

// Stop asks the program to end and waits for it.
func (s *Server) Stop() {
	_ = s.cmd.Process.Signal(os.Interrupt) // it may be gone already
	_ = s.cmd.Wait()                       // only that it ended counts
}

// Kill ends the program as a power cut would, but for the page cache.
func (s *Server) Kill() {
	_ = s.cmd.Process.Kill() // it may be gone already
	_ = s.cmd.Wait()
}
