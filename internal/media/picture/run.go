package picture

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"magpie/internal/core"
	"magpie/internal/media/content"
)

// Patience is how long a picture may take by the clock on the wall, on a machine
// that has much else to do; its own computing time is bounded far closer.
const Patience = 40 * time.Second

// Command returns the child that this program is itself, told word.
func Command(word string) ([]string, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(filepath.Base(self), ".test") {
		return nil, errors.New("a test's program is no picture child: give media.Options.Child")
	}
	return []string{self, word}, nil
}

// Draw lets a child write three sizes of a photo.
func Draw(ctx context.Context, command []string, src *os.File, out [3]*os.File) (Result, error) {
	return run(ctx, command, taskDraw, src, out[:])
}

// Clean lets a child find out what any file is, and write a copy without metadata.
func Clean(ctx context.Context, command []string, src, dst *os.File) (content.What, error) {
	r, err := run(ctx, command, taskClean, src, []*os.File{dst})
	return r.What, err
}

// Film lets a child become another program, which works on files by their names; ctx
// bounds its time.
func Film(ctx context.Context, command, program []string) error {
	args := append(append(slices.Clone(command[1:]), mark), program...)
	_, err := wait(ctx, exec.CommandContext(ctx, command[0], args...), taskFilm)
	return err
}

// run starts a child. It sees the open files and nothing else: no arguments of ours,
// no environment, no folder. What it judges is a core.Error; that it died, of memory
// or time, is a Death.
func run(ctx context.Context, command []string, task string, src *os.File, out []*os.File) (Result, error) {
	ctx, stop := context.WithTimeout(ctx, Patience)
	defer stop()
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return Result{}, err
	}
	c := exec.CommandContext(ctx, command[0], command[1:]...)
	c.Stdin, c.ExtraFiles = src, out
	answer, err := wait(ctx, c, task)
	if err != nil {
		return Result{}, err
	}
	var r Result
	if err := json.Unmarshal(answer, &r); err != nil {
		return r, &Death{Cause: err, Words: string(answer)}
	}
	if r.Refused != "" {
		return r, core.Invalid(r.Refused)
	}
	return r, nil
}

// wait runs a child to its end and returns what it said.
func wait(ctx context.Context, c *exec.Cmd, task string) ([]byte, error) {
	var answer, complaint bytes.Buffer
	c.Dir, c.Env = "/", []string{Variable + "=" + task, "GOMAXPROCS=2"}
	c.Stdout, c.Stderr = &bounded{&answer, 4096}, &bounded{&complaint, 4096}
	c.WaitDelay = time.Second
	diesWithUs(c)
	runtime.LockOSThread() // a child dies with the thread that began it
	err := c.Run()
	runtime.UnlockOSThread()
	if parent := context.Cause(ctx); parent != nil && !errors.Is(parent, context.DeadlineExceeded) {
		return nil, parent
	}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return nil, &Death{Cause: err, Words: strings.TrimSpace(complaint.String())}
	case err != nil:
		return nil, fmt.Errorf("run the picture child: %w", err)
	}
	return answer.Bytes(), nil
}

// Death is a child that did not come back with an answer.
type Death struct {
	Cause error
	Words string // the first of what it said
}

// Error says how it ended.
func (d *Death) Error() string {
	return fmt.Sprintf("the picture child ended: %v: %s", d.Cause, d.Words)
}

// Unwrap returns how it ended.
func (d *Death) Unwrap() error { return d.Cause }

// bounded takes the beginning of what a child says and drops the rest.
type bounded struct {
	b    *bytes.Buffer
	left int
}

// Write takes what there is room for.
func (w *bounded) Write(p []byte) (int, error) {
	n := min(len(p), w.left)
	w.left -= n
	w.b.Write(p[:n])
	return len(p), nil
}
