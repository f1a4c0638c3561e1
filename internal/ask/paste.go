package ask

import (
	"context"
	"errors"
	"strings"

	"magpie/internal/ask/form"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Pasted is one line of a chain that was passed around as text, as it would become
// an answer.
type Pasted struct {
	Line    int              `json:"line" doc:"From 1"`
	Text    string           `json:"text"`
	Student roster.StudentID `json:"student,omitempty" doc:"Whom it is about, when one child is named"`
	Name    string           `json:"name,omitempty"`
	Values  form.Values      `json:"values,omitempty"`
	Problem string           `json:"problem,omitempty" doc:"Why it cannot become an answer yet, in the reader's language"`
}

// Paste reads a pasted chain and finds its children on the roster; nothing is kept.
// The policy has judged the actor.
func (s *Service) Paste(ctx context.Context, actor core.Actor, id ID, text string) (list []Pasted, err error) {
	lines := form.ParseChain(text)
	list = make([]Pasted, 0, len(lines))
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		t, err := CountOne(tx, id)
		if err != nil {
			return err
		}
		seen := map[roster.StudentID]bool{}
		for i, l := range lines {
			p := Pasted{Line: i + 1, Text: l.Text}
			st, problem := whoIn(l, t.Students)
			switch {
			case problem != "":
			case seen[st.ID] && !t.Ask.Many:
				problem = "ask.paste.twice"
			default:
				seen[st.ID] = true
				p.Student, p.Name = st.ID, st.Name
				if p.Values, err = t.Ask.read(t.Ask.pasted(p, l)); err != nil {
					p.Values, problem = t.Ask.Form.Fill(l.Rest), "ask.paste.incomplete"
				}
			}
			if problem != "" {
				p.Problem = Words.Say(actor.Lang, problem, nil)
			}
			list = append(list, p)
		}
		return nil
	})
	return list, err
}

// pasted is a line as an answer that staff enter.
func (a Ask) pasted(p Pasted, l form.Line) In {
	return In{Ask: a.ID, Student: p.Student, Level: a.Level, Via: ViaStaff, Values: a.Form.Fill(l.Rest), Note: l.Text}
}

// whoIn finds the one child that a line names: in its first word, or else anywhere.
// The longest name wins over one that is part of it.
func whoIn(l form.Line, students []roster.Student) (found roster.Student, problem string) {
	for _, where := range []string{l.Who, l.Text} {
		same := 0
		for _, st := range students {
			switch {
			case st.Name == "" || !strings.Contains(where, st.Name) || len(st.Name) < len(found.Name):
			case len(st.Name) > len(found.Name):
				found, same = st, 1
			default:
				same++
			}
		}
		switch {
		case same == 1:
			return found, ""
		case same > 1:
			return found, "ask.paste.several"
		}
	}
	return found, "ask.paste.nobody"
}

// maxNote bounds what stands beside an answer.
const maxNote = 200

// firstLetters cuts a text that is too long to be kept.
func firstLetters(text string, most int) string {
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most])
	}
	return text
}

// Applied is what became of a pasted line.
type Applied struct {
	Line    int    `json:"line"`
	Number  int    `json:"number,omitempty" doc:"Its place in the chain"`
	Problem string `json:"problem,omitempty" doc:"Why it did not become an answer, in the reader's language"`
}

// Apply makes answers of pasted lines, in their order; a line that does not fit
// keeps no other back. The policy has judged the actor.
func (s *Service) Apply(ctx context.Context, actor core.Actor, id ID, lines []Pasted) ([]Applied, error) {
	if len(lines) > form.MaxLines {
		return nil, ErrLines.With(core.Params{"max": form.MaxLines})
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) ([]Applied, error) {
		a, err := loadAsk(tx, id)
		if err != nil {
			return nil, err
		}
		out := make([]Applied, 0, len(lines))
		for _, l := range lines {
			in := In{Ask: id, Student: l.Student, Person: actor.Person, Level: a.Level, Version: a.Version, Via: ViaStaff,
				Values: l.Values, Note: firstLetters(l.Text, maxNote)}
			_, given, _, err := s.give(tx, in)
			it := Applied{Line: l.Line, Number: given.Number}
			var wrong *core.Error
			switch {
			case errors.As(err, &wrong) && (wrong.Kind == core.KindInvalid || wrong.Kind == core.KindNotFound):
				it.Problem = Words.Say(actor.Lang, "ask.paste.incomplete", nil)
			case err != nil:
				return nil, err
			}
			out = append(out, it)
		}
		return out, nil
	})
}
