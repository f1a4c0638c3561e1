package main

import (
	"context"
	"fmt"
	"path/filepath"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/db"
	"magpie/internal/roster"
	"magpie/test/bench/school"
)

// guardians are of each child; all of them answer at once, as a school does when the
// last lesson ends.
const guardians = 4

// answers compares answers to one chain with the limit G: each answer is admitted,
// numbered, kept and told, and waits with the others for the disk.
func (b *bench) answers(ctx context.Context) error {
	classes, err := school.Found(ctx, b.path("asks"), 1, senders, guardians)
	if err != nil {
		return err
	}
	d, err := db.Open(ctx, db.Options{URL: "sqlite:" + filepath.Join(b.path("asks"), "magpie.db")})
	if err != nil {
		return err
	}
	defer d.Close()
	s := ask.New(d)
	who, id, err := putChain(ctx, d, s, classes[0])
	if err != nil {
		return err
	}
	var ours, limits, ratios []float64
	for i := range 2*b.size.repeats - 1 {
		limit, err := bareCommits(b.path(fmt.Sprintf("asks%d.db", i)), b.size.span/2)
		if err != nil {
			return err
		}
		o, err := b.answerMuch(ctx, d, s, who, id)
		if err != nil {
			return err
		}
		ours, limits, ratios = append(ours, o), append(limits, limit), append(ratios, o/limit)
	}
	b.set("answer_ops_x_commit_limit", median(ratios), "%.0f answers/s by %d people of %.0f commits/s", median(ours), len(who), median(limits))
	return nil
}

// putChain opens a chain that everybody may add to as often as they like, and
// returns who may.
func putChain(ctx context.Context, d *db.DB, s *ask.Service, c school.Class) (who []roster.Guardian, id ask.ID, err error) {
	err = d.Write(ctx, func(tx *db.Tx) error {
		students, err := roster.Students(tx, roster.ClassID(c.ID))
		if err != nil {
			return err
		}
		if who, err = roster.GuardiansOf(tx, roster.IDs(students)...); err != nil {
			return err
		}
		id, err = s.Open(tx, ask.Spec{School: c.School, OwnerKind: "bench", Owner: "chain", Classes: []roster.ClassID{roster.ClassID(c.ID)},
			Terms: ask.Terms{Level: ask.LevelForm, Visible: ask.VisibleClass, Many: true,
				Form: form.Form{Fields: []form.Field{{ID: "home", Kind: form.Text, Label: "到家了吗"}}}}})
		return err
	})
	return who, id, err
}

func (b *bench) answerMuch(ctx context.Context, d *db.DB, s *ask.Service, who []roster.Guardian, id ask.ID) (float64, error) {
	return hammer(b.size.span/2, int64(len(who)), func(sender, seq int64) error {
		g := who[sender]
		return d.Write(ctx, func(tx *db.Tx) error {
			_, _, err := s.Answer(tx, ask.In{Ask: id, Student: g.Student, Person: g.Person, Level: ask.LevelForm, Version: 1, Via: ask.ViaApp,
				Values: form.Values{"home": fmt.Sprintf("已到家 %d", seq)}})
			return err
		})
	})
}
