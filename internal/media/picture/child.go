package picture

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"magpie/internal/core"
	"magpie/internal/media/content"
)

// Variable marks the child's environment, so that a test's own program knows that it
// is one.
const Variable = "MAGPIE_PICTURE_CHILD"

// Main is the child's whole program; it returns the exit code. A picture that may
// not be sent is an answer, not a failure.
func Main() int {
	confine()
	out := [3]io.Writer{}
	for i := range out {
		out[i] = os.NewFile(uintptr(3+i), "size")
	}
	r, err := guarded(func() (Result, error) { return Make(os.Stdin, out) })
	var told *core.Error
	if errors.As(err, &told) && told.Kind == core.KindInvalid {
		r, err = Result{Refused: told.Key}, nil
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(r)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// guarded takes a decoder's panic for what it is: a damaged picture.
func guarded(do func() (Result, error)) (r Result, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = content.ErrDamaged.Because(fmt.Errorf("%v", p))
		}
	}()
	return do()
}

// confine bounds what this process may take, before it looks at the picture.
func confine() {
	debug.SetMemoryLimit(memory * 3 / 4)
	debug.SetGCPercent(25)
	limit()
}
