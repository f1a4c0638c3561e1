package media

import (
	"context"
	"time"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/rest"
)

type uploadIn struct {
	Upload string `path:"upload"`
}

type fileIn struct {
	File FileID `path:"file"`
}

type fileOut struct {
	Body struct {
		File File `json:"file"`
	}
}

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	const room = "media"
	api.Words(Words)
	own, reader := s.OwnUpload(), s.Reader()
	rest.Raw(api, rest.Op{ID: "media-upload-begin", Method: "POST", Path: "/uploads", Room: room, Policy: account.Admitted, Rate: rest.Rate{Burst: 200, Per: time.Minute},
		Summary: "Begin a resumable upload (tus 1.0) with Upload-Length and the metadata filename and conversation; Location names it."}, s.begin)
	rest.Raw(api, rest.Op{ID: "media-upload-offset", Method: "HEAD", Path: "/uploads/{upload}", Room: room, Policy: own,
		Summary: "Tell how far an upload has come (tus 1.0)."}, s.offset)
	rest.Raw(api, rest.Op{ID: "media-upload-continue", Method: "PATCH", Path: "/uploads/{upload}", Room: room, Policy: own,
		Summary: "Send the next bytes of an upload (tus 1.0)."}, s.proceed)
	rest.Raw(api, rest.Op{ID: "media-upload-cancel", Method: "DELETE", Path: "/uploads/{upload}", Room: room, Policy: own,
		Summary: "Give an upload up (tus 1.0)."}, s.cancel)
	rest.Register(api, rest.Op{ID: "media-upload-finish", Method: "POST", Path: "/uploads/{upload}/finish", Room: room, Policy: own,
		Summary: "Make a complete upload a file; repeating it answers the same file."}, s.finish)
	rest.Register(api, rest.Op{ID: "media-file", Method: "GET", Path: "/files/{file}", Room: room, Policy: reader,
		Summary: "Return what a file is and whether it is ready."}, s.look)
	rest.Register(api, rest.Op{ID: "media-drop", Method: "DELETE", Path: "/files/{file}", Room: room, Policy: s.OwnFile(),
		Summary: "Remove a file of one's own that nothing carries."}, s.drop)
	rest.Raw(api, rest.Op{ID: "media-bytes", Method: "GET", Path: "/files/{file}/{size}", Room: room, Policy: reader,
		Summary: "Return one size of a file: thumb, medium, large, poster, video, audio, file or original. Takes Range and HEAD."}, s.serve)
}

func (s *Service) finish(ctx context.Context, a core.Actor, in *uploadIn) (*fileOut, error) {
	f, err := s.Finish(ctx, a, in.Upload)
	out := &fileOut{}
	out.Body.File = f
	return out, err
}

func (s *Service) look(ctx context.Context, a core.Actor, in *fileIn) (*struct{ Body File }, error) {
	f, err := s.Look(ctx, a, in.File)
	return &struct{ Body File }{f}, err
}

func (s *Service) drop(ctx context.Context, a core.Actor, in *fileIn) (*struct{}, error) {
	return nil, s.Drop(ctx, a, in.File)
}
