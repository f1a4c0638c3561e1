package ask

import (
	"context"
	"errors"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// MadeLink is a link at the moment it is made: the only time its address is told.
type MadeLink struct {
	ID        LinkID      `json:"id"`
	URL       string      `json:"url"`
	ExpiresAt core.Millis `json:"expiresAt"`
	QR        roster.QR   `json:"qr"`
}

// LinkView is a link as staff see it afterwards.
type LinkView struct {
	ID        LinkID           `json:"id"`
	Student   roster.StudentID `json:"student"`
	Name      string           `json:"name"`
	Label     string           `json:"label" doc:"Who got it, e.g. 李明爷爷"`
	At        core.Millis      `json:"at"`
	ExpiresAt core.Millis      `json:"expiresAt"`
	Revoked   bool             `json:"revoked"`
	Answered  bool             `json:"answered"`
}

// StaffOfLink is the policy for the staff of a link's ask.
func (s *Service) StaffOfLink() rest.Policy {
	return account.Judge(s.db, "staff-of-link", "link", func(tx *db.Tx, a core.Actor, object string) error {
		l, err := loadLink(tx, LinkID(object))
		if err != nil {
			return err
		}
		return isStaff(tx, a, l.Ask)
	})
}

// MakeLink makes a link for a number of days; the policy has judged the actor.
func (s *Service) MakeLink(ctx context.Context, actor core.Actor, id ID, student roster.StudentID, relation string, days int) (MadeLink, error) {
	relation = core.CleanLine(relation)
	var c core.Check
	c.Length(relation, 0, 20, "/relation")
	c.Require(days >= 1 && days <= maxDays, "/days", "ask.days")
	if err := c.Err(); err != nil {
		return MadeLink{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (MadeLink, error) {
		until := core.MillisOf(tx.Now().Add(time.Duration(days) * 24 * time.Hour))
		l, err := s.Link(tx, LinkSpec{Ask: id, Student: student, Relation: relation, Until: until, By: actor.Person})
		if err != nil {
			return MadeLink{}, err
		}
		qr, err := roster.DrawQR(s.URL(l.Code))
		return MadeLink{ID: l.ID, URL: s.URL(l.Code), ExpiresAt: l.Until, QR: qr}, err
	})
}

// Links returns a page of an ask's links, the newest first; the policy has judged
// the actor.
func (s *Service) Links(ctx context.Context, lang string, id ID, p core.Page) (items []LinkView, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		list, err := linksBefore(tx, id, p.After, p.Limit+1)
		if err != nil {
			return err
		}
		if len(list) > p.Limit {
			list = list[:p.Limit]
			next = string(list[p.Limit-1].ID)
		}
		said, err := Answers(tx, id)
		if err != nil {
			return err
		}
		answered, about := map[string]bool{}, []Given{}
		for _, g := range said {
			answered[g.Person] = answered[g.Person] || !g.Withdrawn
		}
		for _, l := range list {
			about = append(about, Given{Student: l.Student, Relation: l.Relation})
		}
		n, err := namesFor(tx, about, lang)
		items = make([]LinkView, 0, len(list))
		for i, l := range list {
			items = append(items, LinkView{ID: l.ID, Student: l.Student, Name: n.child[l.Student], Label: n.label(about[i]), At: l.At,
				ExpiresAt: l.Until, Revoked: l.Revoked, Answered: answered[l.person()]})
		}
		return err
	})
	return items, next, err
}

// Revoke ends a link at once; the policy has judged the actor.
func (s *Service) Revoke(ctx context.Context, id LinkID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) { return struct{}{}, revokeLink(tx, id) })
	return err
}

// openLink finds a link that can be used now.
func openLink(tx *db.Tx, code string) (Link, error) {
	l, err := linkBy(tx, core.HashToken(code))
	if errors.Is(err, core.ErrAbsent) || err == nil && (l.Revoked || l.Until <= tx.Millis()) {
		return Link{}, ErrLink
	}
	return l, err
}
