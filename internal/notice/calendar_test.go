package notice_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/notice"
	"magpie/internal/roster"
)

// fetches reads a calendar as a calendar program does.
func (r *rooms) fetches(c notice.Calendar) (int, string) {
	r.T.Helper()
	path, ok := strings.CutPrefix(c.URL, "https://school.example")
	if !ok || c.Webcal != "webcal://school.example"+path {
		r.T.Fatalf("addresses: %+v", c)
	}
	w := httptest.NewRecorder()
	r.CalendarHandler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

func (r *rooms) makesCalendar(a core.Actor) notice.Calendar {
	r.T.Helper()
	c, err := r.MakeCalendar(ctx, a)
	if err != nil {
		r.T.Fatal(err)
	}
	return c
}

// unfolded joins folded lines, as RFC 5545 section 3.1 says.
func unfolded(text string) string { return strings.ReplaceAll(text, "\r\n ", "") }

func TestTheCalendarHoldsTheFamilysDatesAndNobodyElses(t *testing.T) {
	r := newRooms(t, 2)
	mother := r.Joins(0, "母亲")
	all, own, others := r.holiday(), r.holiday(), r.holiday()
	own.Title, own.Students = "单独谈话", []roster.StudentID{r.Students[0]}
	others.Title, others.Students = "别人家的事", []roster.StudentID{r.Students[1]}
	id := r.posts(all)
	r.posts(own)
	r.posts(others)
	scheduled := r.holiday()
	scheduled.Title, scheduled.PublishAt = "还没发出", r.in(time.Hour)
	r.posts(scheduled)

	code, text := r.fetches(r.makesCalendar(mother))
	text = unfolded(text)
	for _, want := range []string{"BEGIN:VCALENDAR\r\n", "METHOD:PUBLISH", "SUMMARY:学生0：学考放假通知", "SUMMARY:学生0：单独谈话",
		"DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261205", "SEQUENCE:0", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
		"UID:" + string(id) + "-child0000@magpie", "STATUS:CONFIRMED", "DTSTAMP:20261127T080000Z"} {
		if code != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("status %d: the calendar lacks %q:\n%s", code, want, text)
		}
	}
	for _, secret := range []string{"别人家的事", "还没发出", "学生1"} {
		if strings.Contains(text, secret) {
			t.Errorf("the calendar tells of %q", secret)
		}
	}
}

func TestACorrectionRaisesTheSequenceAndARecallCancels(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	calendar := r.makesCalendar(mother)
	c := r.holiday()
	c.Times = &notice.Times{Start: &notice.Moment{At: r.in(time.Hour)}, End: &notice.Moment{At: r.in(3 * time.Hour)}}
	id := r.posts(c)
	c.Title = `改期; 请看, \n`
	if err := r.Correct(ctx, r.Teacher, id, notice.Correction{Content: c}); err != nil {
		t.Fatal(err)
	}
	_, text := r.fetches(calendar)
	for _, want := range []string{"SEQUENCE:1", `SUMMARY:学生0：改期\; 请看\, \\n`, "DTSTART:20261127T090000Z", "DTEND:20261127T110000Z"} {
		if !strings.Contains(unfolded(text), want) {
			t.Errorf("after the correction the calendar lacks %q:\n%s", want, text)
		}
	}
	if err := r.Recall(ctx, r.Teacher, id); err != nil {
		t.Fatal(err)
	}
	_, text = r.fetches(calendar)
	if !strings.Contains(text, "SEQUENCE:2") || !strings.Contains(text, "STATUS:CANCELLED") || strings.Contains(text, "改期") {
		t.Errorf("after the recall:\n%s", text)
	}
}

func TestACalendarAddressIsPersonalAndRevocable(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	first := r.makesCalendar(mother)
	second := r.makesCalendar(mother)
	if code, _ := r.fetches(first); code != http.StatusNotFound {
		t.Errorf("the replaced address answers %d", code)
	}
	if code, _ := r.fetches(second); code != http.StatusOK {
		t.Errorf("the new address answers %d", code)
	}
	if c, err := r.Calendar(ctx, mother); err != nil || !c.Active || c.URL != "" {
		t.Errorf("looking it up: %+v, %v", c, err)
	}
	if err := r.EndCalendar(ctx, mother); err != nil {
		t.Fatal(err)
	}
	if code, _ := r.fetches(second); code != http.StatusNotFound {
		t.Errorf("the revoked address answers %d", code)
	}
	r.Read(func(tx *db.Tx) error {
		var stored int64
		token := strings.TrimSuffix(second.URL[strings.LastIndex(second.URL, "/")+1:], ".ics")
		err := tx.QueryRow(`select count(*) from db_once where result like '%' || $1 || '%'`, token).Scan(&stored)
		if stored != 0 {
			t.Error("the token is stored readably")
		}
		return err
	})
}

func TestARemovedGuardiansCalendarIsEmpty(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	calendar := r.makesCalendar(mother)
	r.posts(r.holiday())
	r.Removes(mother)
	if _, text := r.fetches(calendar); strings.Contains(text, "BEGIN:VEVENT") {
		t.Errorf("it still holds dates:\n%s", text)
	}
}

func TestCalendarLinesAreAtMost75OctetsAndWholeCharacters(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	c := r.holiday()
	c.Text = strings.Repeat("早饭后七点半离开宿舍，住得远的同学可以坐校车。🚌\n", 20)
	r.posts(c)
	_, text := r.fetches(r.makesCalendar(mother))
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line of %d octets: %q", len(line), line)
		}
	}
}

func TestARealCalendarProgramTakesIt(t *testing.T) {
	khal, err := exec.LookPath("khal")
	if err != nil {
		t.Skip("khal is not installed: apt-get install khal")
	}
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	c := r.holiday()
	c.Title, c.Text = `放假; "三天", 快走`, strings.Repeat("早饭后离开宿舍，", 30)
	r.posts(c)
	c.Title, c.Times = "家长会", &notice.Times{Start: &notice.Moment{At: r.in(100 * time.Hour)}}
	r.posts(c)
	_, text := r.fetches(r.makesCalendar(mother))
	home := t.TempDir()
	file := filepath.Join(home, "magpie.ics")
	config := filepath.Join(home, "config")
	for name, content := range map[string]string{file: text, config: "[calendars]\n[[school]]\npath = " + filepath.Join(home, "school") +
		"\ntype = calendar\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = Asia/Shanghai\ndefault_timezone = Asia/Shanghai\n[default]\ndefault_calendar = school\n"} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) string {
		cmd := exec.Command(khal, append([]string{"-c", config}, args...)...)
		cmd.Env = append(os.Environ(), "HOME="+home, "LC_ALL=C.UTF-8")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("khal %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	run("import", "--batch", "-a", "school", file)
	listed := run("list", "2026-12-01", "7d")
	for _, want := range []string{`学生0：放假; "三天", 快走`, "20:00", "学生0：家长会"} {
		if !strings.Contains(listed, want) {
			t.Errorf("khal does not show %q:\n%s", want, listed)
		}
	}
}
