package safety

import (
	"encoding/json"

	"magpie/internal/core"
	"magpie/internal/feed"
)

// SearchBody is what a search's entry says to everybody in the room. When the
// search has ended it holds no more than that.
type SearchBody struct {
	Search     SearchID    `json:"search,omitempty"`
	Missing    WordID      `json:"missing,omitempty" doc:"A family's word in its own room instead of a search"`
	State      string      `json:"state" enum:"open,found,falseAlarm,missing"`
	Drill      bool        `json:"drill,omitempty"`
	Child      string      `json:"child,omitempty" doc:"The given name; for staff the whole name and the class"`
	LastSeenAt core.Millis `json:"lastSeenAt,omitempty"`
	LastPlace  string      `json:"lastPlace,omitempty"`
	Clothes    string      `json:"clothes,omitempty"`
	Text       string      `json:"text,omitempty" doc:"A family's word"`
	EndedAt    core.Millis `json:"endedAt,omitempty"`
}

// AlertBody is what an alert's entry says to everybody in the room.
type AlertBody struct {
	Alert   AlertID     `json:"alert"`
	State   string      `json:"state" enum:"open,ended"`
	Kind    Danger      `json:"kind" enum:"fire,quake,lockdown,weather,other"`
	Text    string      `json:"text,omitempty"`
	Drill   bool        `json:"drill,omitempty"`
	EndedAt core.Millis `json:"endedAt,omitempty"`
}

// body returns what a search's entry says in one of its rooms.
func (m missing) body(conv feed.ID) SearchBody {
	b := SearchBody{Search: m.ID, State: string(m.State), Drill: m.Drill, EndedAt: m.EndedAt}
	if m.State != StateOpen {
		return b
	}
	b.Child, b.LastSeenAt, b.LastPlace, b.Clothes = m.child.Given(), m.Known.LastSeenAt, m.Known.LastPlace, m.Known.Clothes
	if conv.Kind() == feed.KindStaff {
		b.Child = m.child.Name + " " + m.className
	}
	return b
}

// alertWords says what of an alert can be found by searching; a drill's is found
// by nobody.
func alertWords(body json.RawMessage) string {
	var b AlertBody
	if json.Unmarshal(body, &b) != nil || b.Drill { // only this room writes them
		return ""
	}
	return b.Text
}
