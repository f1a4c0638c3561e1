package album

import (
	"context"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Check says what tagging children means, before it is done.
type Check struct {
	Hidden   []Kept `json:"hidden" doc:"Tagged children whose families did not let the whole class see them"`
	Without  int    `json:"without" doc:"Joined families that will not see the picture"`
	Families int    `json:"families" doc:"Joined families of the class"`
}

// Kept is a tagged child who keeps somebody out.
type Kept struct {
	Student roster.StudentID `json:"student"`
	Name    string           `json:"name"`
	Level   roster.Pictures  `json:"level" enum:"staff,nobody"`
}

// Check tells staff whom tags would keep from seeing a picture; the policy has
// judged the actor.
func (s *Service) Check(ctx context.Context, _ core.Actor, class roster.ClassID, students []roster.StudentID) (out Check, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		out, err = check(tx, class, students)
		return err
	})
	return out, err
}

func check(tx *db.Tx, class roster.ClassID, students []roster.StudentID) (Check, error) {
	out := Check{Hidden: []Kept{}}
	crowd, err := roster.Students(tx, class)
	if err != nil {
		return out, err
	}
	levels, err := roster.PictureLevels(tx, students)
	if err != nil {
		return out, err
	}
	shot := Shot{Owner: "-", State: StateShown, Tagged: map[roster.StudentID]roster.Pictures{}}
	for _, st := range crowd {
		level, tagged := levels[st.ID]
		if !tagged {
			continue
		}
		shot.Tagged[st.ID] = level
		if level != roster.PicturesClass {
			out.Hidden = append(out.Hidden, Kept{st.ID, st.Name, level})
		}
	}
	guardians, err := roster.GuardiansOfClass(tx, class)
	joined := map[roster.StudentID]bool{}
	for _, g := range guardians {
		joined[g.Student] = true
	}
	for student := range joined {
		out.Families++
		if !MaySee(Reader{Own: map[roster.StudentID]bool{student: true}}, shot) {
			out.Without++
		}
	}
	return out, err
}
