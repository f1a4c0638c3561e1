package media_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/media/mediatest"
	"magpie/internal/rest"
	"magpie/internal/roster/rostertest"
)

// stage is a class whose people send and look at files through HTTP.
type stage struct {
	*rostertest.Class
	media  *media.Service
	dir    string
	url    string
	server *httptest.Server
	conv   feed.ID
	nudged []string
	people sync.Map // actors by person
}

// Person notes who is told to look again.
func (s *stage) Person(person, what string) { s.nudged = append(s.nudged, person+" "+what) }

func open(t *testing.T, change ...func(*media.Options)) *stage {
	t.Helper()
	s := &stage{Class: rostertest.New(t, 3), dir: t.TempDir()}
	s.conv = feed.OfClass(s.ID)
	s.start(change...)
	return s
}

// start brings a server up over the same database and directory, as after a restart.
func (s *stage) start(change ...func(*media.Options)) {
	s.T.Helper()
	o := media.Options{DB: s.DB, Clock: s.Clock, Dir: s.dir, Child: mediatest.Child(), FFmpeg: "none", Nudger: s}
	for _, c := range change {
		c(&o)
	}
	m, err := media.New(o)
	if err != nil {
		s.T.Fatal(err)
	}
	s.media = m
	api := rest.New(rest.Options{Clock: s.Clock, Log: slog.New(slog.DiscardHandler), Authenticate: func(r *http.Request) (core.Actor, error) {
		a, _ := s.people.Load(r.Header.Get("X-Person")) // a stranger is no error
		actor, _ := a.(core.Actor)                      // nobody is a stranger
		return actor, nil
	}})
	m.Routes(api)
	if s.server != nil {
		s.server.Close() // what it was just doing ends before the next one begins
	}
	s.server = httptest.NewServer(api.Handler())
	s.T.Cleanup(s.server.Close)
	s.url = s.server.URL + rest.Prefix
}

// as makes a request as a person.
func (s *stage) as(a core.Actor, method, path string, header map[string]string, body io.Reader) *http.Response {
	s.T.Helper()
	s.people.Store(a.Person, a)
	r, err := http.NewRequest(method, s.url+path, body)
	if err != nil {
		s.T.Fatal(err)
	}
	r.Header.Set("X-Person", a.Person)
	for k, v := range header {
		r.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		s.T.Fatal(err)
	}
	content, err := io.ReadAll(res.Body)
	if err != nil {
		s.T.Fatal(err)
	}
	_ = res.Body.Close() // read to its end
	res.Body = io.NopCloser(bytes.NewReader(content))
	return res
}

func (s *stage) begin(a core.Actor, name string, size int) *http.Response {
	meta := "filename " + base64.StdEncoding.EncodeToString([]byte(name)) + ",conversation " + base64.StdEncoding.EncodeToString([]byte(s.conv))
	return s.as(a, "POST", "/uploads", map[string]string{"Tus-Resumable": "1.0.0", "Upload-Length": strconv.Itoa(size), "Upload-Metadata": meta}, nil)
}

func (s *stage) patch(a core.Actor, id string, offset int, part []byte) *http.Response {
	return s.as(a, "PATCH", "/uploads/"+id, map[string]string{
		"Tus-Resumable": "1.0.0", "Upload-Offset": strconv.Itoa(offset), "Content-Type": "application/offset+octet-stream",
	}, bytes.NewReader(part))
}

func (s *stage) finish(a core.Actor, id string) (f media.File, status int) {
	s.T.Helper()
	res := s.as(a, "POST", "/uploads/"+id+"/finish", map[string]string{"Idempotency-Key": core.RandomCode(20)}, nil)
	var out struct{ File media.File }
	s.read(res, &out)
	return out.File, res.StatusCode
}

// send uploads a file and waits until it is worked.
func (s *stage) send(a core.Actor, name string, content []byte) media.File {
	s.T.Helper()
	res := s.begin(a, name, len(content))
	if res.StatusCode != http.StatusCreated {
		s.T.Fatalf("begin %s: %d %s", name, res.StatusCode, s.text(res))
	}
	id := filepath.Base(res.Header.Get("Location"))
	if res := s.patch(a, id, 0, content); res.StatusCode != http.StatusNoContent {
		s.T.Fatalf("send %s: %d %s", name, res.StatusCode, s.text(res))
	}
	f, status := s.finish(a, id)
	if status != http.StatusOK {
		s.T.Fatalf("finish %s: %d", name, status)
	}
	if err := s.media.Develop(s.T.Context()); err != nil {
		s.T.Fatal(err)
	}
	s.read(s.as(a, "GET", "/files/"+string(f.ID), nil, nil), &f)
	return f
}

// use lets a conversation see a file.
func (s *stage) use(conv feed.ID, seq feed.Seq, files ...media.FileID) {
	s.T.Helper()
	s.Write(func(tx *db.Tx) error { return s.media.Use(tx, conv, seq, files) })
}

// fetch returns the bytes of one size.
func (s *stage) fetch(a core.Actor, id media.FileID, size string) []byte {
	s.T.Helper()
	res := s.as(a, "GET", "/files/"+string(id)+"/"+size, nil, nil)
	if res.StatusCode != http.StatusOK {
		s.T.Fatalf("fetch %s: %d %s", size, res.StatusCode, s.text(res))
	}
	return []byte(s.text(res))
}

func (s *stage) read(res *http.Response, out any) {
	s.T.Helper()
	if err := json.NewDecoder(res.Body).Decode(out); err != nil {
		s.T.Fatalf("%s: %v", res.Request.URL, err)
	}
}

func (s *stage) text(res *http.Response) string {
	b, _ := io.ReadAll(res.Body) // from memory
	return string(b)
}

// stored returns every byte that is kept in the data directory, by path.
func (s *stage) stored() map[string][]byte {
	s.T.Helper()
	out := map[string][]byte{}
	err := filepath.Walk(s.dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			out[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		s.T.Fatal(err)
	}
	return out
}

// sample reads one of the shared photos, found by walking up from here.
func sample(t testing.TB, name string) []byte {
	t.Helper()
	for dir := "."; len(dir) < 40; dir = filepath.Join("..", dir) {
		if b, err := os.ReadFile(filepath.Join(dir, "shared", "samples", "photos", name)); err == nil {
			return b
		}
	}
	t.Fatalf("no sample %s: the folder shared/samples stands beside the repository", name)
	return nil
}

func problemKey(s *stage, res *http.Response) string {
	var p struct{ Key string }
	if err := json.NewDecoder(res.Body).Decode(&p); err != nil {
		return fmt.Sprint(res.StatusCode, " ", err)
	}
	return strings.TrimSpace(p.Key)
}
