// Package feed is the log: whatever is said in a room of the school is an entry
// in that room's conversation, numbered by one counter.
//
// Owns: feed_conversation, feed_entry, feed_mark; the search index feed_word with
// feed_gram (SQLite) and feed_indexed, all derived.
//
// Promises: appending or changing an entry takes the conversation's next rev in
// the same commit, so pushes carry consecutive revs and a gap is visible at
// once. The rev at birth is the entry's seq, which orders it for ever. Since
// returns exactly what a reader lacks, each entry once and in its newest state.
// An entry is encoded once; every member gets the same bytes, after the commit.
// MayRead, Heads and Members agree, since all three ask the roster each time. A
// children's room is open while two adults stand visibly in it. Search looks only
// at what the reader may open now; the index follows soon after the commit.
//
// Never: an entry that only some members may read, private state of a reader
// inside an entry, a stored list of members, a removed row, a statement more for
// whoever appends because somebody may search later.
//
// Asks: roster for who belongs to a class, a child or a school. It declares
// Publisher, which app plugs in from live; rooms on the right follow by OnAppend,
// OnMark and Index, in the same transaction. What makes the numbers safe, and what
// was rejected, stands in DESIGN.md.
package feed

import (
	"encoding/json"

	"magpie/internal/core"
	"magpie/internal/roster"
)

// Rev numbers the changes of one conversation: 1, 2, 3 … without gaps.
type Rev int64

// Seq is the rev at which an entry was born; it never changes.
type Seq int64

// EntryKind says what an entry is; its body's shape follows from it.
type EntryKind string

// The kinds of entry.
const (
	EntryNotice  EntryKind = "notice"
	EntryReply   EntryKind = "reply"
	EntryMessage EntryKind = "message"
	EntryAlbum   EntryKind = "album"
	EntryRound   EntryKind = "round"
	EntrySearch  EntryKind = "search"
	EntryAlert   EntryKind = "alert"
)

// Entry is one thing said, as every member sees it.
type Entry struct {
	Conversation ID              `json:"conversation"`
	Seq          Seq             `json:"seq" doc:"Place for ever; the rev at birth"`
	Rev          Rev             `json:"rev" doc:"The conversation's counter when the entry last changed"`
	Kind         EntryKind       `json:"kind" enum:"notice,reply,message,album,round,search,alert"`
	At           core.Millis     `json:"at"`
	By           roster.Byline   `json:"by"`
	Parent       Seq             `json:"parent" doc:"The entry this one answers, or 0"`
	Ref          string          `json:"ref" doc:"What the entry stands for, such as a notice's id"`
	Body         json.RawMessage `json:"body"`

	School string `json:"-"` // of an entry at its birth, for who hears of it by OnAppend
	Root   Seq    `json:"-"` // at its birth too: the first entry of its thread, or 0
}

// Draft is an entry before it has its number.
type Draft struct {
	School string
	Kind   EntryKind
	By     roster.Byline
	Parent Seq
	Root   Seq // the first entry of the thread where that is not the parent
	Ref    string
	Body   any // encoded once, as JSON
}

// Marked tells that a person's device holds everything up to Got, and that the
// person has read up to Read.
type Marked struct {
	Person       string
	Conversation ID
	Got          Rev
	Read         Seq
}

// Frame encodes an entry as it is pushed to every member's connection.
func Frame(e Entry) ([]byte, error) {
	return json.Marshal(struct {
		T string `json:"t"`
		C ID     `json:"c"`
		R Rev    `json:"rev"`
		E Entry  `json:"e"`
	}{"entry", e.Conversation, e.Rev, e})
}
