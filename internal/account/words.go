package account

import "magpie/internal/rest"

// Words are this room's sentences.
var Words = rest.Words{
	"account.login.wrong":    {Zh: "登录名或密码不对。请再看一遍，注意大小写。", En: "The login or the password is wrong. Please check both, including capital letters."},
	"account.login.tooMany":  {Zh: "试得太多了。请过 15 分钟再试，或者换一台登录过的设备。", En: "Too many tries. Please wait 15 minutes, or use a device that signed in before."},
	"account.login.taken":    {Zh: "这个登录名已经有人用了，请换一个。", En: "This login is taken. Please choose another."},
	"account.password.wrong": {Zh: "现在的密码不对。请再输一次。", En: "The current password is wrong. Please type it again."},
	"account.password.plain": {Zh: "这个密码太好猜。不要用登录名，也不要全是同一个字。", En: "This password is too easy to guess. Do not use your login or a single repeated character."},
	"account.entry.gone":     {Zh: "这个登录链接已经用过或过期。请管理员再给一个。", En: "This sign-in link was used or has expired. Please ask the administrator for a new one."},
	"account.setup.gone":     {Zh: "这个安装链接已经用过或失效。学校已经建好的话请直接登录；没有建好就重新启动程序，用终端里新显示的链接。", En: "This set-up link was used or has expired. If the school is set up, please sign in; if not, restart the program and use the new link in the terminal."},
}
