package ask

import "magpie/internal/rest"

// Words are this room's sentences.
var Words = rest.Words{
	"ask.closed":   {Zh: "这条通知已经撤回，不用再回应了。", En: "This was recalled; no answer is needed any more."},
	"ask.version":  {Zh: "通知已经更正，请看最新内容后再回应。", En: "This has been corrected. Please look at the newest version and answer again."},
	"ask.tooSoon":  {Zh: "看得太快了，请停留一会儿再算已读。", En: "That was too quick to count as read. Please keep it open a little longer."},
	"ask.tooLate":  {Zh: "确认已经超过 10 分钟，不能撤回了。有问题请直接问老师。", En: "You confirmed more than ten minutes ago, so it cannot be taken back. Please ask the teacher."},
	"ask.noAnswer": {Zh: "你还没有确认过，没有可以撤回的。", En: "You have not confirmed yet, so there is nothing to take back."},
}
