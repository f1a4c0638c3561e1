package roster

import (
	"context"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// Bounds of guessing, beside the tries of each slip. Past them nobody is locked
// out: answers become "staff will look".
const (
	schoolGuesses  = 200
	schoolWindow   = 24 * time.Hour
	addressGuesses = 60
	addressWindow  = time.Hour
	addressClaims  = 100
	maxWaiting     = 300
)

// Look is what an invitation shows to whoever holds it: of the child never more
// than the given name.
type Look struct {
	Kind      string // slip, class or family
	State     string // open, or used (then staff or the full number decide)
	School    string
	Class     string
	Teacher   string
	Given     string
	HasPhone  bool // the last four digits can prove who it is
	TriesLeft int
	Rules     Rules
}

// Look returns what an invitation shows. ErrCode for an unknown, expired or
// withdrawn one alike.
func (s *Service) Look(ctx context.Context, a core.Actor, code string) (l Look, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		i, err := loadInvitation(tx, s.codes.hash(cleanCode(code)))
		if err != nil {
			return err
		}
		l, err = s.look(tx, a, i)
		return err
	})
	return l, err
}

func (s *Service) look(tx *db.Tx, a core.Actor, i invitation) (Look, error) {
	l := Look{Kind: i.Kind, State: i.state(tx.Millis())}
	c, err := LoadClass(tx, i.Class)
	if err != nil {
		return l, err
	}
	school, err := LoadSchool(tx, i.School)
	if err != nil {
		return l, err
	}
	l.School, l.Class = school.Name, c.Name
	if l.Teacher, err = headName(tx, i.Class); err != nil {
		return l, err
	}
	if l.Rules, err = loadRules(tx, c, a.Lang); err != nil || i.Student == "" {
		return l, err
	}
	return l, s.lookAtChild(tx, a, i, &l)
}

func (s *Service) lookAtChild(tx *db.Tx, a core.Actor, i invitation, l *Look) error {
	st, err := invitedStudent(tx, i)
	if err != nil {
		return err
	}
	l.Given = st.Given()
	phones, err := phonesOf(tx, i, st.ID)
	if err != nil {
		return err
	}
	held, err := guessesHeld(tx, i.School, a.Addr)
	if err != nil {
		return err
	}
	l.HasPhone = i.Kind == inviteSlip && len(phones) > 0
	if !held && i.Kind == inviteSlip {
		l.TriesLeft = max(0, slipTries-i.Tries)
	}
	return nil
}

// invitedStudent returns the child of an invitation; one who left is an unknown code.
func invitedStudent(tx *db.Tx, i invitation) (Student, error) {
	st, err := LoadStudent(tx, i.Student)
	if core.KindOf(err) == core.KindNotFound {
		return st, ErrCode
	}
	return st, err
}

func headName(tx *db.Tx, class ClassID) (string, error) {
	staff, err := StaffOf(tx, class)
	if err != nil || len(staff) == 0 {
		return "", err
	}
	names, err := account.FindNames(tx, staff[:1])
	return names[staff[0]], err
}

// phonesOf returns the numbers that prove somebody belongs to a child. There are
// none when anybody was removed from it since the slip was made (or ever, for a
// poster), or is barred: then staff look at whoever comes.
func phonesOf(tx *db.Tx, i invitation, student StudentID) ([]string, error) {
	since := i.CreatedAt
	if i.Kind == inviteClass {
		since = 0
	}
	guarded, err := wasGuarded(tx, student, since)
	if err != nil || guarded {
		return nil, err
	}
	barred, err := hasBar(tx, student)
	if err != nil || barred {
		return nil, err
	}
	contacts, err := ContactsOf(tx, student)
	var phones []string
	for _, c := range contacts {
		if len(c.Phone) >= 4 {
			phones = append(phones, c.Phone)
		}
	}
	return phones, err
}

func schoolSubject(school string) string { return "join " + school }
func addressSubject(addr string) string  { return "join-from " + addr }

// guessesHeld reports whether the day's wrong guesses of the school, or the
// hour's of one address, are used up.
func guessesHeld(tx *db.Tx, school, addr string) (bool, error) {
	held, err := account.Spent(tx, schoolSubject(school), schoolGuesses, schoolWindow)
	if err != nil || held {
		return held, err
	}
	return account.Spent(tx, addressSubject(addr), addressGuesses, addressWindow)
}

func countGuess(tx *db.Tx, school, addr string) error {
	if _, err := account.Spend(tx, schoolSubject(school), schoolGuesses, schoolWindow); err != nil {
		return err
	}
	_, err := account.Spend(tx, addressSubject(addr), addressGuesses, addressWindow)
	return err
}

// Checked tells how the second fact of a slip was taken.
type Checked struct {
	OK        bool `json:"ok"`
	TriesLeft int  `json:"triesLeft"`
}

// CheckDigits tries the last four digits for a slip that is still open. A wrong
// guess costs one of five tries; after them only staff let somebody in.
func (s *Service) CheckDigits(ctx context.Context, a core.Actor, code, digits string) (Checked, error) {
	digits = phoneDigits(digits)
	var c core.Check
	c.Require(len(digits) == 4, "/digits", "roster.digits.four")
	if err := c.Err(); err != nil {
		return Checked{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Checked, error) {
		i, err := loadInvitation(tx, s.codes.hash(cleanCode(code)))
		if err != nil {
			return Checked{}, err
		}
		if i.Kind != inviteSlip || i.UsedAt > 0 {
			return Checked{}, nil
		}
		st, err := invitedStudent(tx, i)
		if err != nil {
			return Checked{}, err
		}
		phones, err := phonesOf(tx, i, st.ID)
		if err != nil || len(phones) == 0 {
			return Checked{}, err
		}
		return guess(tx, i, a.Addr, func() bool { return endsLike(phones, digits) })
	})
}

// guess judges a second fact under all the bounds of guessing.
func guess(tx *db.Tx, i invitation, addr string, right func() bool) (Checked, error) {
	held, err := guessesHeld(tx, i.School, addr)
	if err != nil || held {
		return Checked{}, err
	}
	if i.Kind == inviteClass {
		if right() {
			return Checked{OK: true}, nil
		}
		return Checked{}, countGuess(tx, i.School, addr)
	}
	got, err := reserveTry(tx, i.ID)
	if err != nil || !got {
		return Checked{}, err
	}
	if right() {
		return Checked{OK: true, TriesLeft: max(0, slipTries-i.Tries)}, refundTry(tx, i.ID)
	}
	return Checked{TriesLeft: max(0, slipTries-i.Tries-1)}, countGuess(tx, i.School, addr)
}

func endsLike(phones []string, four string) bool {
	found := false
	for _, p := range phones {
		found = p[len(p)-4:] == four || found
	}
	return found
}
