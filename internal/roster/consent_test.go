package roster_test

import (
	"slices"
	"testing"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

func (s *stage) consent(a core.Actor, child roster.StudentID) roster.Consent {
	s.t.Helper()
	c, err := s.ConsentFor(s.ctx, a, child)
	s.must(err)
	return c
}

// movements notes what counts for a child whenever the rooms on the right are told.
func (s *stage) movements() *[]roster.Pictures {
	moved := &[]roster.Pictures{}
	s.ConsentMoved = func(tx *db.Tx, student roster.StudentID) error {
		levels, err := roster.PictureLevels(tx, []roster.StudentID{student})
		*moved = append(*moved, levels[student])
		return err
	}
	return moved
}

func TestTheStrictestAnswerOfAFamilyCounts(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	father, mother := s.joined(child, "0001"), s.joined(child, "0001")
	if c := s.consent(mother, child); c != (roster.Consent{Pictures: roster.PicturesStaff}) {
		t.Fatalf("unasked: %+v, want staff only", c)
	}
	levels := []roster.Pictures{roster.PicturesClass, roster.PicturesStaff, roster.PicturesNobody}
	for i, hers := range levels {
		for j, his := range levels {
			s.must(s.SetConsent(s.ctx, mother, child, hers))
			s.must(s.SetConsent(s.ctx, father, child, his))
			want := roster.Consent{Pictures: levels[max(i, j)], Own: hers}
			if got := s.consent(mother, child); got != want {
				t.Errorf("%s and %s: got %+v, want %+v", hers, his, got, want)
			}
		}
	}
	if err := s.SetConsent(s.ctx, mother, child, "everybody"); core.KindOf(err) != core.KindInvalid {
		t.Errorf("an unknown level: got %v", err)
	}
}

func TestAStandInsYesCountsOnlyWhereNoParentHasJoined(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	e, err := s.Join(s.ctx, stranger, roster.Joining{Code: s.slip(child), Relation: "爷爷", StandIn: true, Digits: "0001", RulesVersion: 1, Photos: true})
	s.must(err)
	grandfather := s.actor(e.Person)
	if c := s.consent(grandfather, child); c.Pictures != roster.PicturesClass {
		t.Errorf("alone: %+v, want his yes", c)
	}
	moved := s.movements()
	mother := s.joined(child, "0001")
	if c := s.consent(mother, child); c.Pictures != roster.PicturesStaff {
		t.Errorf("beside a mother who has not answered: %+v, want staff only", c)
	}
	if !slices.Contains(*moved, roster.PicturesStaff) {
		t.Error("nobody was told that the level moved when the mother joined")
	}
	s.must(s.SetConsent(s.ctx, grandfather, child, roster.PicturesNobody))
	s.must(s.SetConsent(s.ctx, mother, child, roster.PicturesClass))
	if c := s.consent(mother, child); c.Pictures != roster.PicturesNobody {
		t.Errorf("his no: %+v, want that it counts", c)
	}
}

func TestAYesOnTheWayInIsConsentForTheClass(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	in := mother(s.slip(child), "0001")
	in.Photos = true
	e, err := s.Join(s.ctx, stranger, in)
	s.must(err)
	if c := s.consent(s.actor(e.Person), child); c.Pictures != roster.PicturesClass {
		t.Errorf("got %+v", c)
	}
}

func TestWhoeverAnswersMovesOldPicturesInTheSameCommit(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	father := s.joined(child, "0001")
	moved := s.movements()
	s.must(s.SetConsent(s.ctx, father, child, roster.PicturesNobody))
	s.must(s.SetConsent(s.ctx, father, child, roster.PicturesClass))
	if want := []roster.Pictures{roster.PicturesNobody, roster.PicturesClass}; !slices.Equal(*moved, want) {
		t.Errorf("told of %v, want %v", *moved, want)
	}
}

func TestABarMovesOldPicturesToo(t *testing.T) {
	s := open(t)
	child := s.child("李明", "13800000001")
	father, mother := s.joined(child, "0001"), s.joined(child, "0001")
	s.must(s.SetConsent(s.ctx, father, child, roster.PicturesNobody))
	s.must(s.SetConsent(s.ctx, mother, child, roster.PicturesClass))
	moved := s.movements()
	var barred roster.GuardianID
	for _, g := range s.family(child).Guardians {
		if g.Person == father.Person {
			barred = g.ID
		}
	}
	s.must(s.Bar(s.ctx, s.head, barred, "法院裁定"))
	s.must(s.LiftBar(s.ctx, s.head, barred))
	s.must(s.RemoveGuardian(s.ctx, s.head, barred))
	want := []roster.Pictures{roster.PicturesClass, roster.PicturesNobody, roster.PicturesClass}
	if !slices.Equal(*moved, want) {
		t.Errorf("what counts moved to %v, want %v", *moved, want)
	}
}
