package ask

import (
	"slices"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// Answer is how far one person has come for one child. Zero times and versions
// mean "not yet"; confirmed stands for an answer of any level above reading.
type Answer struct {
	Ask              ID
	Student          roster.StudentID
	Person           string
	Via              Via
	ReadAt           core.Millis
	ReadVersion      int
	ConfirmedAt      core.Millis
	ConfirmedVersion int
}

// Receipt is one person's answer as staff see it.
type Receipt struct {
	Person   string
	Level    Level // read, or confirm for any answer above it
	At       core.Millis
	Via      Via
	Reopened bool // it answers an older version
}

// Child is how one child's family stands with an ask.
type Child struct {
	Student  roster.StudentID
	State    State
	Done     bool // the ask is answered for this child
	At       core.Millis
	Reopened bool // answered once, but not the present version
	Receipts []Receipt
}

// family is a child and who belongs to it.
type family struct {
	student   roster.StudentID
	own       string // the child's own account, usually empty
	guardians []roster.Guardian
}

// answerers are those of a family whose answers an ask counts.
func (a Ask) answerers(f family) []roster.Guardian {
	list := f.guardians
	if a.Per == PerStudent {
		list = nil
	}
	if f.own != "" && (a.Self || a.Per == PerStudent) {
		list = append(list[:len(list):len(list)], roster.Guardian{Student: f.student, Person: f.own, StandIn: a.Per == PerFamily})
	}
	return list
}

// asks reports whether a person is among those of a family who may answer.
func (a Ask) asks(f family, person string) bool {
	return slices.ContainsFunc(a.answerers(f), func(g roster.Guardian) bool { return g.Person == person })
}

// judge works out a child's standing. Only answers of people who belong to the
// child today count, and what staff entered or came by a link.
func judge(a Ask, f family, answers []Answer) Child {
	c := Child{Student: f.student, State: StateNone, Receipts: []Receipt{}}
	asked := a.answerers(f)
	belongs := map[string]bool{}
	for _, g := range asked {
		belongs[g.Person] = true
	}
	read, confirmed := map[string]bool{}, map[string]bool{}
	staffRead, staffConfirmed, earlier := false, false, false
	for _, an := range answers {
		if an.Via != ViaStaff && an.Via != ViaLink && !belongs[an.Person] {
			continue
		}
		c.Receipts = append(c.Receipts, an.receipt(a.Wanted))
		confirmed[an.Person] = an.ConfirmedVersion >= a.Wanted
		read[an.Person] = an.ReadVersion >= a.Wanted || confirmed[an.Person]
		staffConfirmed = staffConfirmed || an.Via == ViaStaff && confirmed[an.Person]
		staffRead = staffRead || an.Via == ViaStaff && read[an.Person]
		earlier = earlier || an.answeredBefore(a)
	}
	need := a.need()
	allConfirmed := staffConfirmed || need.met(asked, confirmed)
	c.Done = allConfirmed || a.Level == LevelRead && (staffRead || need.met(asked, read))
	switch {
	case allConfirmed:
		c.State = StateConfirmed
	case anyOf(read):
		c.State = StateRead
	}
	for _, r := range c.Receipts {
		if !r.Reopened {
			c.At = max(c.At, r.At)
		}
	}
	c.Reopened = !c.Done && earlier
	return c
}

// need is who has to answer: everybody, where each answers alone.
func (a Ask) need() Need {
	if a.Per == PerPerson {
		return NeedAll
	}
	return a.Need
}

// answeredBefore reports whether this was an answer until the ask was reopened.
func (an Answer) answeredBefore(a Ask) bool {
	version := an.ConfirmedVersion
	if a.Level == LevelRead {
		version = max(version, an.ReadVersion)
	}
	return version > 0 && version < a.Wanted
}

// receipt is the strongest thing a person said of a version that counts, or else
// what they said of an older one.
func (an Answer) receipt(wanted int) Receipt {
	if an.ConfirmedVersion >= wanted || an.ReadVersion < wanted && an.ConfirmedVersion > 0 {
		return Receipt{Person: an.Person, Level: LevelConfirm, At: an.ConfirmedAt, Via: an.Via, Reopened: an.ConfirmedVersion < wanted}
	}
	return Receipt{Person: an.Person, Level: LevelRead, At: an.ReadAt, Via: an.Via, Reopened: an.ReadVersion < wanted}
}

// Own is how far one person has come with the version that counts.
func (c Child) Own(person string) State {
	for _, r := range c.Receipts {
		if r.Person == person && !r.Reopened {
			return map[Level]State{LevelRead: StateRead, LevelConfirm: StateConfirmed}[r.Level]
		}
	}
	return StateNone
}

// met reports whether enough of those asked are among those who have.
func (n Need) met(asked []roster.Guardian, have map[string]bool) bool {
	full := 0
	for _, g := range asked {
		if n == NeedAll && !g.StandIn {
			if full++; !have[g.Person] {
				return false
			}
		}
	}
	return full > 0 || anyOf(have)
}

func anyOf(have map[string]bool) bool {
	for _, ok := range have {
		if ok {
			return true
		}
	}
	return false
}
