package ask_test

import (
	"maps"
	"slices"
	"time"

	"magpie/internal/ask"
	"magpie/internal/core"
)

// The model is what the room promises, said as plainly as possible: a few slices,
// no database, no version columns. model_run_test.go compares the two.

// who is a person of the model with the child of whom it is the account, or -1.
type who struct {
	person  string
	standIn bool
	pupil   int
}

// place is one numbered answer of the model.
type place struct {
	child   int
	person  string
	staff   bool
	value   string
	level   ask.Level
	version int
	changes int
	struck  bool
}

// mark is how far one person has come, for a child or (-1) alone.
type mark struct {
	child  int
	person string
	staff  bool
	read   int
	said   int // the version of an answer above reading
	at     time.Time
}

// model is one ask and the families it is put to.
type model struct {
	terms   ask.Terms
	now     time.Time
	open    bool
	version int
	wanted  int
	people  map[int][]who // who belongs to each child, the own account among them
	gone    map[int]bool  // children who left the roster
	places  []place
	marks   []mark
}

// act is one act of answering or of taking back.
type act struct {
	child   int
	person  string
	staff   bool
	level   ask.Level
	version int
	value   string
}

// asked are the people of a child from whom the ask wants an answer.
func (m *model) asked(child int) (out []who) {
	for _, w := range m.people[child] {
		switch {
		case w.pupil < 0 && m.terms.Per != ask.PerStudent, w.pupil >= 0 && (m.terms.Self || m.terms.Per == ask.PerStudent):
			out = append(out, w)
		}
	}
	return out
}

// each: everybody answers alone.
func (m *model) each() bool {
	return m.terms.Per == ask.PerPerson || m.terms.Per == ask.PerFamily && m.terms.Need == ask.NeedAll
}

// lasts: what was said can be taken back while the ask is open.
func (m *model) lasts() bool {
	return m.terms.Level == ask.LevelForm || m.terms.Visible == ask.VisibleClass || m.terms.Many
}

// refuses is what an answer is told before it is taken.
func (m *model) refuses(a act) error {
	mine := slices.ContainsFunc(m.asked(a.child), func(w who) bool { return w.person == a.person })
	switch {
	case m.gone[a.child] || !a.staff && !mine:
		return core.ErrAbsent
	case !m.open:
		return ask.ErrClosed
	case a.version < 1 || a.version > m.version:
		return ask.ErrVersion
	case a.level != ask.LevelRead && a.level != m.terms.Level && (m.terms.Level != ask.LevelRead || a.level != ask.LevelConfirm):
		return ask.ErrLevel
	case a.level == ask.LevelForm && a.value == "":
		return &core.Error{Kind: core.KindInvalid, Key: "core.invalid"}
	}
	return nil
}

// answer takes an answer and reports whether anything was new.
func (m *model) answer(a act) (changed bool, err error) {
	if err := m.refuses(a); err != nil {
		return false, err
	}
	if a.level == ask.LevelRead {
		return m.note(a), nil
	}
	if a.level == ask.LevelConfirm {
		a.value = ""
	}
	changed = m.say(a)
	return m.note(a) || changed, nil
}

// say changes the answer that stands, or adds one at the end.
func (m *model) say(a act) bool {
	for i := range m.places {
		p := &m.places[i]
		if m.terms.Many || p.struck || !m.same(*p, a) {
			continue
		}
		if a.version <= p.version && a.value == p.value && a.level == p.level {
			return false
		}
		*p = place{a.child, a.person, a.staff, a.value, a.level, a.version, p.changes + 1, false}
		return true
	}
	m.places = append(m.places, place{a.child, a.person, a.staff, a.value, a.level, a.version, 0, false})
	return true
}

// same: the answer stands for whom the new one is for.
func (m *model) same(p place, a act) bool {
	switch {
	case !m.each():
		return p.child == a.child
	case a.staff || p.staff:
		return a.staff && p.staff && p.child == a.child
	case m.terms.Per == ask.PerPerson:
		return p.person == a.person
	}
	return p.child == a.child && p.person == a.person
}

// under is the child under whom somebody's progress counts.
func (m *model) under(a act) int {
	if m.terms.Per == ask.PerPerson && !a.staff {
		return -1
	}
	return a.child
}

// note remembers how far somebody has come.
func (m *model) note(a act) (changed bool) {
	i := slices.IndexFunc(m.marks, func(k mark) bool { return k.child == m.under(a) && k.person == a.person })
	if i < 0 {
		m.marks = append(m.marks, mark{child: m.under(a), person: a.person, staff: a.staff})
		i = len(m.marks) - 1
	}
	k := &m.marks[i]
	if a.version > k.read {
		k.read, changed = a.version, true
	}
	if a.level != ask.LevelRead && a.version > k.said {
		k.said, k.at, changed = a.version, m.now, true
	}
	return changed
}

// withdraw takes back what a person said for a child.
func (m *model) withdraw(a act) error {
	mine := slices.ContainsFunc(m.asked(a.child), func(w who) bool { return w.person == a.person })
	switch {
	case m.gone[a.child] || !a.staff && !mine:
		return core.ErrAbsent
	case !m.open:
		return ask.ErrClosed
	case m.lasts() || a.staff:
		return m.strike(a)
	}
	for i := range m.marks {
		k := &m.marks[i]
		if k.child == m.under(a) && k.person == a.person && k.said > 0 && m.now.Sub(k.at) <= ask.WithdrawWithin {
			k.said = 0
			m.strikeUnlessHeld(a)
			return nil
		}
	}
	return m.nothing(a)
}

// strikeUnlessHeld strikes the shared answer when nobody's word holds it any more.
func (m *model) strikeUnlessHeld(a act) {
	for i := range m.places {
		p := &m.places[i]
		if p.struck || !m.same(*p, a) {
			continue
		}
		held := slices.ContainsFunc(m.marks, func(k mark) bool {
			return k.said > 0 && (k.child == p.child || k.child == -1) && (!m.each() || k.person == p.person)
		})
		if !held {
			p.struck = true
			p.changes++
		}
	}
}

// strike strikes the newest answer that the actor may take back.
func (m *model) strike(a act) error {
	for i := len(m.places) - 1; i >= 0; i-- {
		p := &m.places[i]
		alone := m.terms.Per == ask.PerPerson && !p.staff && !a.staff && p.person == a.person
		reach := p.child == a.child || alone && !m.terms.Many
		may := a.staff || p.person == a.person || !m.each() && !m.terms.Many
		if !p.struck && reach && may {
			p.struck = true
			p.changes++
			m.release(*p)
			return nil
		}
	}
	return m.nothing(a)
}

// release takes back the progress that a struck answer gave.
func (m *model) release(p place) {
	single := m.each() || m.terms.Many
	if m.terms.Many && slices.ContainsFunc(m.places, func(o place) bool { return !o.struck && o.child == p.child && o.person == p.person }) {
		return
	}
	for i := range m.marks {
		k := &m.marks[i]
		if (k.child == p.child || k.child == -1) && (!single || k.person == p.person || p.staff && k.staff) {
			k.said = 0
		}
	}
}

// nothing tells why there was nothing to take back.
func (m *model) nothing(a act) error {
	for _, k := range m.counted(a.child) {
		if k.person == a.person && (k.said >= m.wanted || k.read < m.wanted && k.said > 0) {
			return ask.ErrTooLate
		}
	}
	return ask.ErrNoAnswer
}

// counted is the progress that counts for a child today.
func (m *model) counted(child int) (out []mark) {
	for _, k := range m.marks {
		mine := slices.ContainsFunc(m.asked(child), func(w who) bool { return w.person == k.person })
		if k.child == child && (k.staff || mine) || k.child == -1 && mine {
			out = append(out, k)
		}
	}
	return out
}

// stands is how a child stands.
func (m *model) stands(child int) (state ask.State, done bool) {
	said, read, staffSaid, staffRead := map[string]bool{}, map[string]bool{}, false, false
	for _, k := range m.counted(child) {
		said[k.person] = k.said >= m.wanted
		read[k.person] = k.read >= m.wanted || said[k.person]
		staffSaid, staffRead = staffSaid || k.staff && said[k.person], staffRead || k.staff && read[k.person]
	}
	all := staffSaid || m.enough(child, said)
	done = all || m.terms.Level == ask.LevelRead && (staffRead || m.enough(child, read))
	switch {
	case all:
		return ask.StateConfirmed, done
	case some(read):
		return ask.StateRead, done
	}
	return ask.StateNone, done
}

// enough: all who must, or anybody where nobody must.
func (m *model) enough(child int, have map[string]bool) bool {
	must := 0
	for _, w := range m.asked(child) {
		stands := w.standIn || w.pupil >= 0 && m.terms.Per == ask.PerFamily
		if (m.terms.Per == ask.PerPerson || m.terms.Need == ask.NeedAll) && !stands {
			if must++; !have[w.person] {
				return false
			}
		}
	}
	return must > 0 || some(have)
}

func some(have map[string]bool) bool { return slices.Contains(slices.Collect(maps.Values(have)), true) }
