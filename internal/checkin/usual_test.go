package checkin

import (
	"testing"
	"time"
)

func TestTheUsualTimeIsTheMiddleThatNoOddEveningMoves(t *testing.T) {
	rows := []struct {
		name    string
		minutes []int
		want    usual
	}{
		{"no round", nil, usual{}},
		{"one", []int{50}, usual{50, 0, 1}},
		{"two", []int{40, 60}, usual{50, 10, 2}},
		{"always alike", []int{30, 30, 30, 30}, usual{30, 0, 4}},
		{"one very late evening", []int{48, 50, 52, 51, 49, 50, 50, 240}, usual{50, 1, 8}},
		{"two of eight forgot until bedtime", []int{48, 50, 52, 51, 49, 50, 290, 280}, usual{50.5, 1.5, 8}},
		{"a bus that comes or not", []int{40, 70, 40, 70, 40, 70}, usual{55, 15, 6}},
	}
	for _, r := range rows {
		if got := learn(r.minutes); got != r.want {
			t.Errorf("%s: got %+v, want %+v", r.name, got, r.want)
		}
	}
}

func TestAChildsOwnRoundsGoBeforeTheHandAndTheHandBeforeTheClass(t *testing.T) {
	own, class, few := usual{50, 2, 3}, usual{70, 12, 40}, usual{20, 1, 2}
	rows := []struct {
		name     string
		own      usual
		byHand   int
		class    usual
		minutes  float64
		patience time.Duration
	}{
		{"nothing known", usual{}, 0, usual{}, 60, 30 * time.Minute},
		{"a class that has hardly begun", usual{}, 0, usual{35, 1, 4}, 60, 30 * time.Minute},
		{"the class", usual{}, 0, class, 70, 24 * time.Minute},
		{"two rounds are not enough", few, 0, class, 70, 24 * time.Minute},
		{"a class whose ways differ", usual{}, 0, usual{90, 45, 40}, 90, time.Hour},
		{"written by hand", few, 120, class, 120, 30 * time.Minute},
		{"the own rounds", own, 120, class, 50, 15 * time.Minute},
		{"the own rounds differ", usual{55, 15, 6}, 0, class, 55, 30 * time.Minute},
	}
	for _, r := range rows {
		u := expected(r.own, r.byHand, r.class)
		if u.minutes != r.minutes || u.patience() != r.patience {
			t.Errorf("%s: got %v and %s, want %v and %s", r.name, u.minutes, u.patience(), r.minutes, r.patience)
		}
	}
}
