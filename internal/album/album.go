// Package album keeps the class's pictures by event, and sees to it that a
// picture reaches only those whom the families of the children in it agreed to.
//
// Owns: album_album, album_picture, album_tag, album_book, album_leaving.
//
// Promises: a picture with a tagged child is seen by nobody whom that child's
// family did not let (MaySee is the rule, asked again at every fetch); a changed
// answer acts at once on old pictures, on covers and on numbers. Pictures from
// families wait until staff have looked. Nothing expires while the class runs;
// before a class's pictures are removed its staff are told, and every family can
// take its own home in a file that opens without a server.
//
// Never: recognises a face, counts a picture to somebody who may not see it,
// shows in the common entry what some of the class may not see.
//
// Asks: roster for consent, families and staff; feed for where an album stands;
// media for the files, whose Gate it is; live for open screens (Nudger). It hears
// from roster when consent moved.
package album

import (
	"encoding/json"

	"magpie/internal/core"
	"magpie/internal/feed"
	"magpie/internal/media"
	"magpie/internal/roster"
)

// ID names an album.
type ID string

// PictureID names a picture in an album; the same file may be in several.
type PictureID string

// State is where a picture is in its life.
type State string

// The states. Only waiting and shown pictures are ever read.
const (
	StateWaiting State = "waiting" // added by a family, staff have not looked yet
	StateShown   State = "shown"
	StateRefused State = "refused"
	StateRemoved State = "removed"
)

// What can go wrong in this room.
var (
	ErrFull       = core.Conflict("album.full")
	ErrManyWait   = core.Conflict("album.manyWaiting")
	ErrDecided    = core.Conflict("album.decided")
	ErrNoPictures = core.Conflict("album.noPictures")
	ErrPrivate    = core.Conflict("album.private")
)

// Bounds of what an album holds.
const (
	maxPictures   = 2000 // in one album
	maxAtOnce     = 50   // in one request
	maxWaiting    = 200  // of one person in one class
	maxCaption    = 200
	maxTitle      = 60
	coverPictures = 6
)

// album is a row of the room.
type album struct {
	ID        ID
	School    string
	Class     roster.ClassID
	Conv      feed.ID
	Seq       feed.Seq
	Title     string
	Day       string // YYYY-MM-DD
	Author    roster.Byline
	CreatedAt core.Millis
}

// Body is an album's entry, for the whole class: it counts and shows only what
// every member may see.
type Body struct {
	Album  ID               `json:"album"`
	Title  string           `json:"title"`
	Day    string           `json:"day" doc:"YYYY-MM-DD"`
	Count  int              `json:"count" doc:"Pictures and videos that every member may see"`
	Videos int              `json:"videos"`
	Cover  []media.Attached `json:"cover" doc:"The first of them"`
}

// searchWords returns what an album's entry is found by.
func searchWords(body json.RawMessage) string {
	var b Body
	if err := json.Unmarshal(body, &b); err != nil {
		return ""
	}
	return b.Title + " " + b.Day
}
