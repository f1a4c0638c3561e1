package talk

import (
	"errors"
	"fmt"
	"slices"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// Draft is what somebody wants to say.
type Draft struct {
	Text     string           `json:"text"`
	Files    []media.FileID   `json:"files,omitempty"`
	Parent   feed.Seq         `json:"parent,omitempty"`
	Mentions []Mention        `json:"mentions,omitempty"`
	Topic    string           `json:"topic,omitempty"`   // the title of a question to the class
	Urgent   string           `json:"urgent,omitempty"`  // why it cannot wait for the morning
	Student  roster.StudentID `json:"student,omitempty"` // whom a guardian speaks for; may be left out with one child
}

// Posted is what became of it: an entry, or words that wait.
type Posted struct {
	Entry   *feed.Entry `json:"entry,omitempty"`
	Waits   core.Millis `json:"waits" doc:"When it will go out, since it is quiet now; 0 when it is out"`
	Waiting WaitingID   `json:"waiting,omitempty"`
}

// clean makes a draft safe to show and names all that is wrong with it.
func (d Draft) clean() (Draft, error) {
	asks := d.Topic != ""
	d.Text, d.Topic, d.Urgent = core.CleanText(d.Text), core.CleanLine(d.Topic), core.CleanLine(d.Urgent)
	var c core.Check
	c.Require(!asks || d.Topic != "", "/topic/title", "field.required")
	if err := c.Err(); err != nil {
		return d, err
	}
	return d, d.check()
}

func (d Draft) check() error {
	var c core.Check
	least := 1
	if len(d.Files) > 0 {
		least = 0
	}
	c.Length(d.Text, least, maxText, "/text")
	c.Length(d.Topic, 0, maxTitle, "/topic/title")
	c.Length(d.Urgent, 0, maxReason, "/urgent")
	if len(d.Files) > maxFiles {
		c.Add("/files", "talk.manyFiles", core.Params{"max": maxFiles})
	}
	if len(d.Mentions) > maxMention {
		c.Add("/mentions", "talk.manyMentions", core.Params{"max": maxMention})
	}
	return c.Err()
}

// speech is a draft with everything that was found out about it.
type speech struct {
	Draft
	conv     feed.ID
	class    roster.ClassID // empty in a school's own room
	school   string
	actor    core.Actor
	by       roster.Byline
	root     feed.Entry // of the thread; zero outside one
	toStaff  bool       // it stands under staff's words, or goes on with the own question to them
	files    []media.Attached
	mentions []Mention
	alarm    *Alarm
}

func (w speech) owed() bool {
	aimed := slices.ContainsFunc(w.mentions, func(m Mention) bool { return m.Kind == mentionStaff })
	return spoken{role: w.actor.Role, room: w.conv.Kind(), toStaff: w.toStaff, mentionsStaff: aimed, asks: w.Topic != ""}.owed()
}

func (w speech) message(now core.Millis) message {
	m := message{School: w.school, Conversation: w.conv, Parent: w.root.Seq, Person: w.actor.Person, Student: string(w.Student),
		Text: w.Text, Files: w.files, Mentions: w.mentions, Urgent: w.Urgent, State: StateSaid, At: now}
	if w.alarm != nil {
		m.Alarm = w.alarm.Reason
	}
	return m
}

// prepare judges whether these words can be said there and finds out whose they are.
func (s *Service) prepare(tx *db.Tx, a core.Actor, conv feed.ID, d Draft) (w speech, err error) {
	if err := feed.MaySpeak(tx, a, conv); err != nil {
		return w, err
	}
	w = speech{Draft: d, conv: conv, actor: a, school: a.School}
	if w.class, err = feed.ClassOf(tx, conv); err != nil {
		return w, err
	}
	for _, find := range []func(*db.Tx) error{w.findSpeaker, w.findThread, w.findMentions} {
		if err := find(tx); err != nil {
			return w, err
		}
	}
	if w.Topic != "" && (conv.Kind() != feed.KindClass || d.Parent > 0) {
		return w, ErrNotTopic
	}
	if len(d.Files) > 0 {
		w.files, err = s.files.Usable(tx, a, d.Files)
	}
	return w, err
}

// findSpeaker derives the name under which the actor speaks.
func (w *speech) findSpeaker(tx *db.Tx) (err error) {
	switch w.actor.Role {
	case core.RoleGuardian:
		return w.findChild(tx)
	case core.RoleStudent:
		p, err := roster.PlacesOf(tx, w.actor.Person)
		if err != nil || p.Pupil == nil {
			return core.AbsentUnless(false, err)
		}
		name := p.Pupil.Student.Name
		w.Student, w.by = "", roster.Byline{ID: w.actor.Person, Name: name, Label: name, Role: core.RoleStudent}
		return nil
	}
	w.Student = ""
	w.by, err = roster.Author(tx, w.actor, "")
	return err
}

// findChild finds for which child a guardian speaks: in a family's room for its
// own, in a class for the one that was named or the only one there.
func (w *speech) findChild(tx *db.Tx) error {
	children, err := roster.ChildrenOf(tx, w.actor.Person)
	if err != nil {
		return err
	}
	own, family := w.conv.Student()
	here := slices.DeleteFunc(children, func(c roster.Child) bool {
		return c.Class != w.class || family && c.Student != own || w.Student != "" && c.Student != w.Student
	})
	if len(here) != 1 {
		return wrong(ErrNoChild, "/student")
	}
	w.Student, w.school, w.by = here[0].Student, here[0].School, here[0].Byline(w.actor.Person)
	return nil
}

// wrong marks the field of a form that an error is about.
func wrong(e *core.Error, pointer string) error {
	marked := *e
	marked.Fields = []core.Field{{Pointer: pointer, Key: e.Key}}
	return &marked
}

// findThread climbs to the root of what is answered; threads are one step deep.
func (w *speech) findThread(tx *db.Tx) error {
	for at := w.Parent; at > 0; at = w.root.Parent {
		e, err := feed.Load(tx, w.conv, at)
		if errors.Is(err, core.ErrAbsent) {
			return wrong(ErrNoParent, "/parent")
		}
		if err != nil {
			return err
		}
		w.root, w.toStaff = e, w.toStaff || e.By.Role == core.RoleStaff
	}
	if w.root.Kind != feed.EntryMessage {
		return nil
	}
	topic, err := findTopic(tx, w.conv, w.root.Seq)
	if err != nil {
		return err
	}
	if topic != nil && topic.State == topicClosed {
		return ErrClosed
	}
	return w.findQuestion(tx)
}

// findQuestion tells whether the speaker goes on with what they asked staff: a
// second question after the answer is owed like the first.
func (w *speech) findQuestion(tx *db.Tx) error {
	if w.root.By.ID != w.actor.Person {
		return nil
	}
	_, err := loadOwed(tx, w.conv, w.root.Seq)
	w.toStaff = w.toStaff || err == nil
	return ignoreAbsent(err)
}

// findMentions names whom the words address; only those who can read them.
func (w *speech) findMentions(tx *db.Tx) error {
	if len(w.Mentions) == 0 {
		return nil
	}
	known, err := mentionable(tx, w.actor, w.conv, w.class)
	if err != nil {
		return err
	}
	var c core.Check
	for i, m := range w.Mentions {
		at := slices.IndexFunc(known, func(k Mention) bool { return k.Kind == m.Kind && k.ID == m.ID })
		c.Require(at >= 0, fmt.Sprintf("/mentions/%d", i), "talk.noMention")
		if at >= 0 {
			w.mentions = append(w.mentions, known[at])
		}
	}
	return c.Err()
}

// mentionable returns whom an actor may address in a conversation: staff of the
// class, and families. Staff may name every family; a family only those that have
// spoken there, so that nobody reads the roster out of it.
func mentionable(tx *db.Tx, a core.Actor, conv feed.ID, class roster.ClassID) ([]Mention, error) {
	if class == "" {
		return []Mention{}, nil
	}
	staff, err := roster.StaffOf(tx, class)
	if err != nil {
		return nil, err
	}
	names, err := account.FindNames(tx, staff)
	if err != nil {
		return nil, err
	}
	out := make([]Mention, 0, len(staff))
	for _, p := range staff {
		out = append(out, Mention{mentionStaff, p, names[p]})
	}
	students, err := mentionableFamilies(tx, a, conv, class)
	for _, st := range students {
		out = append(out, Mention{mentionFamily, string(st.ID), st.Name + "家"})
	}
	return out, err
}

func mentionableFamilies(tx *db.Tx, a core.Actor, conv feed.ID, class roster.ClassID) ([]roster.Student, error) {
	if own, family := conv.Student(); family {
		return roster.StudentsByID(tx, []roster.StudentID{own})
	}
	if conv.Kind() != feed.KindClass {
		return nil, nil
	}
	students, err := roster.Students(tx, class)
	if err != nil || a.Role == core.RoleStaff {
		return students, err
	}
	spoke, err := spokeIn(tx, conv, roster.IDs(students))
	return slices.DeleteFunc(students, func(st roster.Student) bool { return !spoke[st.ID] }), err
}
