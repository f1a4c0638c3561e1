package album_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path"
	"strconv"
	"sync"
	"testing"

	"magpie/internal/album"
	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/media/mediatest"
	"magpie/internal/rest"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
)

var ctx = context.Background()

// rooms is a class of three children with all rooms at work. One guardian each has
// joined for the first two.
type rooms struct {
	*rostertest.Class
	*album.Service
	roster *roster.Service
	feed   *feed.Service
	media  *media.Service
	ear    *ear
	door   http.Handler
	who    core.Actor // who knocks at the door
	drawn  int
	ming   core.Actor // the mother of the first child
	yu     core.Actor // the mother of the second
}

// ear notes what goes to open screens.
type ear struct {
	mu     sync.Mutex
	frames int
	rostertest.Nudges
}

func (e *ear) Publish(feed.ID, feed.Rev, []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.frames++
}

func open(t testing.TB) *rooms {
	t.Helper()
	c := rostertest.New(t, 3)
	r := &rooms{Class: c, ear: &ear{}, roster: roster.New(roster.Options{DB: c.DB})}
	r.feed = feed.New(c.DB, r.ear)
	var err error
	r.media, err = media.New(media.Options{DB: c.DB, Clock: c.Clock, Dir: t.TempDir(), Child: mediatest.Child(), FFmpeg: "none"})
	if err != nil {
		t.Fatal(err)
	}
	r.Service = album.New(album.Options{DB: c.DB, Roster: r.roster, Feed: r.feed, Media: r.media, Nudger: r.ear, Clock: c.Clock,
		Log: slog.New(slog.DiscardHandler)})
	r.media.Guard(r.Service)
	r.roster.ConsentMoved = r.ConsentMoved
	api := rest.New(rest.Options{Clock: c.Clock, Log: slog.New(slog.DiscardHandler),
		Authenticate: func(*http.Request) (core.Actor, error) { return r.who, nil }})
	r.media.Routes(api)
	r.Routes(api)
	r.door = api.Handler()
	r.ming, r.yu = r.Joins(0, "母亲"), r.Joins(1, "母亲")
	return r
}

// knock makes a request as a person.
func (r *rooms) knock(a core.Actor, method, path string, header map[string]string, body []byte) *httptest.ResponseRecorder {
	r.T.Helper()
	r.who = a
	q := httptest.NewRequest(method, rest.Prefix+path, bytes.NewReader(body))
	for name, value := range header {
		q.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	r.door.ServeHTTP(w, q)
	return w
}

// draws sends a small new picture, which is ready.
func (r *rooms) draws(a core.Actor) media.FileID {
	r.T.Helper()
	r.drawn++
	canvas := image.NewNRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		for y := range 30 {
			canvas.Set(x, y, color.NRGBA{uint8(r.drawn * 40), uint8(x * 6), uint8(y * 8), 255})
		}
	}
	var content bytes.Buffer
	if err := png.Encode(&content, canvas); err != nil {
		r.T.Fatal(err)
	}
	encoded := base64.StdEncoding.EncodeToString
	begun := r.knock(a, "POST", "/uploads", map[string]string{"Tus-Resumable": "1.0.0", "Upload-Length": strconv.Itoa(content.Len()),
		"Upload-Metadata": "filename " + encoded([]byte("画.png")) + ",conversation " + encoded([]byte(feed.OfClass(r.Class.ID)))}, nil)
	id := path.Base(begun.Header().Get("Location"))
	r.knock(a, "PATCH", "/uploads/"+id, map[string]string{"Tus-Resumable": "1.0.0", "Upload-Offset": "0",
		"Content-Type": "application/offset+octet-stream"}, content.Bytes())
	done := r.knock(a, "POST", "/uploads/"+id+"/finish", map[string]string{"Idempotency-Key": core.RandomCode(20)}, nil)
	if done.Code != http.StatusOK {
		r.T.Fatalf("send a picture: %d %s", done.Code, done.Body)
	}
	r.must(r.media.Develop(ctx))
	return media.FileID(id)
}

func (r *rooms) must(err error) {
	r.T.Helper()
	if err != nil {
		r.T.Fatal(err)
	}
}

// sportsDay is an album of the teacher's with as many pictures as tag lists.
func (r *rooms) sportsDay(tags ...[]int) (album.ID, []album.Picture) {
	r.T.Helper()
	in := album.Opening{Title: "秋季运动会", Day: "2026-11-26"}
	for _, children := range tags {
		p := album.Added{File: r.draws(r.Teacher), Caption: "第一棒"}
		for _, c := range children {
			p.Tags = append(p.Tags, r.Students[c])
		}
		in.Pictures = append(in.Pictures, p)
	}
	id, err := r.Open(ctx, r.Teacher, r.Class.ID, in)
	r.must(err)
	return id, r.sees(r.Teacher, id).Items
}

func (r *rooms) sees(a core.Actor, id album.ID) album.View {
	r.T.Helper()
	v, err := r.View(ctx, a, id, core.Page{})
	r.must(err)
	return v
}

func (r *rooms) allows(a core.Actor, child int, level roster.Pictures) {
	r.T.Helper()
	r.must(r.roster.SetConsent(ctx, a, r.Students[child], level))
}

// entry is the album as it stands in the class's conversation.
func (r *rooms) entry() (e feed.Entry, b album.Body) {
	r.T.Helper()
	page, err := r.feed.Entries(ctx, r.Teacher, feed.OfClass(r.Class.ID), 0, 100)
	r.must(err)
	e = page.Entries[len(page.Entries)-1]
	r.must(json.Unmarshal(e.Body, &b))
	return e, b
}

// fetches reports how a request for a file's thumbnail is answered.
func (r *rooms) fetches(a core.Actor, file media.FileID) int {
	r.T.Helper()
	return r.knock(a, "GET", "/files/"+string(file)+"/thumb", nil, nil).Code
}
