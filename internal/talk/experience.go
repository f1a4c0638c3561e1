package talk

import (
	"context"
	"slices"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
)

// Experience is what a class learned, for the next one, without names.
type Experience struct {
	ID      ExperienceID `json:"id"`
	Title   string       `json:"title"`
	Summary string       `json:"summary"`
	Quotes  []string     `json:"quotes"`
	At      core.Millis  `json:"at"`
	Yours   bool         `json:"yours" doc:"The reader teaches the class it came from and may take it away"`
	class   roster.ClassID
}

// Asked is how far the writers of a thread have agreed to a card.
type Asked struct {
	Mine    *bool        `json:"mine" doc:"The reader's own answer; null before one"`
	Writers int          `json:"writers" doc:"Who wrote in the thread"`
	Yes     int          `json:"yes"`
	Card    ExperienceID `json:"card" doc:"Empty until it is published"`
}

// Agree notes whether the actor lets the own words of a thread stand on a card.
// A no takes words off a card again that is out.
func (s *Service) Agree(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq, yes bool) (Asked, error) {
	return db.Once(ctx, s.db, func(tx *db.Tx) (Asked, error) {
		if err := feed.MaySpeak(tx, a, conv); err != nil {
			return Asked{}, err
		}
		said, err := thread(tx, conv, seq)
		if err != nil {
			return Asked{}, err
		}
		if !slices.ContainsFunc(said, func(m message) bool { return m.Person == a.Person }) {
			return Asked{}, core.ErrAbsent
		}
		if err := saveConsent(tx, said[0], a.Person, yes); err != nil {
			return Asked{}, err
		}
		if !yes {
			if err := dropQuotesBy(tx, conv, seq, a.Person); err != nil {
				return Asked{}, err
			}
		}
		return asked(tx, a, conv, seq, said)
	})
}

// Asked tells how far the writers of a thread have agreed.
func (s *Service) Asked(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq) (out Asked, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		said, err := thread(tx, conv, seq)
		if err != nil {
			return err
		}
		out, err = asked(tx, a, conv, seq, said)
		return err
	})
	return out, err
}

func asked(tx *db.Tx, a core.Actor, conv feed.ID, seq feed.Seq, said []message) (out Asked, err error) {
	yes, err := consents(tx, conv, seq)
	if err != nil {
		return out, err
	}
	for _, p := range writers(said) {
		out.Writers++
		if yes[p] {
			out.Yes++
		}
	}
	if own, answered := yes[a.Person]; answered {
		out.Mine = &own
	}
	out.Card, err = cardOf(tx, conv, seq)
	return out, err
}

// Card is what staff want to publish of a thread.
type Card struct {
	Title   string     `json:"title"`
	Summary string     `json:"summary"`
	Quotes  []feed.Seq `json:"quotes" doc:"The messages whose words stand on it"`
}

// Publish makes an experience card of a topic. Every writer whose words stand on
// it has said yes; names and numbers are taken out. The policy has judged that
// the actor is of the staff.
func (s *Service) Publish(ctx context.Context, a core.Actor, conv feed.ID, seq feed.Seq, c Card) (Experience, error) {
	c, err := c.clean()
	if err != nil {
		return Experience{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (x Experience, err error) {
		class, ok := conv.Class()
		if !ok {
			return x, ErrNotTopic
		}
		if _, err := roster.LoadOpenClass(tx, class); err != nil {
			return x, err
		}
		if topic, err := findTopic(tx, conv, seq); err != nil {
			return x, err
		} else if topic == nil {
			return x, ErrNotTopic
		}
		quotes, err := agreed(tx, conv, seq, c.Quotes)
		if err != nil {
			return x, err
		}
		names, err := namesIn(tx, class)
		if err != nil {
			return x, err
		}
		x = c.nameless(names, quotes)
		x.ID, x.At, x.Yours, x.class = ExperienceID(tx.NewID()), tx.Millis(), true, class
		fresh, err := insertExperience(tx, a.School, x, conv, seq, quotes)
		if err == nil && !fresh {
			err = ErrPublished
		}
		return x, err
	})
}

// clean makes a card safe to show and names all that is wrong with it.
func (c Card) clean() (Card, error) {
	c.Title, c.Summary = core.CleanLine(c.Title), core.CleanText(c.Summary)
	var check core.Check
	check.Length(c.Title, 1, maxTitle, "/title")
	check.Length(c.Summary, 1, maxSummary, "/summary")
	check.Require(len(c.Quotes) > 0 && len(c.Quotes) <= maxQuotes, "/quotes", "talk.quotes")
	return c, check.Err()
}

// nameless is the card with the words of others, all without names and numbers.
func (c Card) nameless(names map[string]string, quotes []message) Experience {
	x := Experience{Title: anonymous(c.Title, names), Summary: anonymous(c.Summary, names), Quotes: []string{}}
	for _, m := range quotes {
		x.Quotes = append(x.Quotes, anonymous(m.Text, names))
	}
	return x
}

// agreed returns the chosen words of a thread when all their writers said yes.
func agreed(tx *db.Tx, conv feed.ID, seq feed.Seq, chosen []feed.Seq) ([]message, error) {
	said, err := thread(tx, conv, seq)
	if err != nil {
		return nil, err
	}
	yes, err := consents(tx, conv, seq)
	if err != nil {
		return nil, err
	}
	quotes := slices.DeleteFunc(said, func(m message) bool { return !slices.Contains(chosen, m.Seq) || m.Text == "" })
	if len(quotes) == 0 || slices.ContainsFunc(quotes, func(m message) bool { return !yes[m.Person] }) {
		return nil, ErrNoYes
	}
	return quotes, nil
}

// thread returns what stands in a thread, its root first; core.ErrAbsent where
// there is no message to begin it.
func thread(tx *db.Tx, conv feed.ID, seq feed.Seq) ([]message, error) {
	said, err := messagesUnder(tx, conv, seq)
	if err == nil && (len(said) == 0 || said[0].Seq != seq) {
		err = core.ErrAbsent
	}
	return said, err
}

func writers(said []message) []string {
	out := []string{}
	for _, m := range said {
		if !slices.Contains(out, m.Person) {
			out = append(out, m.Person)
		}
	}
	return out
}

// namesIn maps the names of a class to what they become on a card.
func namesIn(tx *db.Tx, class roster.ClassID) (map[string]string, error) {
	students, err := roster.Students(tx, class)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, st := range students {
		names[st.Given()], names[st.Name] = "孩子", "孩子"
	}
	contacts, err := roster.ContactsOf(tx, roster.IDs(students)...)
	if err != nil {
		return nil, err
	}
	for _, c := range contacts {
		names[c.Name] = "家长"
	}
	staff, err := roster.StaffOf(tx, class)
	if err != nil {
		return nil, err
	}
	teachers, err := account.FindNames(tx, staff)
	for _, name := range teachers {
		names[name] = "老师"
	}
	return names, err
}

// Experiences lists the cards of the actor's school, the newest first; the policy
// has judged the actor.
func (s *Service) Experiences(ctx context.Context, a core.Actor, p core.Page) (items []Experience, next string, err error) {
	p = p.Clamp()
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if items, err = experiencesOf(tx, a.School, ExperienceID(p.After), p.Limit+1); err != nil {
			return err
		}
		if len(items) > p.Limit {
			items = items[:p.Limit]
			next = string(items[p.Limit-1].ID)
		}
		for i := range items {
			err := roster.IsStaffOfClass(tx, a, items[i].class)
			items[i].Yours = err == nil
			if ignoreAbsent(err) != nil {
				return err
			}
		}
		return nil
	})
	return items, next, err
}

// Remove takes a card away; the policy has judged that the actor is of the staff
// of the class it came from.
func (s *Service) Remove(ctx context.Context, _ core.Actor, id ExperienceID) error {
	_, err := db.Once(ctx, s.db, func(tx *db.Tx) (struct{}, error) {
		return struct{}{}, dropExperience(tx, id)
	})
	return err
}
