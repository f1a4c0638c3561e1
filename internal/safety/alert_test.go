package safety_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
	"magpie/internal/safety"
)

// warns gives an alert, which must work.
func (s *stage) warns(w safety.Warning) safety.Alert {
	s.T.Helper()
	v, err := s.Warn(ctx, s.Teacher, s.ID, w)
	if err != nil {
		s.T.Fatal(err)
	}
	return v
}

func (s *stage) roll(id safety.AlertID) safety.Alert {
	s.T.Helper()
	v, err := s.Roll(ctx, s.Teacher, id, "")
	if err != nil {
		s.T.Fatal(err)
	}
	return v
}

func TestAnAlertIsRepeatedToTheSilentUntilTheyAreAccountedFor(t *testing.T) {
	s := open(t, 3)
	loud, quiet, pupil := s.Joins(0, "母亲"), s.Joins(1, "母亲"), s.Studies(2)
	v := s.warns(safety.Warning{Kind: safety.DangerFire, Text: "到操场集合"})
	if v.Of != 3 || len(v.Unaccounted) != 3 || s.ear.Of(quiet.Person, "alert") == 0 || s.ear.Of(pupil.Person, "alert") == 0 {
		t.Errorf("at once: %+v, nudged %v", v, s.ear.All())
	}
	if _, err := s.Safe(ctx, loud, v.ID, s.Students[0]); err != nil {
		t.Fatal(err)
	}
	before := s.ear.Of(loud.Person, "alert")
	s.after(5 * time.Minute)
	s.after(0)
	other, _ := s.another()
	if _, err := other.Due(ctx); err != nil {
		t.Fatal(err)
	}
	if n := s.ear.Of(quiet.Person, "alert"); n != 2 {
		t.Errorf("the silent mother was told %d times, want at once and after five minutes", n)
	}
	if s.ear.Of(loud.Person, "alert") != before {
		t.Error("who had answered was told again")
	}
	if _, err := s.Safe(ctx, pupil, v.ID, s.Students[2]); err != nil {
		t.Fatal(err)
	}
	if v = s.roll(v.ID); v.Safe != 2 || len(v.Unaccounted) != 1 || v.Unaccounted[0].Name != "学生1" || v.Accounted[0].By != "学生2" {
		t.Errorf("roll: %+v", v)
	}
	if _, err := s.Safe(ctx, loud, v.ID, s.Students[1]); !errors.Is(err, core.ErrAbsent) {
		t.Errorf("a mother answered for another's child: %v", err)
	}
}

func TestSeveralTickOneListAndTheLastIsRight(t *testing.T) {
	s := open(t, 45)
	second := s.Hires("林老师")
	v := s.warns(safety.Warning{Kind: safety.DangerQuake})
	var group sync.WaitGroup
	for who, a := range []core.Actor{s.Teacher, second} {
		group.Go(func() {
			for i := range s.Students {
				if i%2 == who || i < 5 {
					if _, err := s.Tick(ctx, a, v.ID, safety.Tick{Student: s.Students[i], State: safety.StandingSafe}); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	group.Wait()
	if v = s.roll(v.ID); v.Safe != 45 || v.Score.Accounted != 45 {
		t.Errorf("safe %d, score %+v", v.Safe, v.Score)
	}
	s.Clock.Advance(time.Minute)
	if _, err := s.Tick(ctx, second, v.ID, safety.Tick{Student: s.Students[0], State: safety.StandingUnknown, Note: "不在队里"}); err != nil {
		t.Fatal(err)
	}
	if v = s.roll(v.ID); len(v.Unaccounted) != 1 || v.Unaccounted[0].By != "林老师" || v.Unaccounted[0].Note != "不在队里" {
		t.Errorf("the last word: %+v", v.Unaccounted)
	}
	if _, err := s.Tick(ctx, second, v.ID, safety.Tick{Student: "nobody", State: safety.StandingSafe}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("a tick for nobody: %v", err)
	}
}

func TestSaidSafeAgainAfterStaffSaidOtherwise(t *testing.T) {
	s := open(t, 1)
	mother := s.Joins(0, "母亲")
	v := s.warns(safety.Warning{Kind: safety.DangerWeather})
	for range 2 {
		if _, err := s.Safe(ctx, mother, v.ID, s.Students[0]); err != nil {
			t.Fatal(err)
		}
		if v = s.roll(v.ID); v.Safe != 1 || v.Accounted[0].By != "学生0妈妈" {
			t.Errorf("said safe: %+v", v.Accounted)
		}
		if _, err := s.Tick(ctx, s.Teacher, v.ID, safety.Tick{Student: s.Students[0], State: safety.StandingUnknown}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestADrillIsScoredAndForgotten(t *testing.T) {
	s := open(t, 2)
	mother := s.Joins(0, "母亲")
	v := s.warns(safety.Warning{Kind: safety.DangerFire, Text: "演练", Drill: true})
	if again := s.warns(safety.Warning{Kind: safety.DangerFire, Drill: true}); again.ID != v.ID {
		t.Error("the same alert was given twice")
	}
	s.Clock.Advance(time.Minute)
	if _, err := s.Safe(ctx, mother, v.ID, s.Students[0]); err != nil {
		t.Fatal(err)
	}
	s.Clock.Advance(time.Minute)
	if _, err := s.Tick(ctx, s.Teacher, v.ID, safety.Tick{Student: s.Students[1], State: safety.StandingNotHere}); err != nil {
		t.Fatal(err)
	}
	want := safety.Score{Of: 2, Accounted: 2, P50: 60_000, P90: 120_000, P100: 120_000}
	for range 2 {
		v, err := s.Over(ctx, s.Teacher, v.ID)
		if err != nil || v.Score != want || v.State != "ended" || v.Text != "" || len(v.Accounted)+len(v.Unaccounted) != 0 {
			t.Errorf("ended: %+v, %v", v, err)
		}
	}
	if _, err := s.Tick(ctx, s.Teacher, v.ID, safety.Tick{Student: s.Students[1]}); !errors.Is(err, safety.ErrEnded) {
		t.Errorf("a tick after the end: %v", err)
	}
	if _, err := s.Safe(ctx, mother, v.ID, s.Students[0]); core.KindOf(err) == core.KindInternal {
		t.Errorf("safe after the end: %v", err)
	}
	lines, _, err := s.Alerts(ctx, s.Teacher, s.ID, core.Page{})
	if err != nil || len(lines) != 1 || *lines[0].Score != want {
		t.Errorf("kept: %+v, %v", lines, err)
	}
}

func TestAnAlertOfTheSchoolIsForAllItsClasses(t *testing.T) {
	s := open(t, 2)
	mother := s.Joins(0, "母亲")
	v, err := s.Warn(ctx, s.Teacher, "", safety.Warning{Kind: safety.DangerLockdown})
	if err != nil || v.Of != 2 || v.Class != "" || len(v.Classes) != 1 {
		t.Fatalf("school: %+v, %v", v, err)
	}
	s.Read(func(tx *db.Tx) error {
		_, alerts, err := safety.Mine(tx, mother)
		if err != nil || len(alerts) != 1 || len(alerts[0].Children) != 1 {
			t.Errorf("the mother sees %+v, %v", alerts, err)
		}
		_, today, err := safety.Today(tx, []roster.ClassID{s.ID})
		if err != nil || len(today) != 1 || today[0].Of != 2 {
			t.Errorf("the teacher sees %+v, %v", today, err)
		}
		return nil
	})
	if _, err := s.Warn(ctx, s.Teacher, s.ID, safety.Warning{Kind: "war"}); core.KindOf(err) != core.KindInvalid {
		t.Errorf("an unknown danger: %v", err)
	}
}

func TestAForgottenAlertStopsRinging(t *testing.T) {
	s := open(t, 1)
	s.Joins(0, "母亲")
	v := s.warns(safety.Warning{Kind: safety.DangerOther})
	s.after(13 * time.Hour)
	if v = s.roll(v.ID); v.NextAt != 0 || v.State != "open" {
		t.Errorf("after a night: next at %d, %s", v.NextAt, v.State)
	}
}
