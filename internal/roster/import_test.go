package roster_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// sample reads one of the invented rosters; without them the test is skipped.
func sample(t *testing.T, name string) []byte {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, "shared", "samples", "rosters", name))
		if err == nil {
			return data
		}
	}
	t.Skipf("SKIPPED: no sample rosters beside this checkout (%s)", name)
	return nil
}

const pasted = "姓名\t学号\t性别\t父亲电话\t母亲电话\n" +
	"李明\t01\t男\t13800000001\t13900000001\n" +
	"陈思雨\t02\t女\t\t13900000002\n" +
	"王诗涵\t03\t女\t13800000003\t\n"

func (s *stage) dryRun(in roster.ImportInput) roster.DryRun {
	s.t.Helper()
	d, err := s.DryRun(s.ctx, s.head, s.class, in)
	s.must(err)
	return d
}

// imported runs an import the way the screen does: look, then yes.
func (s *stage) imported(in roster.ImportInput) roster.Imported {
	s.t.Helper()
	in.Seen = s.dryRun(in).Digest
	done, err := s.Import(s.ctx, s.head, s.class, in)
	s.must(err)
	return done
}

func (s *stage) families() []roster.Family {
	s.t.Helper()
	list, err := s.Families(s.ctx, s.head, s.class)
	s.must(err)
	return list
}

func TestADryRunWritesNothing(t *testing.T) {
	s := open(t)
	d := s.dryRun(roster.ImportInput{Text: pasted})
	if d.Counts.Students != 3 || d.Counts.Guardians != 4 || d.Counts.SinglePhone != 2 || len(d.Change.Added) != 3 || len(d.Rows) != 3 {
		t.Errorf("got %+v", d)
	}
	if n := len(s.families()); n != 0 {
		t.Errorf("%d children were written", n)
	}
}

func TestAHeadTeachersOwnFileGivesItsClass(t *testing.T) {
	s := open(t)
	in := roster.ImportInput{Filename: "gaoyi3.xlsx", Content: sample(t, "gaoyi3.xlsx")}
	if done := s.imported(in); done.Added != 45 {
		t.Fatalf("got %+v", done)
	}
	var want struct {
		Students []struct{ Name, Number string }
	}
	if err := json.Unmarshal(sample(t, "gaoyi3.expected.json"), &want); err != nil {
		t.Fatal(err)
	}
	for i, f := range s.families() {
		if f.Student.Name != want.Students[i].Name || f.Student.Number != want.Students[i].Number || f.Student.Seat != i+1 {
			t.Errorf("child %d: got %s %s in seat %d, want %+v", i, f.Student.Name, f.Student.Number, f.Student.Seat, want.Students[i])
		}
	}
	if again := s.dryRun(in); len(again.Change.Added)+len(again.Change.Changed)+len(again.Change.Removed) != 0 || again.Change.Same != 45 {
		t.Errorf("the same file again: %+v", again.Change)
	}
}

func TestIDCardNumbersAreNeverStored(t *testing.T) {
	s := open(t)
	s.imported(roster.ImportInput{Filename: "chuyi2.csv", Content: sample(t, "chuyi2.csv")})
	s.read(func(tx *db.Tx) error {
		var n int
		err := tx.QueryRow(`SELECT count(*) FROM roster_student s LEFT JOIN roster_contact c ON c.student = s.id
			WHERE s.name || s.number || coalesce(c.name, '') || coalesce(c.phone, '') LIKE '%999999%'`).Scan(&n)
		if n > 0 {
			t.Errorf("%d rows hold an ID-card number", n)
		}
		return err
	})
}

func TestASecondFileChangesOnlyTheDifference(t *testing.T) {
	s := open(t)
	s.imported(roster.ImportInput{Text: pasted})
	before := s.families()
	a := s.joined(before[0].Student.ID, "0001")
	changed := strings.NewReplacer("13900000002", "13900000022", "王诗涵\t03\t女\t13800000003\t\n", "周新\t04\t男\t13800000004\t\n").Replace(pasted)
	d := s.dryRun(roster.ImportInput{Text: changed})
	if len(d.Change.Added) != 1 || d.Change.Added[0] != "周新" || len(d.Change.Changed) != 1 || d.Change.Changed[0].What[0] != "contacts" ||
		len(d.Change.Removed) != 1 || d.Change.Removed[0] != "王诗涵" || d.Change.Same != 1 {
		t.Fatalf("got %+v", d.Change)
	}
	if done := s.imported(roster.ImportInput{Text: changed}); done.Added != 1 || done.Changed != 1 || done.Removed != 0 {
		t.Fatalf("got %+v", done)
	}
	after := s.families()
	if len(after) != 4 || after[0].Student.ID != before[0].Student.ID || after[0].Contacts[0].ID != before[0].Contacts[0].ID || after[3].Student.Name != "王诗涵" {
		t.Fatalf("got %+v", after)
	}
	if len(s.self(a).Children) != 1 {
		t.Error("a family lost its child by an import")
	}
	if done := s.imported(roster.ImportInput{Text: changed, Remove: true}); done.Removed != 1 || done.Changed != 0 {
		t.Fatalf("got %+v", done)
	}
	if n := len(s.families()); n != 3 {
		t.Fatalf("%d children, want 3", n)
	}
}

func TestWhatWasNotSeenIsNotImported(t *testing.T) {
	s := open(t)
	in := roster.ImportInput{Text: pasted}
	in.Seen = s.dryRun(in).Digest
	s.child("周新", "")
	if _, err := s.Import(s.ctx, s.head, s.class, in); !errors.Is(err, roster.ErrImportStale) {
		t.Fatalf("the roster changed: %v", err)
	}
	in.Seen = s.dryRun(in).Digest
	in.Text = strings.Replace(pasted, "陈思雨", "陈思语", 1)
	if _, err := s.Import(s.ctx, s.head, s.class, in); !errors.Is(err, roster.ErrImportStale) {
		t.Fatalf("another file: %v", err)
	}
	if n := len(s.families()); n != 1 {
		t.Errorf("%d children, want the one that was there", n)
	}
}

func TestARepeatedImportIsAnsweredNotDoneAgain(t *testing.T) {
	s := open(t)
	in := roster.ImportInput{Text: pasted}
	in.Seen = s.dryRun(in).Digest
	ctx := core.WithRequest(s.ctx, core.Request{Scope: s.head.Person, Key: "0123456789abcdef", Digest: "import"})
	first, err := s.Import(ctx, s.head, s.class, in)
	s.must(err)
	ctx = core.WithRequest(s.ctx, core.Request{Scope: s.head.Person, Key: "0123456789abcdef", Digest: "import"})
	again, err := s.Import(ctx, s.head, s.class, in)
	s.must(err)
	if first != again || len(s.families()) != 3 {
		t.Errorf("got %+v, then %+v", first, again)
	}
}

func TestACellCanBeFilledInByHandAndAColumnTakenOtherwise(t *testing.T) {
	s := open(t)
	in := roster.ImportInput{Text: pasted}
	d := s.dryRun(in)
	for _, c := range d.Columns {
		if c.Header == "父亲电话" {
			in.Fixes = append(in.Fixes, roster.CellFix{Row: d.Rows[1].Row, Column: c.Index, Value: "138 0000 0002"})
		}
		if c.Header == "性别" {
			c.Meaning = "ignore"
		}
		in.Columns = append(in.Columns, c)
	}
	s.imported(in)
	f := s.families()[1]
	if f.Student.Gender != "" || len(f.Contacts) != 2 || f.Contacts[0].Phone != "13800000002" || f.Contacts[0].Relation != "父亲" {
		t.Errorf("got %+v", f)
	}
}

func TestOneClassCanBeTakenOutOfAFileOfTwo(t *testing.T) {
	s := open(t)
	in := roster.ImportInput{Filename: "xueji.xlsx", Content: sample(t, "xueji.xlsx")}
	d := s.dryRun(in)
	if len(d.Classes) != 2 {
		t.Fatalf("classes %v", d.Classes)
	}
	in.Only = d.Classes[0]
	if done := s.imported(in); done.Added != 30 {
		t.Errorf("got %+v", done)
	}
}

func TestAFileThatIsNoneIsRefusedWithTheReason(t *testing.T) {
	s := open(t)
	for _, in := range []roster.ImportInput{{}, {Text: "   "}, {Content: []byte("PK\x03\x04 broken"), Filename: "a.xlsx"}, {Text: "hello world"}} {
		_, err := s.DryRun(s.ctx, s.head, s.class, in)
		if core.KindOf(err) != core.KindInvalid {
			t.Errorf("%.20q: got %v", in.Text, err)
		}
	}
}

func TestAnEmptyCellDeletesNoStoredNumber(t *testing.T) {
	s := open(t)
	s.imported(roster.ImportInput{Text: "姓名\t学号\t母亲\t母亲电话\t父亲电话\n李明\t01\t王芳\t13900000001\t13800000001\n"})
	s.imported(roster.ImportInput{Text: "姓名\t学号\t母亲\t母亲电话\n李明\t01\t王芳\t\n"})
	phones := []string{}
	for _, c := range s.families()[0].Contacts {
		phones = append(phones, c.Phone)
	}
	if got, want := strings.Join(phones, " "), "13900000001 13800000001"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestADifferenceShowsTheOldAndTheNew(t *testing.T) {
	s := open(t)
	s.imported(roster.ImportInput{Text: "姓名\t学号\t母亲电话\n李明\t01\t13900000001\n"})
	d := s.dryRun(roster.ImportInput{Text: "姓名\t学号\t母亲电话\n李鸣\t01\t13900000002\n"})
	want := []roster.DryHow{{What: "name", Old: "李明", New: "李鸣"}, {What: "contacts", Old: "母亲 13900000001", New: "母亲 13900000002"}}
	if len(d.Change.Changed) != 1 || len(d.Change.Changed[0].How) != 2 || d.Change.Changed[0].How[0] != want[0] || d.Change.Changed[0].How[1] != want[1] {
		t.Errorf("got %+v", d.Change)
	}
}

func TestTwoOfOneNameWithoutNumbersAreLeftAsTheyAre(t *testing.T) {
	s := open(t)
	s.imported(roster.ImportInput{Text: "姓名\t学号\t母亲\t电话\n王伟\t01\t甲一\t13900000001\n王伟\t02\t乙一\t13900000002\n"})
	in := roster.ImportInput{Text: "姓名\t母亲\t电话\n王伟\t甲一\t13900000001\n王伟\t戊一\t13900000009\n", Remove: true}
	d := s.dryRun(in)
	if len(d.Change.Unclear) != 1 || len(d.Change.Changed)+len(d.Change.Added)+len(d.Change.Removed) != 0 {
		t.Fatalf("got %+v", d.Change)
	}
	s.imported(in)
	for i, phone := range []string{"13900000001", "13900000002"} {
		if f := s.families()[i]; len(f.Contacts) != 1 || f.Contacts[0].Phone != phone {
			t.Errorf("got %+v", f)
		}
	}
}

func TestTheProblemsOfAnotherClassAreNotCounted(t *testing.T) {
	s := open(t)
	in := roster.ImportInput{Text: "班级\t姓名\t母亲电话\n一班\t李明\t13900000001\n二班\t王丽\t1390\n", Only: "一班"}
	if d := s.dryRun(in); d.Counts.Students != 1 || d.Counts.Problems != 0 {
		t.Errorf("got %+v", d.Counts)
	}
}
