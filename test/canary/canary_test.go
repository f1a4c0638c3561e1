// Package canary puts a word that stands nowhere else into everything that people of
// two schools can write, and listens to everything that leaves the server for anybody:
// every operation that reads, the live lines, the search, archives and the log. Nobody
// is told a word that is not meant for them.
package canary

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"magpie/internal/app/apptest"
	"magpie/internal/rest"
)

func TestNobodyIsToldAWordThatIsNotMeantForThem(t *testing.T) {
	w := build(t)
	asked := w.walk(t, w.ask)
	w.drain(t)
	w.hear(theLog, "the log", w.log.Bytes())
	for leak, times := range w.leaks {
		t.Errorf("%s (%d times)", leak, times)
	}
	if silent := w.unheard(); len(silent) > 0 {
		t.Errorf("nobody was told these at all, so nothing is proved for them: %s", strings.Join(silent, "; "))
	}
	t.Logf("%d canaries, %d people, %d answers", len(w.canaries), len(w.people), asked)
}

func TestACacheThatMixesPeopleUpIsCaught(t *testing.T) {
	w := build(t)
	kept := map[string][]byte{} // by address, whoever asked: what a careless proxy does
	w.walk(t, func(who, path string) (int, []byte) {
		if body, ok := kept[path]; ok {
			return http.StatusOK, body
		}
		status, body := w.ask(who, path)
		if status == http.StatusOK {
			kept[path] = body
		}
		return status, body
	})
	if len(w.leaks) == 0 {
		t.Error("answers went to whoever asked next, and the canaries said nothing")
	}
}

// ask returns the answer of one GET; what its headers say is heard here.
func (w *world) ask(who, path string) (int, []byte) {
	res := w.people[who].Bytes("GET", path, nil, nil)
	var headers bytes.Buffer
	_ = res.Header.Write(&headers) // a buffer
	w.hear(who, "the headers of "+path, headers.Bytes())
	body, _ := io.ReadAll(res.Body) // it was read before
	return res.StatusCode, body
}

// sizes of a file that can be asked for.
var sizes = []string{"thumb", "medium", "large", "poster", "video", "audio", "file", "original"}

// walk asks for everything there is as everybody there is, and returns how often.
func (w *world) walk(t *testing.T, ask func(who, path string) (int, []byte)) (asked int) {
	t.Helper()
	w.objects["size"] = sizes
	for seq := range 26 {
		w.own("seq", strconv.Itoa(seq+1))
	}
	names := make([]string, 0, len(w.people))
	for who := range w.people {
		names = append(names, who)
	}
	slices.Sort(names)
	for _, op := range w.App.API().Ops() {
		if op.Method != "GET" || op.ID == "live-poll" { // the lines themselves are heard
			continue
		}
		for _, path := range w.paths(t, op) {
			for _, who := range names {
				w.Clock.Advance(time.Second) // so that nobody is told to slow down
				status, body := ask(who, path)
				if status == http.StatusTooManyRequests {
					t.Fatalf("%s was told to slow down", who)
				}
				w.hear(who, op.ID, body)
				asked++
			}
		}
	}
	return asked
}

var parameter = regexp.MustCompile(`\{([a-z]+)\}`)

// paths fills an operation's parameters with everything there is.
func (w *world) paths(t *testing.T, op rest.Op) []string {
	t.Helper()
	list := []string{op.Path}
	for _, m := range parameter.FindAllStringSubmatch(op.Path, -1) {
		if len(w.objects[m[1]]) == 0 {
			t.Fatalf("%s takes a %s: make one in this world", op.ID, m[1])
		}
		var next []string
		for _, path := range list {
			for _, id := range w.objects[m[1]] {
				next = append(next, strings.Replace(path, m[0], id, 1))
			}
		}
		list = next
	}
	return w.queries(op, list)
}

// queries adds the ways in which an operation can be asked for more.
func (w *world) queries(op rest.Op, list []string) (out []string) {
	ways := []string{""}
	switch op.ID {
	case "feed-entries":
		ways = []string{"?after=0&limit=1000", "?before=1000000", "?around=1", "?thread=1", "?day=1"}
	case "feed-search":
		ways = []string{"?kind=message", "?kind=album", "?kind=notice"}
		for word := range w.canaries {
			ways = append(ways, "?q="+url.QueryEscape(word))
		}
		for _, c := range w.objects["conversation"] {
			ways = append(ways, "?kind=message&conversation="+c)
		}
	case "book-view", "notice-slip":
		for _, s := range w.objects["student"] {
			ways = append(ways, "?student="+s)
		}
	}
	for _, path := range list {
		for _, way := range ways {
			out = append(out, path+way)
		}
	}
	return out
}

// drain hears what came over the live lines.
func (w *world) drain(t *testing.T) {
	t.Helper()
	for who, line := range w.sockets {
		frames := 0
		for more := true; more; {
			select {
			case f, open := <-line.Frames:
				if more = open; open {
					frames++
					w.hear(who, liveLine, frameText(t, f))
				}
			default:
				more = false
			}
		}
		if frames == 0 && who != uncle {
			t.Errorf("nothing came over the line of %s", who)
		}
	}
}

func frameText(t *testing.T, f apptest.Frame) []byte {
	t.Helper()
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
