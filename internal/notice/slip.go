package notice

import (
	"context"
	"slices"

	"magpie/internal/account"
	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Slip is the record of what was signed for a child, made to be printed. While
// nobody has signed it is the paper to sign by hand.
type Slip struct {
	Notice     ID               `json:"notice"`
	SchoolName string           `json:"schoolName"`
	ClassName  string           `json:"className"`
	Author     roster.Byline    `json:"author"`
	At         core.Millis      `json:"at" doc:"When it went out"`
	Student    roster.StudentID `json:"student"`
	Name       string           `json:"name"`
	Number     string           `json:"number" doc:"The child's number at school"`
	Pages      []SlipPage       `json:"pages" doc:"The newest words first; more than one page only when it was corrected between two signatures"`
}

// SlipPage is the words of one version with the signatures that stand under it.
type SlipPage struct {
	Version int `json:"version"`
	Wording
	Signed []Signed `json:"signed"`
}

// Wording is what a signature stands under.
type Wording struct {
	Title     string     `json:"title"`
	Text      string     `json:"text"`
	Times     *Times     `json:"times,omitempty"`
	Checklist []string   `json:"checklist"`
	Form      *form.Form `json:"form,omitempty"`
}

// Signed is one person's signature.
type Signed struct {
	Label     string      `json:"label" doc:"李明妈妈, or the name of the member of staff who wrote it down"`
	At        core.Millis `json:"at"`
	Via       ask.Via     `json:"via" enum:"app,word,link,staff"`
	Note      string      `json:"note,omitempty"`
	Values    form.Values `json:"values"`
	Withdrawn bool        `json:"withdrawn,omitempty"`
}

func (c Content) wording() Wording {
	return Wording{Title: c.Title, Text: c.Text, Times: c.Times, Checklist: c.Checklist, Form: c.Form}
}

// Slip returns the record of one child; the policy has judged the reader. A
// guardian finds the own signature only: two parents may be strangers.
func (s *Service) Slip(ctx context.Context, a core.Actor, id ID, student roster.StudentID) (p Slip, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		p, err = slip(tx, a, id, student)
		return err
	})
	return p, err
}

func slip(tx *db.Tx, a core.Actor, id ID, student roster.StudentID) (p Slip, err error) {
	n, err := loadNotice(tx, id)
	if err == nil {
		err = n.out()
	}
	if err == nil && n.Level != ask.LevelSign {
		err = ErrNoSlip
	}
	if err != nil {
		return p, err
	}
	st, err := childOf(tx, a, n, student)
	if err != nil {
		return p, err
	}
	class, err := roster.LoadClass(tx, n.Class)
	if err != nil {
		return p, err
	}
	school, err := roster.LoadSchool(tx, n.School)
	if err != nil {
		return p, err
	}
	p = Slip{Notice: n.ID, SchoolName: school.Name, ClassName: class.Name, Author: n.Author, At: n.PublishAt,
		Student: st.ID, Name: st.Name, Number: st.Number}
	p.Pages, err = pagesOf(tx, a, n, st)
	return p, err
}

// childOf returns a child whom the notice is for: any for staff, the own for a
// guardian, itself for the child.
func childOf(tx *db.Tx, a core.Actor, n notice, id roster.StudentID) (roster.Student, error) {
	st, err := roster.LoadStudent(tx, id)
	if err != nil || st.Class != n.Class || n.Students != nil && !slices.Contains(n.Students, id) {
		return st, core.AbsentUnless(false, err)
	}
	switch a.Role {
	case core.RoleStaff:
		return st, nil
	case core.RoleStudent:
		return st, core.AbsentUnless(st.Person == a.Person, nil)
	}
	return st, core.AbsentUnless(roster.IsGuardian(tx, a.Person, id))
}

func pagesOf(tx *db.Tx, a core.Actor, n notice, st roster.Student) ([]SlipPage, error) {
	given, err := ask.AnswersOf(tx, n.Ask, st.ID)
	if err != nil {
		return nil, err
	}
	texts, err := textsOf(tx, n.ID)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(given, func(x, y ask.Given) int { return y.Version - x.Version })
	pages := []SlipPage{}
	for _, g := range given {
		if a.Role != core.RoleStaff && g.Person != a.Person {
			continue
		}
		signed, err := signedBy(tx, g, st, a.Lang)
		if err != nil {
			return nil, err
		}
		if len(pages) == 0 || pages[len(pages)-1].Version != g.Version {
			pages = append(pages, SlipPage{Version: g.Version, Wording: wordingAt(texts, g.Version), Signed: []Signed{}})
		}
		last := &pages[len(pages)-1]
		last.Signed = append(last.Signed, signed)
	}
	if len(pages) == 0 {
		pages = append(pages, SlipPage{Version: n.Version, Wording: n.wording(), Signed: []Signed{}})
	}
	return pages, nil
}

func signedBy(tx *db.Tx, g ask.Given, st roster.Student, lang string) (Signed, error) {
	staff := ""
	if g.Via == ask.ViaStaff {
		names, err := account.FindNames(tx, []string{g.Person})
		if err != nil {
			return Signed{}, err
		}
		staff = names[g.Person]
	}
	return Signed{Label: g.Label(st.Name, staff, lang), At: g.At, Via: g.Via, Note: g.Note, Values: g.Values, Withdrawn: g.Withdrawn}, nil
}

// wordingAt returns the words of a version, or of the last one before it whose
// words were kept.
func wordingAt(texts []SlipPage, version int) (w Wording) {
	for _, t := range texts {
		if t.Version <= version {
			w = t.Wording
		}
	}
	return w
}
