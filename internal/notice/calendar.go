package notice

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// calendarPath stands before the token in a calendar's address.
const calendarPath = "/calendar/"

// tokenLength gives 160 random bits.
const tokenLength = 32

// Calendar is a person's own calendar address.
type Calendar struct {
	Active    bool        `json:"active"`
	CreatedAt core.Millis `json:"createdAt"`
	URL       string      `json:"url,omitempty" doc:"Shown once, when it is made; only its hash is kept"`
	Webcal    string      `json:"webcal,omitempty"`
}

// MakeCalendar gives a guardian a new calendar address; an older one ends. A
// repeated request makes another one rather than keep a readable token for the
// repetition (db.Once would).
func (s *Service) MakeCalendar(ctx context.Context, a core.Actor) (c Calendar, err error) {
	token := core.RandomCode(tokenLength)
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		c.CreatedAt = tx.Millis()
		return setCalendar(tx, a.School, a.Person, core.HashToken(token))
	})
	c.Active, c.URL = true, s.url+calendarPath+token+".ics"
	_, address, _ := strings.Cut(c.URL, "://")
	c.Webcal = "webcal://" + address
	return c, err
}

// Calendar tells whether the actor has a calendar address.
func (s *Service) Calendar(ctx context.Context, a core.Actor) (c Calendar, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c.CreatedAt, err = calendarSince(tx, a.Person)
		c.Active = c.CreatedAt > 0
		return err
	})
	return c, err
}

// EndCalendar revokes the actor's calendar address at once.
func (s *Service) EndCalendar(ctx context.Context, a core.Actor) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) { return struct{}{}, dropCalendar(tx, a.Person) })
	return err
}

// CalendarHandler serves GET /calendar/{token}.ics to whoever holds the address:
// calendar programs have no session. A wrong or revoked one is simply not there.
func (s *Service) CalendarHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, ok := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, calendarPath), ".ics")
		if !ok || len(token) != tokenLength || r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.NotFound(w, r)
			return
		}
		text, err := s.render(r.Context(), token)
		switch {
		case core.KindOf(err) == core.KindNotFound:
			http.NotFound(w, r)
			return
		case err != nil:
			s.log.Error("render calendar", "err", err)
			http.Error(w, "try again later", http.StatusServiceUnavailable)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/calendar; charset=utf-8")
		h.Set("Content-Disposition", `inline; filename="magpie.ics"`)
		h.Set("Cache-Control", "private, no-cache")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Robots-Tag", "noindex")
		_, _ = w.Write([]byte(text)) // the client may be gone
	})
}

func (s *Service) render(ctx context.Context, token string) (text string, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		person, err := calendarOwner(tx, core.HashToken(token))
		if err != nil {
			return err
		}
		who, err := account.LoadPerson(tx, person)
		if err != nil {
			return err
		}
		dates, err := datesOf(tx, person)
		text = render(dates, s.url, who.Prefs.Lang)
		return err
	})
	return text, err
}

// date is a notice with times, for one of the guardian's children.
type date struct {
	notice
	child roster.Child
}

// datesOf returns every notice with times for a person's children, recalled ones
// too, so that a calendar can strike them out.
func datesOf(tx *db.Tx, person string) ([]date, error) {
	children, err := roster.ChildrenOf(tx, person)
	if err != nil {
		return nil, err
	}
	places, err := placesIn(tx, roomsOf(children), nil)
	if err != nil {
		return nil, err
	}
	notices, err := noticesByID(tx, slices.Collect(maps.Keys(places)))
	out := []date{}
	for _, n := range notices {
		for _, c := range concerned(children, n.Class, places[n.ID]) {
			if n.Times != nil && n.Times.Start != nil {
				out = append(out, date{n, c})
			}
		}
	}
	slices.SortFunc(out, func(a, b date) int {
		return strings.Compare(string(a.ID)+string(a.child.Student), string(b.ID)+string(b.child.Student))
	})
	return out, err
}
