package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"magpie/internal/media/content"
	"magpie/internal/media/picture"
)

// press makes the sizes of one file.
type press struct {
	s    *Service
	ctx  context.Context // of this one file's work
	src  *os.File
	out  prepared
	temp []*os.File
}

// scratchName is the pattern of scratch files' names.
const scratchName = ".work-*"

// scratch opens a file that is gone when the work is done.
func (p *press) scratch() (*os.File, error) {
	f, err := os.CreateTemp(p.s.uploads.dir, scratchName)
	if err != nil {
		return nil, fmt.Errorf("open a scratch file: %w", err)
	}
	p.temp = append(p.temp, f)
	return f, nil
}

// tidy removes the scratch files.
func (p *press) tidy() {
	for _, f := range p.temp {
		_ = f.Close()           // only scratch
		_ = os.Remove(f.Name()) // Tidy removes what stays
	}
}

// keep stores what a scratch file holds as one size.
func (p *press) keep(f io.ReadSeeker, v Variant) error {
	b, err := p.s.store.put(p.ctx, f)
	if err != nil {
		return fmt.Errorf("store size %s: %w", v.Size, err)
	}
	v.Blob, v.Bytes = b.id, b.bytes
	p.out.variants = append(p.out.variants, v)
	return nil
}

// pictureSizes are what the child writes, from small to large.
var pictureSizes = [3]string{SizeThumb, SizeMedium, SizeLarge}

// picture lets a child draw the sizes anew.
func (p *press) picture() error {
	out, r, err := p.draw(p.src)
	if err != nil {
		return err
	}
	for i, f := range out {
		v := Variant{Size: pictureSizes[i], Mime: content.JPEG, Width: r.Sizes[i].Width, Height: r.Sizes[i].Height}
		if err := p.keep(f, v); err != nil {
			return err
		}
	}
	large := p.out.variants[len(p.out.variants)-1]
	p.out.Width, p.out.Height, p.out.Bytes, p.out.Placeholder = large.Width, large.Height, large.Bytes, r.Placeholder
	p.out.Mime = content.JPEG
	if p.s.o.Originals {
		return p.original()
	}
	return nil
}

// draw runs the child on one picture.
func (p *press) draw(src *os.File) (out [3]*os.File, r picture.Result, err error) {
	for i := range out {
		if out[i], err = p.scratch(); err != nil {
			return out, r, err
		}
	}
	child, err := p.s.child()
	if err != nil {
		return out, r, err
	}
	r, err = picture.Draw(p.ctx, child, src, out)
	return out, r, p.judged(err)
}

// child returns the command that looks into files.
func (s *Service) child() ([]string, error) {
	if s.o.Child != nil {
		return s.o.Child, nil
	}
	return picture.Command("picture")
}

// judged takes a child's death for what it is: a damaged file.
func (p *press) judged(err error) error {
	var death *picture.Death
	if errors.As(err, &death) {
		p.s.log.Warn("a file ended the child that looked into it", "file", p.out.ID, "err", err)
		return content.ErrDamaged.Because(err)
	}
	return err
}

// original keeps what was sent as well, without what it said about itself.
func (p *press) original() error {
	f, w, err := p.cleaned(p.src)
	if err != nil {
		return err
	}
	return p.keep(f, Variant{Size: SizeOriginal, Mime: w.Mime, Width: p.out.Width, Height: p.out.Height})
}

// cleaned returns a copy of a file without metadata, and what the file is.
func (p *press) cleaned(src *os.File) (*os.File, content.What, error) {
	f, err := p.scratch()
	if err != nil {
		return nil, content.What{}, err
	}
	child, err := p.s.child()
	if err != nil {
		return nil, content.What{}, err
	}
	w, err := picture.Clean(p.ctx, child, src, f)
	return f, w, p.judged(err)
}

// sizeOf names the one size of what is no picture.
var sizeOf = map[string]string{KindVideo: SizeVideo, KindAudio: SizeAudio, KindPaper: SizePaper}

// other keeps a video, a recording or a paper, without what it said about itself.
func (p *press) other() error {
	f, w, err := p.cleaned(p.src)
	if err == nil {
		err = p.s.limits.allow(w.Kind, p.out.Sent) // it may have turned out to be something else
	}
	if err != nil {
		return err
	}
	if w.Kind == KindVideo && p.s.ffmpeg != "" {
		if err := p.poster(w); err != nil {
			return err
		}
		if small, is := p.film(w); small != nil {
			f, w = small, is
		}
	}
	p.out.Kind, p.out.Mime, p.out.Width, p.out.Height = w.Kind, w.Mime, w.Width, w.Height
	if w.Millis > 0 {
		p.out.Millis = w.Millis
	}
	if err := p.keep(f, Variant{Size: sizeOf[w.Kind], Mime: w.Mime, Width: w.Width, Height: w.Height}); err != nil {
		return err
	}
	p.out.Bytes = p.out.variants[len(p.out.variants)-1].Bytes
	return nil
}
