package talk

import (
	"encoding/json"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
)

// Body is what a message's entry holds, for everybody alike. Of a recalled or
// removed message only the state and what stands under it remain.
type Body struct {
	Text        string           `json:"text"`
	Files       []media.Attached `json:"files"`
	Mentions    []Mention        `json:"mentions"`
	Replies     int              `json:"replies"`
	LastReplyAt core.Millis      `json:"lastReplyAt"`
	Reactions   map[Reaction]int `json:"reactions" doc:"How many gave each sign; those that nobody gave are left out"`
	Topic       *Topic           `json:"topic"`
	EditedAt    core.Millis      `json:"editedAt"`
	State       State            `json:"state" enum:"said,recalled,removed"`
	Urgent      *Urgent          `json:"urgent"`
	Alarm       *Alarm           `json:"alarm"`
}

// Urgent says why staff did not wait for the end of the quiet hours.
type Urgent struct {
	Reason string `json:"reason"`
}

// Topic is a question whose answers stay findable.
type Topic struct {
	State    string      `json:"state" enum:"open,closed"`
	Title    string      `json:"title"`
	Summary  string      `json:"summary" doc:"What came of it, once it is closed"`
	ClosedAt core.Millis `json:"closedAt"`
}

// Alarm says through which emergency door a message came, and who has seen it.
type Alarm struct {
	ID     AlarmID     `json:"id"`
	Reason Reason      `json:"reason" enum:"health,safety,notHome"`
	SeenAt core.Millis `json:"seenAt"`
	SeenBy string      `json:"seenBy"`
}

// message is a row of the room.
type message struct {
	School       string
	Conversation feed.ID
	Seq          feed.Seq
	Parent       feed.Seq
	Person       string
	Student      string
	Text         string
	Files        []media.Attached
	Mentions     []Mention
	Urgent       string
	Alarm        Reason
	State        State
	At, EditedAt core.Millis
}

// body is a message at its birth, before anybody answered.
func (m message) body() Body {
	b := Body{Files: []media.Attached{}, Mentions: []Mention{}, Reactions: map[Reaction]int{}, State: m.State}
	if m.State != StateSaid {
		return b
	}
	b.Text, b.EditedAt = m.Text, m.EditedAt
	b.Files, b.Mentions = append(b.Files, m.Files...), append(b.Mentions, m.Mentions...)
	if m.Urgent != "" {
		b.Urgent = &Urgent{m.Urgent}
	}
	return b
}

// bodyOf makes a message's body from all that is stored now.
func bodyOf(tx *db.Tx, conv feed.ID, seq feed.Seq) (b Body, err error) {
	m, err := loadMessage(tx, conv, seq)
	if err != nil {
		return b, err
	}
	b = m.body()
	if b.Replies, b.LastReplyAt, err = countReplies(tx, conv, seq); err != nil || m.State != StateSaid {
		return b, err
	}
	if b.Reactions, err = countReactions(tx, conv, seq); err != nil {
		return b, err
	}
	if b.Topic, err = findTopic(tx, conv, seq); err != nil || m.Alarm == "" {
		return b, err
	}
	b.Alarm, err = findAlarm(tx, conv, seq)
	return b, err
}

// touch renews a message's entry from what is stored now.
func (s *Service) touch(tx *db.Tx, school string, conv feed.ID, seq feed.Seq) (feed.Entry, error) {
	return s.feed.Touch(tx, school, conv, seq, func() (any, error) { return bodyOf(tx, conv, seq) })
}

// words are what can be searched for in a message.
func words(raw json.RawMessage) string {
	var b Body
	if json.Unmarshal(raw, &b) != nil || b.State != StateSaid {
		return ""
	}
	text := b.Text
	if b.Topic != nil {
		text += "\n" + b.Topic.Title + "\n" + b.Topic.Summary
	}
	for _, f := range b.Files {
		text += "\n" + f.Name
	}
	return text
}
