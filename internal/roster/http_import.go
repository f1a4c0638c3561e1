package roster

import (
	"context"
	"net/http"

	"magpie/internal/core"
	"magpie/internal/rest"
	"magpie/internal/roster/sheet"
)

func (s *Service) importRoutes(api *rest.API) {
	dry := op("roster-dry-run", http.MethodPost, "/classes/{class}/roster/dry-run", "Say what a roster file would change; nothing is written", s.StaffOfClass())
	write := op("roster-import", http.MethodPost, "/classes/{class}/roster/import", "Apply a roster file exactly as its dry run showed", s.StaffOfClass())
	dry.MaxBody, write.MaxBody = importBody, importBody
	rest.Register(api, dry, s.httpDryRun)
	rest.Register(api, write, s.httpImport)
}

type importInput struct {
	Class ClassID `path:"class" maxLength:"40"`
	Body  struct {
		Filename string         `json:"filename,omitempty" maxLength:"300"`
		Content  []byte         `json:"content,omitempty" doc:"The file as base64"`
		Text     string         `json:"text,omitempty" doc:"Pasted instead of a file"`
		Columns  []sheet.Column `json:"columns,omitempty" nullable:"true" doc:"As corrected by hand; left out: as guessed"`
		Fixes    []CellFix      `json:"fixes,omitempty" nullable:"true"`
		Undo     []CellAt       `json:"undo,omitempty" nullable:"true"`
		Sheet    string         `json:"sheet,omitempty" maxLength:"100" doc:"Read this sheet of a workbook"`
		Only     string         `json:"only,omitempty" maxLength:"100" doc:"Take one class of a file that holds several"`
		Seen     string         `json:"seen,omitempty" maxLength:"100" doc:"digest of the dry run"`
		Remove   bool           `json:"remove,omitempty" doc:"Take children who are not in the file off the roster"`
	}
}

func (in *importInput) input() ImportInput {
	b := in.Body
	return ImportInput{Filename: b.Filename, Content: b.Content, Text: b.Text, Columns: b.Columns, Fixes: b.Fixes, Undo: b.Undo,
		Sheet: b.Sheet, Only: b.Only, Seen: b.Seen, Remove: b.Remove}
}

type dryRunOutput struct{ Body DryRun }

type importOutput struct{ Body Imported }

func (s *Service) httpDryRun(ctx context.Context, a core.Actor, in *importInput) (*dryRunOutput, error) {
	d, err := s.DryRun(ctx, a, in.Class, in.input())
	return &dryRunOutput{Body: d}, err
}

func (s *Service) httpImport(ctx context.Context, a core.Actor, in *importInput) (*importOutput, error) {
	done, err := s.Import(ctx, a, in.Class, in.input())
	return &importOutput{Body: done}, err
}
