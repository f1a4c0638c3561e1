package ask

import (
	"context"
	"errors"

	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// LinkID names a link.
type LinkID string

// codeLength characters of five bits: nobody guesses one.
const codeLength = 20

// maxDays bounds how long a link lives.
const maxDays = 30

// LinkSpec is what it takes to make a link.
type LinkSpec struct {
	Ask      ID
	Student  roster.StudentID
	Relation string // of whoever gets it, e.g. 爷爷
	Until    core.Millis
	By       string // the person who made it
}

// Link answers one ask for one child without a login, until it expires or is
// revoked. Code is told once and not kept.
type Link struct {
	ID       LinkID
	School   string
	Ask      ID
	Student  roster.StudentID
	Relation string
	By       string
	At       core.Millis
	Until    core.Millis
	Revoked  bool
	Code     string
}

// Link makes a link; rooms on the right have judged their actor. ErrSecret for a
// secret poll: whoever made the link would know who voted.
func (s *Service) Link(tx *db.Tx, spec LinkSpec) (Link, error) {
	a, err := loadAsk(tx, spec.Ask)
	if err != nil {
		return Link{}, err
	}
	if a.Secret {
		return Link{}, ErrSecret
	}
	if _, err := concerns(tx, a, spec.Student); err != nil {
		return Link{}, err
	}
	l := Link{ID: LinkID(tx.NewID()), School: a.School, Ask: a.ID, Student: spec.Student, Relation: roster.Relation(spec.Relation),
		By: spec.By, At: tx.Millis(), Until: spec.Until, Code: core.RandomCode(codeLength)}
	return l, insertLink(tx, l)
}

// URL is the address behind a code.
func (s *Service) URL(code string) string { return s.PublicURL + "/a/" + code }

// person is how a link stands where an account would.
func (l Link) person() string { return "link-" + string(l.ID) }

// Slip is what a link's page shows: as little as it takes to answer.
type Slip struct {
	Title     string      `json:"title"`
	Text      string      `json:"text"`
	ClassName string      `json:"className"`
	Kind      string      `json:"kind" doc:"As the ask's room calls it"`
	Child     string      `json:"child" doc:"The given name"`
	Label     string      `json:"label" doc:"Who answers, e.g. 爷爷"`
	Level     Level       `json:"level" enum:"read,confirm,understood,sign,form"`
	Form      *form.Form  `json:"form,omitempty"`
	Question  *form.Asked `json:"question,omitempty"`
	Version   int         `json:"version" doc:"Give this back when answering"`
	MinMs     int64       `json:"minMs" doc:"How long it must be on screen to count as read"`
	Open      bool        `json:"open"`
	DueAt     core.Millis `json:"dueAt"`
	Until     core.Millis `json:"until" doc:"When the link ends"`
	State     State       `json:"state" enum:"none,read,confirmed" doc:"Of whoever holds the link"`
	Done      bool        `json:"done" doc:"Nothing more is expected for this child"`
	Number    int         `json:"number,omitempty"`
	Values    form.Values `json:"values,omitempty" doc:"What was said by this link"`
}

// Look returns what a link shows. ErrLink for one that is unknown, expired or
// revoked alike. Whoever holds the code may.
func (s *Service) Look(ctx context.Context, lang, code string) (slip Slip, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		l, err := openLink(tx, code)
		if err != nil {
			return err
		}
		slip, err = s.slip(tx, lang, l)
		return err
	})
	return slip, err
}

func (s *Service) slip(tx *db.Tx, lang string, l Link) (Slip, error) {
	a, err := loadAsk(tx, l.Ask)
	if err != nil {
		return Slip{}, err
	}
	home, err := concerns(tx, a, l.Student)
	if errors.Is(err, core.ErrAbsent) || err == nil && !home.Open {
		return Slip{}, ErrLink // the child has left, or its class has ended
	}
	if err != nil {
		return Slip{}, err
	}
	card := Card{Child: home.Student.Given()}
	if describe, known := s.cards[a.OwnerKind]; known {
		if card, err = describe(tx, a.Owner, l.Student); err != nil {
			return Slip{}, err
		}
	}
	now, err := Standing(tx, a.ID, []roster.StudentID{l.Student})
	if err != nil {
		return Slip{}, err
	}
	c := now[l.Student]
	out := Slip{Title: card.Title, Text: card.Text, ClassName: card.ClassName, Kind: card.Kind, Child: card.Child,
		Label: roster.RelationWord(l.Relation, lang), Level: a.Level, Form: shown(a.Form), Question: a.Question.Asked(),
		Version: a.Version, MinMs: MinShown(a.Chars).Milliseconds(), Open: a.Open && !a.late(tx.Millis()), DueAt: a.DueAt, Until: l.Until,
		State: c.Own(l.person()), Done: c.Done}
	said, err := givenOf(tx, a.ID, l.Student, "")
	for _, g := range said {
		if g.Person == l.person() && !g.Withdrawn {
			out.Number, out.Values = g.Number, g.Values
		}
	}
	return out, err
}

// AnswerBy answers by a link. Whoever holds the code may; nothing else can be done
// with it.
func (s *Service) AnswerBy(ctx context.Context, code string, in In) (Mine, error) {
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		l, err := openLink(tx, code)
		in.Ask, in.Student, in.Person, in.Via, in.relation, in.code = l.Ask, l.Student, l.person(), ViaLink, l.Relation, code
		return err
	})
	if err != nil {
		return Mine{}, err
	}
	m, err := s.respond(ctx, in)
	if errors.Is(err, core.ErrAbsent) {
		return m, ErrLink // the child has left, or its class has ended
	}
	return m, err
}
