package ask

import (
	"context"
	"net/http"
	"net/url"

	"magpie/internal/ask/form"
	"magpie/internal/ask/table"
	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

type askIn struct {
	Ask ID `path:"ask"`
}

type pageIn struct {
	Ask   ID     `path:"ask"`
	After string `query:"after"`
	Limit int    `query:"limit" minimum:"0" maximum:"200"`
}

func (in *pageIn) page() core.Page { return core.Page{After: in.After, Limit: in.Limit} }

type forIn struct {
	Ask  ID `path:"ask"`
	Body struct {
		Student roster.StudentID `json:"student"`
		Level   Level            `json:"level" enum:"read,confirm,understood,sign,form"`
		Values  form.Values      `json:"values,omitempty"`
		Note    string           `json:"note,omitempty" maxLength:"200" doc:"How it was heard: by phone, grandfather, 17:40"`
	}
}

type historyIn struct {
	Ask     ID               `path:"ask"`
	Student roster.StudentID `path:"student"`
}

type historyOut struct {
	Body struct {
		Items []Record `json:"items" doc:"The newest first"`
	}
}

type pasteIn struct {
	Ask  ID `path:"ask"`
	Body struct {
		Text string `json:"text" maxLength:"60000"`
	}
}

type pasteOut struct {
	Body struct {
		Lines []Pasted `json:"lines"`
	}
}

type applyIn struct {
	Ask  ID `path:"ask"`
	Body struct {
		Lines []Pasted `json:"lines" maxItems:"500"`
	}
}

type applyOut struct {
	Body struct {
		Lines []Applied `json:"lines"`
	}
}

type resultsOut struct{ Body Results }
type countsOut struct{ Body Counts }
type chainOut struct{ Body Chain }

// staffRoutes are what staff see and enter.
func (s *Service) staffRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "ask-answers", Method: "GET", Path: "/asks/{ask}/answers", Room: room, Policy: s.Staff(),
		Summary: "List the answers in order, and who is silent."},
		func(ctx context.Context, a core.Actor, in *pageIn) (*resultsOut, error) {
			r, err := s.Results(ctx, a.Lang, in.Ask, in.page())
			return &resultsOut{r}, err
		})
	rest.Register(api, rest.Op{ID: "ask-answer-for", Method: "POST", Path: "/asks/{ask}/answers", Room: room, Policy: s.Staff(),
		MaxBody: 2 * form.MaxAnswer, Summary: "Enter an answer that staff heard or hold on paper, with a note."},
		func(ctx context.Context, a core.Actor, in *forIn) (*mineOut, error) {
			m, err := s.AnswerFor(ctx, a, In{Ask: in.Ask, Student: in.Body.Student, Level: in.Body.Level, Values: in.Body.Values, Note: in.Body.Note})
			return &mineOut{m}, err
		})
	rest.Register(api, rest.Op{ID: "ask-changes", Method: "GET", Path: "/asks/{ask}/answers/{student}/changes", Room: room, Policy: s.Staff(),
		Summary: "List what was said for a child, with what it said before."},
		func(ctx context.Context, a core.Actor, in *historyIn) (*historyOut, error) {
			out, err := &historyOut{}, error(nil)
			out.Body.Items, err = s.History(ctx, a.Lang, in.Ask, in.Student)
			return out, err
		})
	rest.Register(api, rest.Op{ID: "ask-counts", Method: "GET", Path: "/asks/{ask}/counts", Room: room, Policy: s.Staff(),
		Summary: "Return the answers as numbers; of a secret poll after its close, from five ballots on."},
		func(ctx context.Context, _ core.Actor, in *askIn) (*countsOut, error) {
			c, err := s.Counts(ctx, in.Ask)
			return &countsOut{c}, err
		})
	rest.Register(api, rest.Op{ID: "ask-chain", Method: "GET", Path: "/asks/{ask}/chain", Room: room, Policy: s.Reader(),
		Summary: "List a chain in its order."},
		func(ctx context.Context, a core.Actor, in *pageIn) (*chainOut, error) {
			c, err := s.Chain(ctx, a, in.Ask, in.page())
			return &chainOut{c}, err
		})
	s.turnRoutes(api)
	s.pasteRoutes(api)
	rest.Raw(api, rest.Op{ID: "ask-export", Method: "GET", Path: "/asks/{ask}/export", Room: room, Policy: s.Staff(),
		Summary: "Download the answers as a file: ?format=csv or xlsx."}, s.httpExport)
}

func (s *Service) turnRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "ask-close", Method: "POST", Path: "/asks/{ask}/close", Room: room, Policy: s.Staff(),
		Summary: "Take no more answers; those given stay."},
		func(ctx context.Context, _ core.Actor, in *askIn) (*struct{}, error) {
			return nil, s.Turn(ctx, in.Ask, false)
		})
	rest.Register(api, rest.Op{ID: "ask-reopen", Method: "POST", Path: "/asks/{ask}/reopen", Room: room, Policy: s.Staff(),
		Summary: "Take answers again; a secret poll stays closed."},
		func(ctx context.Context, _ core.Actor, in *askIn) (*struct{}, error) {
			return nil, s.Turn(ctx, in.Ask, true)
		})
}

func (s *Service) pasteRoutes(api *rest.API) {
	rest.Register(api, rest.Op{ID: "ask-paste", Method: "POST", Path: "/asks/{ask}/paste", Room: room, Policy: s.Staff(),
		Summary: "Read a chain that was passed around as text; nothing is kept."},
		func(ctx context.Context, a core.Actor, in *pasteIn) (*pasteOut, error) {
			out, err := &pasteOut{}, error(nil)
			out.Body.Lines, err = s.Paste(ctx, a, in.Ask, in.Body.Text)
			return out, err
		})
	rest.Register(api, rest.Op{ID: "ask-paste-apply", Method: "POST", Path: "/asks/{ask}/paste/apply", Room: room, Policy: s.Staff(),
		Summary: "Make answers of the lines of a pasted chain."},
		func(ctx context.Context, a core.Actor, in *applyIn) (*applyOut, error) {
			out, err := &applyOut{}, error(nil)
			out.Body.Lines, err = s.Apply(ctx, a, in.Ask, in.Body.Lines)
			return out, err
		})
}

func (s *Service) httpExport(w http.ResponseWriter, r *http.Request, a core.Actor) error {
	format, id := r.URL.Query().Get("format"), ID(r.PathValue("ask"))
	if !knownFormat(format) {
		return ErrFormat
	}
	rows, err := s.Export(r.Context(), a, id)
	if err != nil {
		return err
	}
	name, err := s.fileFor(r.Context(), id, format)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	if format == "csv" {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		return table.CSV(w, rows)
	}
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	return table.XLSX(w, rows)
}

// fileFor names the file after what the ask is about.
func (s *Service) fileFor(ctx context.Context, id ID, format string) (name string, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		a, err := loadAsk(tx, id)
		if err != nil {
			return err
		}
		c, err := s.head(tx, a)
		name = fileName(c.Title, format, tx.Now())
		return err
	})
	return name, err
}
