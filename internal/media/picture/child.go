package picture

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"

	"magpie/internal/core"
	"magpie/internal/media/content"
)

// Variable tells a child in its environment what to do; a test's own program knows by
// it that it is one.
const Variable = "MAGPIE_PICTURE_CHILD"

// What a child does.
const (
	taskDraw  = "draw"  // write three sizes of a photo
	taskClean = "clean" // write a copy without metadata
	taskFilm  = "film"  // become the program that follows the mark among the arguments
)

// mark parts the child's own arguments from another program's.
const mark = "--"

// Main is the child's whole program; it returns the exit code. A file that may not
// be sent is an answer, not a failure.
func Main() int {
	if os.Getenv(Variable) == taskFilm {
		return become(os.Args)
	}
	confine()
	r, err := guarded(do)
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

// become turns this process into another program, under the limits of a film.
func become(args []string) int {
	i := slices.Index(args, mark)
	if i < 0 || i+1 == len(args) {
		return 1
	}
	limitFilm()
	fmt.Fprintln(os.Stderr, replace(args[i+1:])) // it comes back only with an error
	return 1
}

func do() (Result, error) {
	file := func(i uintptr) *os.File { return os.NewFile(3+i, "out") }
	if os.Getenv(Variable) == taskClean {
		return clean(os.Stdin, file(0))
	}
	return Make(os.Stdin, [3]io.Writer{file(0), file(1), file(2)})
}

func clean(src, dst *os.File) (r Result, err error) {
	info, err := src.Stat()
	if err != nil {
		return r, err
	}
	if r.What, err = content.Judge(src, info.Size()); err != nil {
		return r, err
	}
	return r, content.Clean(src, r.What, dst)
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
