package report

import (
	"magpie/internal/core"
	"magpie/internal/rest"
)

// sentences are what the reports say to staff; {n} is a number.
var sentences = rest.Words{
	"next.number":   {Zh: "补一个家人的号码", En: "Add a family member's number"},
	"next.slip":     {Zh: "发一张邀请单", En: "Give the child a slip"},
	"next.patience": {Zh: "单子刚发出，再等两天", En: "The slip is new; give it two more days"},
	"next.again":    {Zh: "打个电话，或者再发一张单子", En: "Call, or give another slip"},
	"next.check":    {Zh: "有人在等，核对一下", En: "Somebody is waiting; check who it is"},
	"next.parent":   {Zh: "只有代收人，请爸爸或妈妈也加入", En: "Only a stand-in so far; invite a parent too"},
	"next.greet":    {Zh: "很久没来，打个电话问声好", En: "Not here for long; call and say hello"},
	"call.stale":    {Zh: "上次有回音是 {n} 天前", En: "Last heard of {n} days ago"},
	"call.silent":   {Zh: "邀请单发出 {n} 天，还没有回音", En: "The slip went out {n} days ago; no answer yet"},
	"call.never":    {Zh: "还没有邀请过，也没有人加入", En: "Not invited yet, and nobody joined"},
}

func say(lang, key string, n int) string {
	return sentences.Say(lang, key, core.Params{"n": n})
}
