package rest

import (
	"fmt"
	"strings"

	"magpie/internal/core"
)

// Word is a sentence in both languages; {name} is replaced by a parameter.
type Word struct{ Zh, En string }

// In returns the sentence in a reader's language.
func (w Word) In(lang string) string {
	if lang == "en" {
		return w.En
	}
	return w.Zh
}

// Words are sentences by key: for errors, and for what a room says of its own.
type Words map[string]Word

// Say returns the sentence for a key in a language, parameters filled in.
func (w Words) Say(lang, key string, p core.Params) string {
	word, ok := w[key]
	if !ok {
		word = w["rest.internal"]
	}
	text := word.In(lang)
	for name, value := range p {
		text = strings.ReplaceAll(text, "{"+name+"}", fmt.Sprint(value))
	}
	return text
}

var commonWords = Words{
	"kind.0": {"出了点问题", "Something went wrong"},
	"kind.1": {"有几处要改", "Something needs a change"},
	"kind.2": {"请先登录", "Please sign in"},
	"kind.3": {"不能这样做", "This is not allowed"},
	"kind.4": {"找不到", "Not found"},
	"kind.5": {"情况变了", "Things have changed"},
	"kind.6": {"太大了", "Too large"},
	"kind.7": {"太频繁了", "Too often"},
	"kind.8": {"暂时不能用", "Not available right now"},

	"core.absent":       {"找不到这个内容。可能已经删除，或者不是给你看的。请返回上一页。", "This cannot be found. It may be gone, or it is not for you. Please go back."},
	"core.invalid":      {"请把标出的地方改好再试。", "Please mend the marked places and try again."},
	"core.keyReused":    {"这次提交和之前的不一样。请刷新后再试。", "This was sent before with other content. Please reload and try again."},
	"rest.signIn":       {"请先登录，再打开这一页。", "Please sign in to open this."},
	"rest.keyMissing":   {"请求缺少 Idempotency-Key（16 到 128 个字符）。请刷新页面再试。", "The Idempotency-Key header (16 to 128 characters) is missing. Please reload and try again."},
	"rest.contentType":  {"只接受 application/json。", "Only application/json is accepted."},
	"rest.malformed":    {"没看懂发来的内容。请刷新页面再试。", "What was sent could not be read. Please reload the page and try again."},
	"rest.bodyCut":      {"网络断了，内容没有传完。请再试一次。", "The connection broke before everything arrived. Please try again."},
	"rest.bodyTooLarge": {"内容太大，最多 {max} KB。请删减后再试。", "This is too large; at most {max} KB. Please shorten it."},
	"rest.method":       {"这个地址不支持这种操作。", "This address does not support that method."},
	"rest.crossOrigin":  {"请求来自别的网站，已拒绝。请从喜鹊的页面操作。", "The request came from another site and was refused. Please use Magpie's own pages."},
	"rest.tooMany":      {"操作太快了，请 {seconds} 秒后再试。", "Too many tries. Please wait {seconds} seconds."},
	"rest.internal":     {"服务器出了点问题，已经记下来了。请过一会儿再试。", "Something went wrong on the server; it has been noted. Please try again in a while."},
	"db.away":           {"数据库暂时连不上。你写的还在，请过几秒再试。", "The database cannot be reached. What you typed is still here; please try again in a few seconds."},
	"db.full":           {"服务器磁盘满了，暂时不能保存。请告诉管理员清出空间。", "The server's disk is full, so nothing can be saved. Please tell the administrator to free some space."},
	"db.stopped":        {"服务器正在停止，请过一会儿再试。", "The server is stopping. Please try again in a while."},

	"field.required": {"这一项要填。", "Please fill this in."},
	"field.tooShort": {"至少 {min} 个字。", "At least {min} characters."},
	"field.tooLong":  {"最多 {max} 个字。", "At most {max} characters."},
	"field.short":    {"填得太少了。", "This is too short."},
	"field.long":     {"填得太多了。", "This is too long."},
	"field.choice":   {"请从给出的选项里选。", "Please choose one of the options."},
	"field.unknown":  {"没有这一项。", "There is no such field."},
	"field.wrong":    {"这一项填得不对。", "This does not look right."},
	"field.past":     {"时间已经过去了，请选将来的时间。", "This time has passed; please choose a later one."},
	"field.order":    {"结束要在开始之后。", "The end must come after the beginning."},
}
