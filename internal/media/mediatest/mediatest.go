// Package mediatest makes a test's own program a picture child (importing it is
// enough) and holds what every store of blobs promises.
//
// Owns: no table.
// Promises: a program that was started as a child becomes one before any test runs.
// Never: used outside tests.
// Asks: media, picture.
package mediatest

import (
	"os"

	"magpie/internal/media/picture"
)

func init() { // before the test's own main, which would run all tests in the child
	if os.Getenv(picture.Variable) != "" {
		os.Exit(picture.Main())
	}
}

// Child is the command that decodes a picture: this very program.
func Child() []string {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return []string{self}
}
