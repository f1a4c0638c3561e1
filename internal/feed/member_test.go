package feed_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
)

// everyRoom names the rooms about the first child.
func (l library) everyRoom() map[string]feed.ID {
	return map[string]feed.ID{
		"class": feed.OfClass(l.ID), "family": feed.OfFamily(l.Students[0]), "students": feed.OfStudents(l.ID),
		"staff": feed.OfStaff(l.ID), "school": feed.OfSchool(rostertest.School), "no": "x-1", "empty": "c-",
		"foreign class": feed.OfClass("class2"), "foreign school": feed.OfSchool("s2"),
	}
}

// noted puts a colleague on the roster who has never come in.
func (l library) noted() (a core.Actor) {
	l.T.Helper()
	l.Write(func(tx *db.Tx) (err error) {
		a = core.Actor{Role: core.RoleStaff, School: rostertest.School}
		if a.Person, err = account.AddPerson(tx, account.Person{School: rostertest.School, Role: core.RoleStaff, Name: "周老师"}); err != nil {
			return err
		}
		_, err = tx.Exec(`insert into roster_staff (school, class, person, role) values ($1, $2, $3, 'teacher')`, rostertest.School, l.ID, a.Person)
		return err
	})
	return a
}

func TestWhoReadsAndWhoSpeaksInEachRoom(t *testing.T) {
	l := newLibrary(t)
	pupil, second := l.Studies(0), l.Hires("周老师")
	other := l.Joins(1, "父亲")
	stranger := core.Actor{Person: "nobody", Role: core.RoleGuardian, School: rostertest.School}
	for _, c := range []struct {
		name  string
		who   core.Actor
		reads string
		says  string
	}{
		{"head", l.Teacher, "class family school staff students", "class family school staff students"},
		{"colleague", second, "class family school staff students", "class family school staff students"},
		{"mother", l.mother, "class family school", "class family"},
		{"another family", other, "class school", "class"},
		{"child", pupil, "school students", "students"},
		{"stranger", stranger, "", ""},
	} {
		reads, says := []string{}, []string{}
		l.Read(func(tx *db.Tx) error {
			for name, room := range l.everyRoom() {
				if feed.MayRead(tx, c.who, room) == nil {
					reads = append(reads, name)
				}
				if feed.MaySpeak(tx, c.who, room) == nil {
					says = append(says, name)
				}
			}
			return nil
		})
		slices.Sort(reads)
		slices.Sort(says)
		if fmt.Sprint(reads) != "["+c.reads+"]" || fmt.Sprint(says) != "["+c.says+"]" {
			t.Errorf("%s reads %v and speaks in %v, want %s and %s", c.name, reads, says, c.reads, c.says)
		}
	}
}

// TestHeadsMembersAndPoliciesAgree holds the three ways to ask who belongs where
// against each other.
func TestHeadsMembersAndPoliciesAgree(t *testing.T) {
	l := newLibrary(t)
	barred := l.Joins(0, "父亲")
	l.Write(func(tx *db.Tx) error {
		_, err := tx.Exec(`update roster_guardian set barred_at = 1 where person = $1`, barred.Person)
		return err
	})
	people := []core.Actor{l.Teacher, l.Hires("周老师"), l.mother, l.Joins(1, "父亲"), l.Studies(0), barred}
	l.Read(func(tx *db.Tx) error {
		for name, room := range l.everyRoom() {
			members, err := feed.Members(tx, room)
			if err != nil && !errors.Is(err, core.ErrAbsent) {
				return err
			}
			for _, a := range people {
				heads, err := feed.Heads(tx, a.Person)
				if err != nil {
					return err
				}
				_, listed := heads[room]
				may := feed.MayRead(tx, a, room) == nil
				if listed != may || slices.Contains(members, a.Person) != may {
					t.Errorf("%s: %s %s may read %v, is listed %v, is a member %v", name, a.Role, a.Person, may, listed, !may)
				}
			}
		}
		heads, err := feed.Heads(tx, barred.Person)
		if len(heads) != 0 {
			t.Errorf("a barred guardian hears %v", heads)
		}
		return err
	})
}

func TestAChildrensRoomIsClosedUntilASecondAdultIsThere(t *testing.T) {
	l := newLibrary(t)
	pupil := l.Studies(0)
	room := feed.OfStudents(l.ID)
	closed := func() (listed bool, err error) {
		list, err := l.Conversations(context.Background(), pupil)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(list, func(c feed.Conversation) bool { return c.ID == room })
		l.Read(func(tx *db.Tx) error {
			err = feed.MaySpeak(tx, pupil, room)
			return nil
		})
		return list[i].Closed, err
	}
	if listed, err := closed(); !listed || !errors.Is(err, feed.ErrClosed) {
		t.Errorf("with one adult: closed %v, %v", listed, err)
	}
	l.noted()
	if listed, err := closed(); !listed || !errors.Is(err, feed.ErrClosed) {
		t.Errorf("with a colleague who never came in: closed %v, %v", listed, err)
	}
	l.Hires("周老师")
	if listed, err := closed(); listed || err != nil {
		t.Errorf("with two adults: closed %v, %v", listed, err)
	}
	l.Archives()
	l.Read(func(tx *db.Tx) error {
		if err := feed.MaySpeak(tx, pupil, room); !errors.Is(err, core.ErrAbsent) {
			t.Errorf("a child of an ended class: %v", err)
		}
		if err := feed.MaySpeak(tx, l.Teacher, room); !errors.Is(err, roster.ErrArchived) {
			t.Errorf("a teacher of an ended class: %v", err)
		}
		return nil
	})
}

func TestUnreadCountsWhatOthersSaidAndWhoeverIsMentionedInAThread(t *testing.T) {
	l := newLibrary(t)
	room := feed.OfClass(l.ID)
	line := func(a core.Actor) feed.Conversation {
		list, err := l.Conversations(context.Background(), a)
		if err != nil {
			t.Fatal(err)
		}
		return list[slices.IndexFunc(list, func(c feed.Conversation) bool { return c.ID == room })]
	}
	mine := roster.Byline{ID: l.mother.Person, Name: "学生0", Label: "学生0妈妈", Role: core.RoleGuardian}
	l.says(room, teacher, "第一条")
	l.says(room, mine, "我说的")
	l.reply(room, 1, "在话题里")
	if c := line(l.mother); c.Unread != 1 || c.Last == nil || c.Last.Seq != 3 || c.Last.Text != "在话题里" {
		t.Errorf("the mother's line: %+v, last %+v", c, c.Last)
	}
	l.Write(func(tx *db.Tx) error {
		body := map[string]any{"text": "@", "mentions": []map[string]string{{"kind": "family", "id": string(l.Students[0])}}}
		_, err := l.Append(tx, room, feed.Draft{School: rostertest.School, Kind: feed.EntryMessage, By: teacher, Parent: 1, Body: body})
		return err
	})
	if c := line(l.mother); c.Unread != 2 {
		t.Errorf("after a mention %d are unread, want 2", c.Unread)
	}
	if c := line(l.Joins(1, "母亲")); c.Unread != 2 {
		t.Errorf("for another mother %d are unread, want 2", c.Unread)
	}
	r, err := l.Room(context.Background(), l.mother, room)
	if err != nil || r.FirstUnread != 1 || r.ReadSeq != 0 || r.Families != 2 || r.Staff != 1 {
		t.Errorf("the room is %+v, %v", r, err)
	}
	if err := l.Mark(context.Background(), l.mother, room, 4, 1); err != nil {
		t.Fatal(err)
	}
	r, err = l.Room(context.Background(), l.mother, room)
	if err != nil || r.FirstUnread != 4 || r.ReadSeq != 1 || r.Unread != 1 {
		t.Errorf("after reading the first, the room is %+v, %v", r, err)
	}
}

func TestAFamilysRoomNamesItsMembersAndNobodyBarred(t *testing.T) {
	l := newLibrary(t)
	barred := l.Joins(0, "父亲")
	l.Joins(0, "爷爷")
	l.Write(func(tx *db.Tx) error {
		_, err := tx.Exec(`update roster_guardian set barred_at = 1 where person = $1`, barred.Person)
		return err
	})
	r, err := l.Room(context.Background(), l.mother, feed.OfFamily(l.Students[0]))
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, m := range r.Members {
		got = append(got, fmt.Sprint(m.Label, " ", m.Role, " ", m.Head || m.StandIn))
	}
	slices.Sort(got)
	if want := []string{"学生0妈妈 guardian false", "学生0爷爷 guardian true", "王老师 staff true"}; !slices.Equal(got, want) {
		t.Errorf("members are %q, want %q", got, want)
	}
}
