// Package content knows files by their bytes: what one is, whether it may be sent,
// and how to take out of it where, with what and by whom it was made. It knows
// nothing of schools, databases or names.
//
// Everything here reads what strangers wrote. Lengths are compared before they are
// believed, work is bounded by the file's own size, and what is not understood is
// refused, not guessed.
package content

import (
	"io"

	"magpie/internal/core"
)

// What a file is for.
const (
	Image = "image"
	Video = "video"
	Audio = "audio"
	Paper = "file"
)

// The types that may be sent.
const (
	JPEG = "image/jpeg"
	PNG  = "image/png"
	WebP = "image/webp"
	MP4  = "video/mp4"
	MOV  = "video/quicktime"
	WebM = "video/webm"
	M4A  = "audio/mp4"
	WebA = "audio/webm"
	Ogg  = "audio/ogg"
	MP3  = "audio/mpeg"
	PDF  = "application/pdf"
	Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	Doc  = "application/msword"
	Xls  = "application/vnd.ms-excel"
	Ppt  = "application/vnd.ms-powerpoint"
)

// Why a file may not be sent. Their sentences, which say what to do instead, are
// media's.
var (
	ErrType     = core.Invalid("media.type")
	ErrHEIC     = core.Invalid("media.heic")
	ErrAVIF     = core.Invalid("media.avif")
	ErrTIFF     = core.Invalid("media.tiff")
	ErrGIF      = core.Invalid("media.gif")
	ErrSVG      = core.Invalid("media.svg")
	ErrPage     = core.Invalid("media.page")
	ErrProgram  = core.Invalid("media.program")
	ErrArchive  = core.Invalid("media.archive")
	ErrMacros   = core.Invalid("media.macros")
	ErrDamaged  = core.Invalid("media.damaged")
	ErrPixels   = core.Invalid("media.pixels")
	ErrLocation = core.Invalid("media.location")
	ErrEmpty    = core.Invalid("media.empty")
)

// What is a judgement: what the bytes are, and what they say about themselves.
type What struct {
	Kind   string `json:"kind"` // Image, Video, Audio or Paper
	Mime   string `json:"mime"`
	Width  int    `json:"width"` // of a video; a picture's are known when it is decoded
	Height int    `json:"height"`
	Millis int64  `json:"millis"` // how long it plays, 0 when it does not say
}

// head is how much of a file is enough to know it.
const head = 512

// Glance tells by its beginning alone what a file seems to be, or why it may not be
// sent; it is quick whatever the file holds. Judge may still say otherwise.
func Glance(r io.ReaderAt, size int64) (What, error) {
	b, err := beginning(r, size)
	if err != nil {
		return What{}, err
	}
	for _, k := range kinds {
		if !k.is(b) {
			continue
		}
		if k.peek != nil {
			return k.what, k.peek(b)
		}
		return k.what, k.refuse
	}
	return What{}, refuseUnknown(b)
}

// Judge tells what a file is by its bytes alone, or why it may not be sent.
func Judge(r io.ReaderAt, size int64) (What, error) {
	b, err := beginning(r, size)
	if err != nil {
		return What{}, err
	}
	for _, k := range kinds {
		if !k.is(b) {
			continue
		}
		if k.look != nil {
			return k.look(r, size)
		}
		return k.what, k.refuse
	}
	return What{}, refuseUnknown(b)
}

func beginning(r io.ReaderAt, size int64) ([]byte, error) {
	if size == 0 {
		return nil, ErrEmpty
	}
	b := make([]byte, min(size, head))
	if _, err := r.ReadAt(b, 0); err != nil && err != io.EOF {
		return nil, err
	}
	return b, nil
}

// kind is a row of the table of beginnings.
type kind struct {
	is     func(b []byte) bool
	what   What // what it is, or seems to be
	refuse error
	peek   func(b []byte) error                          // what the beginning forbids
	look   func(r io.ReaderAt, size int64) (What, error) // where the beginning is not enough
}

// at reports whether text stands at a place.
func at(place int, text string) func(b []byte) bool {
	return func(b []byte) bool { return len(b) >= place+len(text) && string(b[place:place+len(text)]) == text }
}

func both(p, q func(b []byte) bool) func(b []byte) bool {
	return func(b []byte) bool { return p(b) && q(b) }
}

// kinds are tried in order.
var kinds = []kind{
	{is: at(0, "\xff\xd8\xff"), what: What{Kind: Image, Mime: JPEG}},
	{is: at(0, "\x89PNG\r\n\x1a\n"), what: What{Kind: Image, Mime: PNG}},
	{is: both(at(0, "RIFF"), at(8, "WEBP")), what: What{Kind: Image, Mime: WebP}},
	{is: at(4, "ftyp"), what: What{Kind: Video, Mime: MP4}, peek: peekMP4, look: lookMP4},
	{is: both(at(4, "moov"), at(12, "mvhd")), what: What{Kind: Video, Mime: MOV}, look: lookMP4}, // QuickTime's older files have no ftyp
	{is: both(at(4, "wide"), at(12, "mdat")), what: What{Kind: Video, Mime: MOV}, look: lookMP4},
	{is: at(0, "\x1a\x45\xdf\xa3"), what: What{Kind: Video, Mime: WebM}, look: lookWebM},
	{is: at(0, "OggS"), what: What{Kind: Audio, Mime: Ogg}, look: lookOgg},
	{is: at(0, "ID3"), what: What{Kind: Audio, Mime: MP3}, look: lookMP3},
	{is: isMP3, what: What{Kind: Audio, Mime: MP3}, look: lookMP3},
	{is: at(0, "%PDF-"), what: What{Kind: Paper, Mime: PDF}},
	{is: at(0, "PK\x03\x04"), what: What{Kind: Paper, Mime: Docx}, look: lookOOXML},
	{is: at(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), what: What{Kind: Paper, Mime: Doc}, look: lookOLE},

	{is: at(0, "GIF8"), refuse: ErrGIF},
	{is: at(0, "II*\x00"), refuse: ErrTIFF},
	{is: at(0, "MM\x00*"), refuse: ErrTIFF},
	{is: at(0, "MZ"), refuse: ErrProgram},
	{is: at(0, "\x7fELF"), refuse: ErrProgram},
	{is: at(0, "#!"), refuse: ErrProgram},
	{is: at(0, "\xca\xfe\xba\xbe"), refuse: ErrProgram},
	{is: at(0, "\xcf\xfa\xed\xfe"), refuse: ErrProgram},
	{is: at(0, "dex\n"), refuse: ErrProgram},
	{is: at(0, "PK"), refuse: ErrArchive},
	{is: at(0, "Rar!"), refuse: ErrArchive},
	{is: at(0, "7z\xbc\xaf"), refuse: ErrArchive},
	{is: at(0, "\x1f\x8b"), refuse: ErrArchive},
	{is: at(0, "BZh"), refuse: ErrArchive},
	{is: at(0, "\xfd7zXZ"), refuse: ErrArchive},
}
