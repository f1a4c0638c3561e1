package main

import (
	"os"

	"magpie/internal/media/picture"
)

// pictureWord tells this program that it is the child of a server, there to decode
// one picture; it is looked at before anything else is set up.
const pictureWord = "picture"

// becomeChild ends the process when it is one.
func becomeChild() {
	if len(os.Args) > 1 && os.Args[1] == pictureWord && os.Getenv(picture.Variable) != "" {
		os.Exit(picture.Main())
	}
}
