//go:build !unix

package picture

import "errors"

// limit leaves the bounds to Go's memory limit and the parent's clock.
func limit() {}

// limitFilm has nothing to set here.
func limitFilm() {}

// replace is not possible here: videos stay as they come.
func replace([]string) error { return errors.ErrUnsupported }
