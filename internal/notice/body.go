package notice

import (
	"encoding/json"
	"strings"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/db"
)

// Body is what a notice's entry holds for everybody alike. Of a recalled notice
// only type and state remain.
type Body struct {
	Type        Type        `json:"type"`
	State       State       `json:"state" enum:"published,recalled"`
	Title       string      `json:"title,omitempty"`
	Text        string      `json:"text,omitempty"`
	Times       *Times      `json:"times,omitempty"`
	Checklist   []string    `json:"checklist,omitempty"`
	Level       ask.Level   `json:"level,omitempty"`
	Need        ask.Need    `json:"need,omitempty"`
	DueAt       core.Millis `json:"dueAt,omitempty"`
	Ask         ask.ID      `json:"ask,omitempty"`
	Version     int         `json:"version"`
	Pinned      bool        `json:"pinned,omitempty"`
	ExpiresAt   core.Millis `json:"expiresAt,omitempty"`
	Changes     []Field     `json:"changes,omitempty" doc:"What the last correction changed"`
	CorrectedAt core.Millis `json:"correctedAt,omitempty"`
	Secret      bool        `json:"secret,omitempty" doc:"A poll that nobody can trace"`
	Closed      bool        `json:"closed,omitempty" doc:"Staff take no more answers"`
	Progress
	Counts
}

// Progress is how far a chain has come, for all who read it: families, never
// names. Other notices tell no numbers.
type Progress struct {
	Answered int `json:"answered,omitempty" doc:"Families in the chain"`
	Of       int `json:"of,omitempty" doc:"Families it is for; left out of what is no chain"`
}

// body is a notice's body at birth, before anybody said anything.
func (n notice) body() Body {
	if n.State == StateRecalled {
		return Body{Type: n.Type, State: n.State, Version: n.Version}
	}
	return Body{Type: n.Type, State: StatePublished, Title: n.Title, Text: n.Text, Times: n.Times, Checklist: n.Checklist,
		Level: n.Level, Need: n.Need, DueAt: n.DueAt, Ask: n.Ask, Version: n.Version, Pinned: n.Pinned, ExpiresAt: n.ExpiresAt, Secret: n.Secret, Closed: n.Closed}
}

// progress counts a chain from its answers; nothing of other notices.
func (n notice) progress(tx *db.Tx) (p Progress, err error) {
	if n.Type != TypeChain || n.Ask == "" {
		return p, nil
	}
	t, err := ask.CountOne(tx, n.Ask)
	return Progress{Answered: t.Answered(), Of: len(t.Children)}, err
}

// wordsOf is what a notice is found by; nothing once it was recalled.
func wordsOf(body json.RawMessage) string {
	var b Body
	if err := json.Unmarshal(body, &b); err != nil || b.State == StateRecalled {
		return "" // what cannot be read is not found
	}
	return strings.Join(append([]string{b.Title, b.Text}, b.Checklist...), "\n")
}

// wordsOfReply is what a reply is found by.
func wordsOfReply(body json.RawMessage) string {
	var b ReplyBody
	if err := json.Unmarshal(body, &b); err != nil {
		return ""
	}
	return b.Text
}

// touch renews the entry of a notice in one place from what is stored now.
func (s *Service) touch(tx *db.Tx, n notice, at Place) error {
	_, err := s.feed.Touch(tx, n.School, at.Conversation, at.Seq, func() (any, error) {
		fresh, err := loadNotice(tx, n.ID)
		if err != nil || fresh.State == StateRecalled {
			return fresh.body(), err
		}
		return fresh.bodyAt(tx, at)
	})
	return err
}

// bodyAt is a notice's body with what has happened to it since its birth.
func (n notice) bodyAt(tx *db.Tx, at Place) (Body, error) {
	b := n.body()
	changes, err := changesOf(tx, n.ID)
	if err != nil {
		return b, err
	}
	if len(changes) > 0 {
		b.Changes, b.CorrectedAt = changes[0].Fields, changes[0].At
	}
	if b.Progress, err = n.progress(tx); err != nil {
		return b, err
	}
	b.Counts, err = countSaid(tx, n.ID, at.Conversation)
	return b, err
}

// touchAll renews the entries in all places.
func (s *Service) touchAll(tx *db.Tx, n notice) error {
	places, err := placesOf(tx, n.ID)
	if err != nil {
		return err
	}
	for _, p := range places {
		if err := s.touch(tx, n, p); err != nil {
			return err
		}
	}
	return nil
}
