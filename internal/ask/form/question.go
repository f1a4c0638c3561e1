package form

import (
	"fmt"

	"magpie/internal/core"
)

// AnswerField is where the answer to a Question stands in Values: 0, 1 or 2.
const AnswerField = "answer"

// Question shows whether a notice was understood: three answers, one of them right.
type Question struct {
	Ask     string    `json:"ask"`
	Answers [3]string `json:"answers"`
	Right   int       `json:"right" minimum:"0" maximum:"2" doc:"Never told to families"`
	Line    string    `json:"line" doc:"Where it stands in the notice, shown after a wrong answer"`
}

// Asked is a Question as families see it.
type Asked struct {
	Ask     string    `json:"ask"`
	Answers [3]string `json:"answers"`
}

// Asked hides which answer is right; nil for no question.
func (q *Question) Asked() *Asked {
	if q == nil {
		return nil
	}
	return &Asked{Ask: q.Ask, Answers: q.Answers}
}

// Clean returns the question with its texts cleaned; nil for no question.
func (q *Question) Clean() *Question {
	if q == nil {
		return nil
	}
	out := Question{Ask: core.CleanLine(q.Ask), Right: q.Right, Line: core.CleanLine(q.Line)}
	for i, a := range q.Answers {
		out.Answers[i] = core.CleanLine(a)
	}
	return &out
}

// Check records all that is wrong with a cleaned question.
func (q *Question) Check(c *core.Check, at string) {
	c.Length(q.Ask, 1, MaxText, at+"/ask")
	c.Length(q.Line, 0, MaxText, at+"/line")
	c.Require(q.Right >= 0 && q.Right < len(q.Answers), at+"/right", "field.choice")
	seen := map[string]bool{}
	for i, a := range q.Answers {
		place := fmt.Sprintf("%s/answers/%d", at, i)
		c.Length(a, 1, MaxLabel, place)
		c.Require(!seen[a], place, "form.twice")
		seen[a] = true
	}
}

// Grade reports whether an answer is the right one; an answer that is none is a
// problem at /values/answer.
func (q *Question) Grade(v Values) (bool, error) {
	n, ok := v.Number(AnswerField)
	if !ok || n != float64(int(n)) || n < 0 || int(n) >= len(q.Answers) {
		var c core.Check
		c.Add("/values/"+AnswerField, "field.choice", nil)
		return false, c.Err()
	}
	return int(n) == q.Right, nil
}
