package album

import (
	"fmt"
	"slices"
	"testing"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
	"magpie/internal/roster/rostertest"
)

// crowd fills an album with one picture for every way to tag two children and
// every state, over every pair of their families' answers, and returns the shots.
func crowd(t *testing.T, c *rostertest.Class, levels [2]roster.Pictures) map[PictureID]Shot {
	t.Helper()
	shots := map[PictureID]Shot{}
	c.Write(func(tx *db.Tx) error {
		clear(shots)
		al := album{ID: "a", School: rostertest.School, Class: c.ID, Conv: feed.OfClass(c.ID), Title: "运动会", Day: "2026-11-26"}
		if err := insertAlbum(tx, al); err != nil {
			return err
		}
		for i, state := range []State{StateWaiting, StateShown, StateRefused, StateRemoved} {
			for set := range 4 {
				for j, owner := range []string{c.Teacher.Person, "somebody"} {
					n := i*8 + set*2 + j
					p := picture{ID: PictureID(fmt.Sprint("p", n)), School: al.School, Album: al.ID, Class: al.Class, Owner: owner,
						File: media.FileID(fmt.Sprint("f", n)), State: state, Place: int64(n + 1)}
					shot := Shot{Owner: owner, State: state, Tagged: map[roster.StudentID]roster.Pictures{}}
					tags := []roster.StudentID{}
					for child := range 2 {
						if set&(1<<child) != 0 {
							tags = append(tags, c.Students[child])
							shot.Tagged[c.Students[child]] = levels[child]
						}
					}
					shots[p.ID] = shot
					if err := insertPicture(tx, p); err != nil {
						return err
					}
					if err := tag(tx, p, tags, owner); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
	return shots
}

func TestEveryQueryAndTheGateFollowTheRule(t *testing.T) {
	levels := []roster.Pictures{roster.PicturesClass, roster.PicturesStaff, roster.PicturesNobody}
	for i := range len(levels) * len(levels) {
		pair := [2]roster.Pictures{levels[i%len(levels)], levels[i/len(levels)]}
		t.Run(fmt.Sprint(pair), func(t *testing.T) {
			c := rostertest.New(t, 3)
			r := roster.New(roster.Options{DB: c.DB})
			mothers := []core.Actor{c.Joins(0, "母亲"), c.Joins(1, "母亲"), c.Joins(2, "母亲")}
			for child := range 2 {
				if err := r.SetConsent(t.Context(), mothers[child], c.Students[child], pair[child]); err != nil {
					t.Fatal(err)
				}
			}
			both := c.Joins(0, "奶奶")
			c.AlsoJoins(both, 1, "奶奶")
			shots := crowd(t, c, pair)
			for _, a := range append(mothers, both, c.Teacher) {
				compare(t, c, a, shots)
			}
		})
	}
}

// compare asks every way to a picture and the rule itself.
func compare(t *testing.T, c *rostertest.Class, a core.Actor, shots map[PictureID]Shot) {
	t.Helper()
	s := &Service{}
	c.Read(func(tx *db.Tx) error {
		v, err := lookAs(tx, a, c.ID)
		if err != nil {
			return err
		}
		listed, err := picturesIn(tx, "a", v, 0, 100)
		if err != nil {
			return err
		}
		count, _, err := shelfOf(tx, "a", v)
		if err != nil {
			return err
		}
		want := 0
		for id, shot := range shots {
			may := MaySee(v.Reader, shot)
			if may {
				want++
			}
			if in := slices.ContainsFunc(listed, func(p picture) bool { return p.ID == id }); in != may {
				t.Errorf("%s before %+v: listed %v, the rule says %v", a.Role, shot, in, may)
			}
			if shot.State == StateRefused || shot.State == StateRemoved {
				continue // whether such a file may be used is media's to say
			}
			gate := s.MaySee(tx, a, media.FileID("f"+string(id[1:])), feed.OfClass(c.ID)) == nil
			if gate != may {
				t.Errorf("%s before %+v: the gate says %v, the rule %v", a.Role, shot, gate, may)
			}
		}
		if count != want || count == 0 {
			t.Errorf("%s counts %d, want %d", a.Role, count, want)
		}
		return nil
	})
}
