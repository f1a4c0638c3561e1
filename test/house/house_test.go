// Package house tests the source itself: which room may import which, who may
// name a table, whether exported names are explained, where the clock is read.
package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// storeys is design.md's order: a room may import what stands in a storey to its
// left, never its own storey's neighbours, never to the right.
var storeys = [][]string{
	{"core"},
	{"db", "rest"},
	{"account"},
	{"roster"},
	{"feed"},
	{"ask"},
	{"reach", "media"},
	{"notice", "talk", "album", "checkin", "safety"},
	{"live", "report"},
	{"app"},
}

// inside lists packages that live within a room and the reason they are apart.
var inside = map[string]string{
	"roster/sheet":      "pure reader of roster files, fuzzed alone",
	"ask/table":         "rows as CSV or xlsx, nothing about asks",
	"ask/form":          "pure reader of filled-in forms, fuzzed alone",
	"db/dbtest":         "opens databases for tests",
	"roster/rostertest": "a class with families for tests",
	"media/content":     "pure reader of files' headers, fuzzed alone",
	"media/picture":     "what the child process does with a picture",
	"media/bucket":      "blobs in a service that speaks S3; only app brings its client in",
	"media/mediatest":   "a test's own program as picture child",
	"db/archive":        "backup and restore of all tables",
	"app/apptest":       "a whole server for tests",
	"app/demo":          "the invented class, played through the API",
}

func storeyOf(room string) int {
	for i, rooms := range storeys {
		for _, r := range rooms {
			if r == room {
				return i
			}
		}
	}
	return -1
}

type source struct {
	path string // below internal/, e.g. "feed/store.go"
	room string
	file *ast.File
	text string
}

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	fset := token.NewFileSet()
	err := filepath.WalkDir(filepath.Join(root, "internal"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(fset, path, text, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(filepath.Join(root, "internal"), path)
		rel = filepath.ToSlash(rel)
		out = append(out, source{path: rel, room: strings.SplitN(rel, "/", 2)[0], file: f, text: string(text)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRoomsImportOnlyWhatStandsToTheirLeft(t *testing.T) {
	for _, s := range sources(t) {
		from := storeyOf(s.room)
		if from < 0 {
			t.Errorf("%s: room %q has no place in the order; give it one in design order or put it inside a room", s.path, s.room)
			continue
		}
		if strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		for _, imp := range s.file.Imports {
			path, ok := strings.CutPrefix(strings.Trim(imp.Path.Value, `"`), "magpie/internal/")
			if !ok {
				continue
			}
			room := strings.SplitN(path, "/", 2)[0]
			to := storeyOf(room)
			switch {
			case room == s.room || to < from && to >= 0:
			case to == from:
				t.Errorf("%s imports its neighbour %s: rooms of one storey are strangers; ask a room to the left, or leave a row", s.path, room)
			default:
				t.Errorf("%s imports %s, which stands to its right: declare a small interface and let app plug it in", s.path, room)
			}
		}
	}
}

func TestOnlyItsOwnRoomNamesATable(t *testing.T) {
	owner := map[string]string{}
	create := regexp.MustCompile(`(?i)create table (?:if not exists |/\*derived\*/ )?([a-z_]+)`)
	files, err := filepath.Glob(filepath.Join(root, "migrations", "*.sql"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no migrations: %v", err)
	}
	for _, f := range files {
		text, _ := os.ReadFile(f)
		for _, m := range create.FindAllStringSubmatch(string(text), -1) {
			owner[m[1]] = strings.SplitN(m[1], "_", 2)[0]
		}
	}
	for _, s := range sources(t) {
		if strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			for table, room := range owner {
				if room != s.room && regexp.MustCompile(`\b`+table+`\b`).MatchString(lit.Value) {
					t.Errorf("%s names table %s, which belongs to room %s: use its read functions", s.path, table, room)
				}
			}
			return true
		})
	}
}

func TestEveryExportedNameIsExplained(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		for _, decl := range s.file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
					t.Errorf("%s: %s is exported but not explained", s.path, d.Name.Name)
				}
			case *ast.GenDecl:
				unexplained(t, s.path, d)
			}
		}
	}
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if index, ok := typ.(*ast.IndexExpr); ok {
		typ = index.X
	}
	name, ok := typ.(*ast.Ident)
	return ok && name.IsExported()
}

func unexplained(t *testing.T, path string, d *ast.GenDecl) {
	t.Helper()
	for _, spec := range d.Specs {
		switch sp := spec.(type) {
		case *ast.TypeSpec:
			if sp.Name.IsExported() && d.Doc == nil && sp.Doc == nil {
				t.Errorf("%s: type %s is exported but not explained", path, sp.Name.Name)
			}
		case *ast.ValueSpec:
			for _, name := range sp.Names {
				if name.IsExported() && d.Doc == nil && sp.Doc == nil && sp.Comment == nil {
					t.Errorf("%s: %s is exported but not explained", path, name.Name)
				}
			}
		}
	}
}

func TestEveryRoomSaysWhatItIs(t *testing.T) {
	rooms := map[string]string{}
	for _, s := range sources(t) {
		if strings.Count(s.path, "/") == 1 && s.file.Doc != nil {
			rooms[s.room] += s.file.Doc.Text()
		} else if _, seen := rooms[s.room]; !seen {
			rooms[s.room] = ""
		}
	}
	for room, doc := range rooms {
		for _, word := range []string{"Owns", "Promises", "Never", "Asks"} {
			if !strings.Contains(doc, word) {
				t.Errorf("room %s: package doc does not say %q", room, word)
			}
		}
		if n := strings.Count(doc, "\n"); n > 40 {
			t.Errorf("room %s: package doc has %d lines; 30 are enough", room, n)
		}
	}
}

// clockReaders may read the machine's clock or make a root context: the clock
// itself, and places that only measure a duration.
var clockReaders = map[string]bool{"core/core.go": true, "rest/visit.go": true, "live/conn.go": true}

// forTests reports whether a file belongs to a package that only tests import.
func forTests(path string) bool {
	dir := strings.Split(path, "/")
	return strings.HasSuffix(path, "_test.go") || strings.HasSuffix(dir[len(dir)-2], "test")
}

func TestTheClockIsInjected(t *testing.T) {
	for _, s := range sources(t) {
		if forTests(s.path) || clockReaders[s.path] || strings.HasPrefix(s.path, "app/") {
			continue
		}
		for _, bad := range []string{"time.Now()", "context.Background()", "fmt.Print"} {
			if strings.Contains(s.text, bad) {
				t.Errorf("%s uses %s: clocks and root contexts come from app, words go to the log", s.path, bad)
			}
		}
	}
}

func TestFilesStayLiveable(t *testing.T) {
	for _, s := range sources(t) {
		if n := strings.Count(s.text, "\n"); n > 500 && !strings.HasSuffix(s.path, "_test.go") {
			t.Errorf("%s has %d lines: split it by noun", s.path, n)
		}
	}
}
