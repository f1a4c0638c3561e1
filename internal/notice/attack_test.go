package notice_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/notice"
)

func TestATimeThatNoCalendarCanWriteIsRefused(t *testing.T) {
	r := newRooms(t, 1)
	far := core.Millis(math.MaxInt64)
	for pointer, spoil := range map[string]func(c *notice.Content){
		"/times/start/at": func(c *notice.Content) { c.Times = &notice.Times{Start: &notice.Moment{At: far}} },
		"/times/end/at":   func(c *notice.Content) { c.Times.End.At = core.MillisOf(time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)) },
		"/dueAt":          func(c *notice.Content) { c.DueAt = far },
		"/publishAt":      func(c *notice.Content) { c.PublishAt, c.DueAt = far-1, 0 },
		"/expiresAt":      func(c *notice.Content) { c.ExpiresAt = far },
	} {
		c := r.holiday()
		spoil(&c)
		_, err := r.Post(ctx, r.Teacher, r.Class.ID, c)
		var e *core.Error
		if !errors.As(err, &e) || len(e.Fields) != 1 || e.Fields[0].Pointer != pointer {
			t.Errorf("%s: got %v", pointer, err)
		}
	}
}

func TestNothingIsSaidUnderARecalledNoticeByUndoing(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	id := r.posts(r.holiday())
	folded := r.types(mother, id, "收到")
	if err := r.Recall(ctx, r.Teacher, id); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Undo(ctx, mother, id, folded.Undo, true); !errors.Is(err, notice.ErrRecalled) {
		t.Errorf("got %v", err)
	}
	for _, e := range r.entries(feed.OfClass(r.Class.ID)) {
		if e.Kind == feed.EntryReply {
			t.Errorf("it stands there: %s", e.Body)
		}
	}
}

func TestATextCannotWriteCalendarLinesOfItsOwn(t *testing.T) {
	r := newRooms(t, 1)
	mother := r.Joins(0, "母亲")
	c := r.holiday()
	c.Title = "放假\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:交费"
	c.Text = "好;a,b\\n\nATTACH:http://evil.example\r\nEND:VCALENDAR"
	c.Times.Start.Word = "早\r\nX-EVIL:1"
	r.posts(c)
	_, text := r.fetches(r.makesCalendar(mother))
	for _, line := range strings.Split(unfolded(text), "\r\n") {
		for _, evil := range []string{"ATTACH", "X-EVIL", "SUMMARY:交费"} {
			if strings.HasPrefix(line, evil) || strings.ContainsAny(line, "\r\n") {
				t.Errorf("a line of its own: %q", line)
			}
		}
	}
	if strings.Count(text, "\r\nBEGIN:VEVENT\r\n") != 1 || strings.Count(text, "\r\nEND:VEVENT\r\n") != 1 {
		t.Errorf("the calendar is torn:\n%s", text)
	}
}
