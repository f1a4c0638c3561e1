// Package media keeps what people show each other: pictures, videos, voices and
// papers, from the first byte of an upload to the last reader.
//
// Owns: media_upload, media_file, media_variant, media_use, media_blob; the
// uploads directory and the store of blobs.
//
// Promises: an upload goes on where it was cut, over lost networks and killed
// servers; its offset is told only when its bytes are on disk. A file is what its
// bytes say, never what its name says. Nothing that is stored or served carries
// where, with what or by whom it was taken. A blob's bytes are compared with their
// sums whenever they are read and once a day; wrong ones are put aside, named, and
// never served.
//
// Never: a picture decoded in the server's own process, an address that works
// without asking who looks, a file for somebody who belongs to none of the
// conversations that use it.
//
// Asks: feed for who belongs to a conversation, roster for its family. It declares
// Gate, which app plugs in from albums, and Nudger, which app plugs in from live.
package media

import (
	"time"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/feed"
	"magpie/internal/media/content"
)

// FileID names a file; it was the upload's id before.
type FileID string

// What a file is, by its bytes.
const (
	KindImage = content.Image
	KindVideo = content.Video
	KindAudio = content.Audio
	KindPaper = content.Paper // shown as a name to open, never inside a page
)

// The sizes of a file. A picture has thumb, medium and large; a video its poster
// and itself; the others one.
const (
	SizeThumb    = "thumb"
	SizeMedium   = "medium"
	SizeLarge    = "large"
	SizePoster   = "poster"
	SizeVideo    = "video"
	SizeAudio    = "audio"
	SizePaper    = "file"
	SizeOriginal = "original" // only where the school keeps it; stripped too
)

// Attached is a file as an entry carries it: enough to draw its place before its
// bytes are there.
type Attached struct {
	ID          FileID  `json:"id"`
	Kind        string  `json:"kind" enum:"image,video,audio,file"`
	Name        string  `json:"name"`
	Mime        string  `json:"mime"`
	Bytes       int64   `json:"bytes"`
	Width       int     `json:"width" doc:"Pixels, turned upright; 0 where there is nothing to see"`
	Height      int     `json:"height"`
	Seconds     float64 `json:"seconds" doc:"How long it plays, 0 when unknown"`
	Placeholder string  `json:"placeholder" doc:"A tiny picture as a data: address, or empty"`
}

// State is how far a file has come.
type State string

// The states of a file.
const (
	StateWorking State = "working"
	StateReady   State = "ready"
	StateRefused State = "refused"
)

// Reason says why a file was refused and what to do instead.
type Reason struct {
	Key  string `json:"key"`
	Text string `json:"text" doc:"In the reader's language"`
}

// File is a file as its owner and its readers see it.
type File struct {
	Attached
	State  State   `json:"state" enum:"working,ready,refused"`
	Reason *Reason `json:"reason,omitempty"`
}

// Variant is one size of a file.
type Variant struct {
	Size   string
	Blob   string // SHA-256 of its bytes, in hex
	Mime   string
	Bytes  int64
	Width  int
	Height int
}

// Gate may hide a file from a member of a conversation that uses it: a child's
// family said no, or nobody has approved it yet. It returns core.ErrAbsent then.
type Gate interface {
	MaySee(tx *db.Tx, a core.Actor, file FileID, conv feed.ID) error
}

// Nudger tells a person's open screens to look again; live's hub is one. It is
// called after the commit and must only enqueue.
type Nudger interface {
	Person(person, what string)
}

// Nudge is what a person's screens hear when a file of theirs is ready or refused.
const Nudge = "media"

// Limits bound what people may send. The zero value is replaced by Standard.
type Limits struct {
	Upload  int64 // bytes of one upload, whatever it is
	Picture int64 // bytes, by what it turned out to be
	Audio   int64
	Paper   int64
	Class   int64 // bytes kept and under way for a class
	Family  int64 // bytes kept and under way for a family in its class
	Open    int   // unfinished uploads of one person
	Free    int64 // bytes that stay free on the disk
}

// Standard are the limits of a school that says nothing.
var Standard = Limits{
	Upload: 300 << 20, Picture: 40 << 20, Audio: 30 << 20, Paper: 60 << 20,
	Class: 30 << 30, Family: 2 << 30, Open: 120, Free: 1 << 30,
}

// How long things that nobody uses stay.
const (
	keepUpload  = 16 * time.Hour     // an upload that was not finished; with the rounds of tidying, gone within a day
	keepRefused = 24 * time.Hour     // a refused file, so that its sender can read why
	keepUnused  = 7 * 24 * time.Hour // a ready file that no entry carries
	keepBlob    = 24 * time.Hour     // a blob that no file needs, so that a backup can still copy it
)

// What can go wrong with an upload or a file; what its bytes forbid, content says.
var (
	ErrStuck      = core.Invalid("media.stuck")
	ErrSize       = core.Invalid("media.size")
	ErrProtocol   = core.Invalid("media.protocol")
	ErrTooLarge   = core.TooLarge("media.tooLarge")
	ErrClassFull  = core.TooLarge("media.classFull")
	ErrFamilyFull = core.TooLarge("media.familyFull")
	ErrTooMany    = core.TooMany("media.tooMany", time.Minute)
	ErrFull       = core.Unavailable("media.full", time.Minute)
	ErrUnfinished = core.Conflict("media.unfinished")
	ErrInUse      = core.Conflict("media.inUse")
	ErrBroken     = core.Unavailable("media.broken", time.Hour) // the stored bytes are not what was stored
	ErrBusy       = core.Unavailable("media.busy", time.Minute) // the store is just clearing this away
)
