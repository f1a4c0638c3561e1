package roster_test

import (
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
	moved := []roster.Pictures{}
	s.ConsentMoved = func(tx *db.Tx, student roster.StudentID) error {
		levels, err := roster.PictureLevels(tx, []roster.StudentID{student})
		moved = append(moved, levels[student])
		return err
	}
	father := s.joined(child, "0001")
	s.must(s.SetConsent(s.ctx, father, child, roster.PicturesNobody))
	s.must(s.SetConsent(s.ctx, father, child, roster.PicturesClass))
	if len(moved) != 2 || moved[0] != roster.PicturesNobody || moved[1] != roster.PicturesClass {
		t.Errorf("told of %v", moved)
	}
}
