package story

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"

	"magpie/internal/app/apptest"
)

type albumPage struct {
	ID    string
	Count int
	Items []struct {
		Picture, ID, Caption, State string
		Mine, Tags                  []string
	}
}

// shoot is a photograph like no other.
func shoot(t *testing.T, n int) []byte {
	t.Helper()
	canvas := image.NewNRGBA(image.Rect(0, 0, 64, 48))
	for x := range 64 {
		for y := range 48 {
			canvas.Set(x, y, color.NRGBA{uint8(n * 50), uint8(x * 4), uint8(y * 5), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, canvas); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// uploads sends so many photographs to the class and returns their ids.
func (c class) uploads(t *testing.T, who *apptest.Client, from, n int) (files []string) {
	t.Helper()
	for i := range n {
		files = append(files, who.Upload("c-"+c.Class, "IMG.png", shoot(t, from+i)))
	}
	c.Develop()
	return files
}

func (c class) album(who *apptest.Client, id string) (a albumPage) {
	who.Get("/albums/"+id, &a)
	return a
}

func fetches(who *apptest.Client, file string) int {
	return who.Bytes("GET", "/files/"+file+"/medium", nil, nil).StatusCode
}

func counted(t *testing.T, f apptest.Frame) (count, cover int) {
	t.Helper()
	var e struct {
		Kind string
		Body struct {
			Count int
			Cover []struct{ ID string }
		}
	}
	if err := json.Unmarshal(f.E, &e); err != nil || e.Kind != "album" {
		t.Fatalf("got %s, %v", f.E, err)
	}
	return e.Body.Count, len(e.Body.Cover)
}

func TestSportsDayComesHomeAndAFamilysNoIsHeardWhileTheClassLooks(t *testing.T) {
	c := open(t)
	ming, yu := c.Join(c.School, c.kids["李明"], "母亲", "1002"), c.Join(c.School, c.kids["陈思雨"], "父亲", "2001")
	ming.Put("/children/"+c.kids["李明"]+"/consent", map[string]string{"pictures": "class"}, nil)
	yu.Put("/children/"+c.kids["陈思雨"]+"/consent", map[string]bool{"photos": true}, nil)
	atHome := ming.Listen()

	files := c.uploads(t, c.Teacher, 0, 3)
	var made albumPage
	c.Teacher.Post("/classes/"+c.Class+"/albums", map[string]any{"title": "秋季运动会", "day": "2026-11-27", "pictures": []map[string]any{
		{"file": files[0], "caption": "入场"},
		{"file": files[1], "caption": "李明的第一棒", "tags": []string{c.kids["李明"]}},
		{"file": files[2], "caption": "接力", "tags": []string{c.kids["李明"], c.kids["陈思雨"]}},
	}}, &made)
	if count, cover := counted(t, atHome.Next(ming, "entry")); count != 3 || cover != 3 {
		t.Fatalf("the mother's screen shows %d pictures, %d on the cover", count, cover)
	}

	yu.Put("/children/"+c.kids["陈思雨"]+"/consent", map[string]string{"pictures": "nobody"}, nil)
	if count, cover := counted(t, atHome.Next(ming, "entry")); count != 2 || cover != 2 {
		t.Errorf("after the no her open screen shows %d pictures, %d on the cover", count, cover)
	}
	if got := fetches(ming, files[2]); got != http.StatusNotFound {
		t.Errorf("she can still fetch the picture: %d", got)
	}
	var mine struct{ Items []struct{ ID string } }
	ming.Get("/children/"+c.kids["李明"]+"/pictures", &mine)
	if a := c.album(ming, made.ID); a.Count != 2 || len(a.Items) != 2 || len(mine.Items) != 1 || mine.Items[0].ID != files[1] {
		t.Errorf("she sees %+v and of her child %+v", a, mine)
	}
	if a := c.album(yu, made.ID); a.Count != 3 {
		t.Errorf("the father himself sees %d: his no keeps others out, not the child's own family", a.Count)
	}
	if p := ming.Send("GET", "/classes/"+c.Class+"/pictures/waiting", "", nil, nil); p == nil || p.Key != "core.absent" {
		t.Errorf("a mother at the teacher's desk: %v", p)
	}
}

func TestAFamilysPictureIsShownOnceTheTeacherHasLooked(t *testing.T) {
	c := open(t)
	ming, yu := c.Join(c.School, c.kids["李明"], "母亲", "1002"), c.Join(c.School, c.kids["陈思雨"], "父亲", "2001")
	var made albumPage
	c.Teacher.Post("/classes/"+c.Class+"/albums", map[string]any{"title": "秋季运动会"}, &made)
	desk, atHome := c.Teacher.Listen(), yu.Listen()
	file := c.uploads(t, ming, 7, 1)[0]
	var hers albumPage
	ming.Post("/albums/"+made.ID+"/pictures", map[string]any{"pictures": []map[string]any{{"file": file, "caption": "看台"}}}, &hers)
	if hers.Count != 1 || hers.Items[0].State != "waiting" || c.album(yu, made.ID).Count != 0 || fetches(yu, file) != http.StatusNotFound {
		t.Fatalf("before the teacher has looked: she sees %+v, others %+v", hers, c.album(yu, made.ID))
	}
	for f := desk.Next(c.Teacher, "nudge"); f.What != "pictures"; f = desk.Next(c.Teacher, "nudge") {
	}
	c.Teacher.Post("/pictures/"+hers.Items[0].Picture+"/approve", nil, nil)
	if count, _ := counted(t, atHome.Next(yu, "entry")); count != 1 || fetches(yu, file) != http.StatusOK {
		t.Errorf("approved, the other family's screen counts %d", count)
	}
}

func TestAMotherTakesHerClassHomeInAFileThatNeedsNoServer(t *testing.T) {
	c := open(t)
	ming := c.Join(c.School, c.kids["李明"], "母亲", "1002")
	c.Join(c.School, c.kids["陈思雨"], "父亲", "2001").Post("/conversations/f-"+c.kids["陈思雨"]+"/messages", map[string]any{"text": "别家的暗号"}, nil)
	ming.Post("/conversations/f-"+c.kids["李明"]+"/messages", map[string]any{"text": "这次考砸了，想聊聊"}, nil)
	c.post("期末安排", nil)
	files := c.uploads(t, c.Teacher, 20, 2)
	c.Teacher.Post("/classes/"+c.Class+"/albums", map[string]any{"title": "元旦", "pictures": []map[string]any{
		{"file": files[0]}, {"file": files[1], "tags": []string{c.kids["陈思雨"]}}}}, nil)
	c.Teacher.Post("/classes/"+c.Class+"/archive", map[string]any{}, nil)

	res := ming.Bytes("GET", "/children/"+c.kids["李明"]+"/export", nil, nil)
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("the export: %d %s %v", res.StatusCode, body, err)
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	page, pictures := "", 0
	for _, f := range z.File {
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(content)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "index.html" {
			page = string(b)
		} else if strings.HasPrefix(f.Name, "pictures/") {
			pictures++
		}
	}
	if !strings.Contains(page, "这次考砸了") || !strings.Contains(page, "期末安排") || strings.Contains(page, "别家的暗号") || pictures != 1 {
		t.Errorf("%d pictures, the page says\n%s", pictures, page)
	}
}
