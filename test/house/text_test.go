package house

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// tracked returns the files git knows, for checks of the whole tree.
func tracked(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "-C", root, "ls-files").Output()
	if err != nil {
		t.Skip("not a git checkout: the tree's text is checked where there is one")
	}
	return strings.Fields(string(out))
}

func TestNoSubPackageIsUnexplained(t *testing.T) {
	known := map[string]bool{}
	for _, s := range sources(t) {
		if i := strings.LastIndex(s.path, "/"); strings.Count(s.path, "/") > 1 {
			known[s.path[:i]] = true
		}
	}
	for dir := range known {
		if inside[dir] == "" {
			t.Errorf("package internal/%s stands inside a room without a reason in the house test", dir)
		}
	}
}

func TestMigrationsAreOneSequenceNamedAfterRooms(t *testing.T) {
	name := regexp.MustCompile(`^migrations/(\d{4})_([a-z]+)[a-z_]*\.sql$`)
	seen := map[string]string{}
	for _, f := range tracked(t) {
		if !strings.HasPrefix(f, "migrations/") || !strings.HasSuffix(f, ".sql") {
			continue
		}
		m := name.FindStringSubmatch(f)
		if m == nil {
			t.Errorf("%s: name migrations NNNN_room_what.sql", f)
			continue
		}
		if other := seen[m[1]]; other != "" {
			t.Errorf("%s and %s have the same number", f, other)
		}
		seen[m[1]] = f
		if storeyOf(m[2]) < 0 {
			t.Errorf("%s: no room is called %s", f, m[2])
		}
	}
}
