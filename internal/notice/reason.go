package notice

import (
	"fmt"

	"magpie/internal/ask"
	"magpie/internal/core"
	"magpie/internal/roster"
)

const day = 24 * 60 * 60 * 1000

// Reason says in words why a family has not answered.
type Reason struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// why finds the reason that tells staff most: who is not in cannot have read.
func why(a ask.Ask, c ask.Child, l Level, f roster.Family, now core.Millis, lang string) Reason {
	away := int64(now-f.SeenAt()) / day
	switch {
	case a.Per == ask.PerStudent && f.Student.Person == "":
		return reason("noAccount", lang, nil)
	case f.State == roster.StateWaiting:
		return reason("waiting", lang, nil)
	case f.State == roster.StateInvited:
		return reason("invited", lang, nil)
	case f.State == roster.StateUnknown:
		return reason("notJoined", lang, nil)
	case c.Reopened:
		return reason("reopened", lang, nil)
	case l == levelRead && len(c.Receipts) < full(f):
		return reason("oneOfTwo", lang, nil)
	case l == levelRead && a.Level == ask.LevelConfirm:
		return reason("readOnly", lang, nil)
	case l == levelRead:
		return reason("unanswered", lang, nil)
	case l == levelDelivered:
		return reason("delivered", lang, nil)
	case away >= 2:
		return reason("away", lang, core.Params{"days": days(away, lang)})
	case f.State == roster.StateStandIn:
		return reason("standInOnly", lang, nil)
	}
	return reason("unopened", lang, nil)
}

func full(f roster.Family) (n int) {
	for _, g := range f.Guardians {
		if !g.StandIn {
			n++
		}
	}
	return n
}

// days writes a small number as people say it: 两天.
func days(n int64, lang string) string {
	if lang != "en" && n == 2 {
		return "两"
	}
	return fmt.Sprint(n)
}

func reason(key, lang string, p core.Params) Reason {
	key = "notice.reason." + key
	return Reason{Key: key, Text: Words.Say(lang, key, p)}
}
