package demo

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const linksFile = "demo.json"

// kept is what a played demo remembers of itself.
type kept struct {
	URL   string `json:"url"`
	Links Links  `json:"links"`
}

// Played returns the links of a demo that was played into a data directory
// before, for the address it is served at now.
func Played(dir, url string) (l Links, ok bool, err error) {
	text, err := os.ReadFile(filepath.Join(dir, linksFile))
	if errors.Is(err, fs.ErrNotExist) {
		return l, false, nil
	}
	if err != nil {
		return l, false, err
	}
	var k kept
	if err := json.Unmarshal(text, &k); err != nil {
		return l, false, err
	}
	moved := strings.ReplaceAll(string(text), k.URL+"/", url+"/")
	err = json.Unmarshal([]byte(moved), &k)
	return k.Links, true, err
}

// Keep remembers the links of a demo just played.
func Keep(dir, url string, l Links) error {
	text, err := json.MarshalIndent(kept{url, l}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, linksFile), text, 0o600)
}
