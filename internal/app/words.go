package app

import (
	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/media"
	"magpie/internal/rest"
	"magpie/internal/roster"
)

// words are the sentences of the ground, which knows no language, and of the tools.
var words = rest.Words{
	"archive.broken":   {Zh: "备份文件坏了或不是喜鹊的备份，没有恢复任何内容。请换另一份备份。", En: "The backup file is damaged or not Magpie's; nothing was restored. Please use another backup."},
	"archive.notEmpty": {Zh: "这里已经有数据了。请恢复到一个空的数据目录（--data）。", En: "There is data here already. Please restore into an empty data directory (--data)."},
	"archive.newer":    {Zh: "备份来自更新的版本。请先升级喜鹊。", En: "The backup was made by a newer version. Please upgrade Magpie first."},
	"db.busy":          {Zh: "另一个程序正占用数据库。请先停掉它，再试一次。", En: "Another program holds the database. Please stop it and try again."},
}

// toolWords are sentences that read otherwise in a terminal than on a page.
var toolWords = rest.Words{
	"core.absent": {Zh: "没有叫这个名字的。请核对输入的名字。", En: "There is nothing of that name. Please check what was typed."},
}

// Say returns an error's sentence for the terminal: Chinese first, then English. An error without one gives its key.
func Say(e *core.Error) string {
	zh, en := e.Key, e.Key
	for _, w := range []rest.Words{toolWords, words, roster.Words, account.Words, media.Words} {
		if _, found := w[e.Key]; found {
			zh, en = w.Say("zh-CN", e.Key, e.Params), w.Say("en", e.Key, e.Params)
			break
		}
	}
	if e.Err != nil {
		en += " (" + e.Err.Error() + ")"
	}
	return zh + " / " + en
}
