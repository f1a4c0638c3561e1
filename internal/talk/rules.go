package talk

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"magpie/internal/core"
	"magpie/internal/feed"
)

// spoken is what decides whether staff owe an answer.
type spoken struct {
	role          core.Role
	room          feed.Kind
	toStaff       bool // it stands under staff's words, or goes on with a question to them
	mentionsStaff bool
	asks          bool // it opens a topic
}

// owed reports whether words wait for staff: everything in a family's own room,
// elsewhere what is addressed to staff.
func (w spoken) owed() bool {
	if w.role != core.RoleGuardian && w.role != core.RoleStudent {
		return false
	}
	return w.room == feed.KindFamily || w.toStaff || w.mentionsStaff || w.asks
}

// answers says what a word of staff settles: all that waits in the thread of
// root, or with root 0 all that waits beside the threads of a family's room;
// false when it answers nothing.
func answers(e feed.Entry) (root feed.Seq, ok bool) {
	if e.By.Role != core.RoleStaff {
		return 0, false
	}
	if e.Parent > 0 {
		return e.Parent, e.Kind == feed.EntryMessage || e.Kind == feed.EntryReply
	}
	// A notice or an album that comes into a family's room answers no question there.
	return 0, e.Kind == feed.EntryMessage && e.Conversation.Kind() == feed.KindFamily
}

// mayEdit reports whether the author may still change a message.
func mayEdit(said, now core.Millis) bool { return now-said <= core.Millis(editWithin.Milliseconds()) }

// mayRecall reports whether the author may still take a message back.
func mayRecall(said, now core.Millis) bool {
	return now-said <= core.Millis(recallWithin.Milliseconds())
}

// seen is how far one member of staff has read a room, and what of it may be
// shown when.
type seen struct {
	seq      feed.Seq
	lateSeq  feed.Seq    // read in quiet hours
	lateFrom core.Millis // when that may be shown
}

// at is what may be shown at a moment.
func (s seen) at(now core.Millis) feed.Seq {
	if s.lateSeq > s.seq && s.lateFrom <= now {
		return s.lateSeq
	}
	return s.seq
}

// reads notes that somebody has read up to a place; until is the end of the quiet
// hours in which that happened, 0 outside them.
func (s seen) reads(upTo feed.Seq, now, until core.Millis) seen {
	s.seq = s.at(now)
	if until == 0 {
		return seen{seq: max(s.seq, upTo)}
	}
	if upTo > s.seq {
		s.lateSeq, s.lateFrom = max(s.lateSeq, upTo), until
	}
	return s
}

// anonymous takes the names out of words: people's names become what they are,
// long runs of digits vanish. names maps each name to what stands in its place.
func anonymous(text string, names map[string]string) string {
	pairs := make([]string, 0, 2*len(names))
	for _, name := range longestFirst(names) {
		if utf8.RuneCountInString(name) > 1 { // a single character is a word as often as a name
			pairs = append(pairs, name, names[name])
		}
	}
	return hideNumbers(strings.NewReplacer(pairs...).Replace(text))
}

// longestFirst keeps a full name from being cut up by a shorter one within it.
func longestFirst(names map[string]string) []string {
	return slices.SortedFunc(maps.Keys(names), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
}

// What can be a telephone or another number of a person: many digits in a row, of
// which a date or a room has fewer, or more in groups than a date with its hour.
var (
	digitsInGroups = regexp.MustCompile(`\p{Nd}(?:[ \-–.\x{3000}]?\p{Nd}){10,}`)
	digitsInARow   = regexp.MustCompile(`\p{Nd}{6,}`)
)

func hideNumbers(text string) string {
	return digitsInARow.ReplaceAllString(digitsInGroups.ReplaceAllString(text, "…"), "…")
}
