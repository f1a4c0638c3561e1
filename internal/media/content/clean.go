package content

import (
	"io"
	"os"
)

// Clean writes a copy of src to dst without anything that tells where, with what or
// by whom it was made. What cannot be cleaned for certain is refused.
func Clean(src *os.File, w What, dst *os.File) error {
	if _, err := src.Seek(0, io.SeekStart); err != nil {
		return err
	}
	clean, ok := cleaners[w.Mime]
	if !ok {
		return ErrLocation
	}
	return clean(src, dst)
}

// cleaners know one type each.
var cleaners = map[string]func(src, dst *os.File) error{
	JPEG: streamed(cleanJPEG), PNG: streamed(cleanPNG), WebP: streamed(cleanWebP),
	MP4: inPlace(cleanMP4), MOV: inPlace(cleanMP4), M4A: inPlace(cleanMP4),
	WebM: inPlace(cleanWebM), WebA: inPlace(cleanWebM),
	Ogg: inPlace(cleanOgg), MP3: cleanMP3,
	PDF: inPlace(cleanPDF), Docx: cleanOOXML, Xlsx: cleanOOXML, Pptx: cleanOOXML,
	Doc: inPlace(cleanOLE), Xls: inPlace(cleanOLE), Ppt: inPlace(cleanOLE),
}

// patch is a copy whose bytes can be changed but not moved.
type patch interface {
	io.ReaderAt
	io.WriterAt
}

// inPlace copies everything and then blanks what must go: nothing moves, so no
// offset inside the file has to be changed.
func inPlace(blank func(p patch, size int64) error) func(src, dst *os.File) error {
	return func(src, dst *os.File) error {
		n, err := io.Copy(dst, src)
		if err != nil {
			return err
		}
		return blank(dst, n)
	}
}

// streamed passes on only what may stay.
func streamed(pass func(r io.Reader, w io.Writer) error) func(src, dst *os.File) error {
	return func(src, dst *os.File) error { return pass(src, dst) }
}

// zeros is written over what must go.
var zeros [32 << 10]byte

// wipe writes zeros from a place on.
func wipe(p patch, at, n int64) error {
	for n > 0 {
		part := min(n, int64(len(zeros)))
		if _, err := p.WriteAt(zeros[:part], at); err != nil {
			return err
		}
		at, n = at+part, n-part
	}
	return nil
}
