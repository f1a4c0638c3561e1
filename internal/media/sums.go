package media

import (
	"database/sql"

	"magpie/internal/db"
	"magpie/internal/roster"
)

// Space says what the files of a class take, for its staff.
type Space struct {
	Used     int64   `json:"used" doc:"Bytes kept and under way"`
	Limit    int64   `json:"limit"`
	Kinds    []Share `json:"kinds" doc:"By kind: image, video, audio, file; and upload for what is under way"`
	Families []Share `json:"families" doc:"By the child whose family sent it, the largest first; staff's own are left out"`
	PerHome  int64   `json:"perHome" doc:"How many bytes each family may have"`
}

// Share is a part of a class's space.
type Share struct {
	Kind    string           `json:"kind,omitempty"`
	Student roster.StudentID `json:"student,omitempty"`
	Files   int              `json:"files"`
	Bytes   int64            `json:"bytes"`
}

// Sums returns what a class's files take.
func (s *Service) Sums(tx *db.Tx, class roster.ClassID) (Space, error) {
	out := Space{Limit: s.limits.Class, PerHome: s.limits.Family}
	var err error
	if out.Kinds, err = shares(tx, `select kind, '', count(*), sum(stored) from media_file where class = $1 group by kind
		union all select 'upload', '', count(*), sum(bytes) from media_upload where class = $1 having count(*) > 0
		order by 1`, class); err != nil {
		return out, err
	}
	for _, k := range out.Kinds {
		out.Used += k.Bytes
	}
	out.Families, err = shares(tx, `select '', student, count(*), sum(stored) from media_file
		where class = $1 and student <> '' group by student order by 4 desc, 2 limit 200`, class)
	return out, err
}

func shares(tx *db.Tx, q string, class roster.ClassID) ([]Share, error) {
	rows, err := tx.Query(q, class)
	return db.Collect(rows, err, func(r *sql.Rows) (sh Share, err error) {
		return sh, r.Scan(&sh.Kind, &sh.Student, &sh.Files, &sh.Bytes)
	})
}

// Totals are numbers for the metrics and the doctor.
type Totals struct {
	Files, Working, Refused, Uploads int
	Blobs, Broken                    int
	Bytes                            int64
}

// Count returns the totals of all schools.
func Count(tx *db.Tx) (t Totals, err error) {
	err = tx.QueryRow(`select (select count(*) from media_file where state = 'ready'), (select count(*) from media_file where state = 'working'),
		(select count(*) from media_file where state = 'refused'), (select count(*) from media_upload),
		(select count(*) from media_blob), (select count(*) from media_blob where state = 'broken'),
		coalesce((select sum(bytes) from media_blob), 0)`).
		Scan(&t.Files, &t.Working, &t.Refused, &t.Uploads, &t.Blobs, &t.Broken, &t.Bytes)
	return t, err
}

// Damaged names at most limit stored blobs that did not fit their sums, with what
// they were part of, for the doctor.
func Damaged(tx *db.Tx, limit int) (map[string][]string, error) {
	broken, err := brokenBlobs(tx, limit)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, b := range broken {
		if out[b.id], err = filesWith(tx, b.id); err != nil {
			return nil, err
		}
	}
	return out, nil
}
