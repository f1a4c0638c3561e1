package notice

import "magpie/internal/rest"

// Words are this room's sentences.
var Words = rest.Words{
	"notice.recalled":  {Zh: "这条通知已经撤回，不能再改动或回复。", En: "This notice was recalled; it can no longer be changed or answered."},
	"notice.edited":    {Zh: "有人刚刚改过这条通知。请看过最新内容再改，你写的还在。", En: "Somebody has just changed this notice. Please look at the newest version first; what you wrote is still here."},
	"notice.notOut":    {Zh: "这条通知还没有发出。", En: "This notice has not gone out yet."},
	"notice.noItem":    {Zh: "清单里没有这一项，可能刚改过。请刷新再试。", En: "The checklist has no such item; it may just have been changed. Please reload."},
	"notice.noChild":   {Zh: "请选这是为哪个孩子。", En: "Please choose which child this is for."},
	"notice.undone":    {Zh: "已经撤回过了。", En: "This has been undone already."},
	"notice.noReplyTo": {Zh: "找不到要回复的那句话，可能不在这条通知下面。请刷新再试。", En: "The reply you answer is not under this notice. Please reload and try again."},

	"notice.dueTooEarly":     {Zh: "截止时间要在发出之后。", En: "The deadline must come after it goes out."},
	"notice.expiresTooEarly": {Zh: "失效时间要在发出之后。", En: "The expiry must come after it goes out."},
	"notice.audienceFixed":   {Zh: "已经发出，不能再换对象。请另发一条。", En: "It is already out, so its audience cannot change. Please post another one."},
	"notice.nobodyChosen":    {Zh: "请至少选一个孩子，或者发给全班。", En: "Please choose at least one child, or the whole class."},
	"notice.notInClass":      {Zh: "选中的孩子里有人不在这个班。请重新选择。", En: "Some of the chosen children are not in this class. Please choose again."},
	"notice.manyItems":       {Zh: "清单最多 {max} 项。", En: "A checklist has at most {max} items."},

	"notice.reason.waiting":     {Zh: "申请加入，等你同意", En: "Asked to join, waits for you"},
	"notice.reason.invited":     {Zh: "邀请还没用", En: "Invitation not used yet"},
	"notice.reason.notJoined":   {Zh: "没有加入", En: "Nobody has joined"},
	"notice.reason.reopened":    {Zh: "更正前回应过，还没再看", En: "Answered before the correction, not since"},
	"notice.reason.oneOfTwo":    {Zh: "有一位看过，还差另一位", En: "One guardian has, the other has not"},
	"notice.reason.readOnly":    {Zh: "看过，还没确认", En: "Read, not confirmed"},
	"notice.reason.delivered":   {Zh: "送到了还没看", En: "Delivered, not read"},
	"notice.reason.away":        {Zh: "{days}天没打开", En: "Not opened for {days} days"},
	"notice.reason.standInOnly": {Zh: "只有代收人，还没打开", En: "Only a stand-in, not opened yet"},
	"notice.reason.unopened":    {Zh: "还没打开", En: "Not opened yet"},

	"notice.skip.answered":  {Zh: "已经回应了", En: "Has answered already"},
	"notice.skip.notJoined": {Zh: "还没有人加入，请打电话", En: "Nobody has joined; please call"},
	"notice.skip.waiting":   {Zh: "刚提醒过，{minutes} 分钟后可以再提醒", En: "Just reminded; possible again in {minutes} minutes"},

	"notice.calendar.name":     {Zh: "学校的日子", En: "School dates"},
	"notice.calendar.summary":  {Zh: "{child}：{title}", En: "{child}: {title}"},
	"notice.calendar.recalled": {Zh: "这条通知已经撤回。", En: "This notice was recalled."},
}
