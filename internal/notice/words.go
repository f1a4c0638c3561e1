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
	"notice.shut":      {Zh: "已经停止接收回应，不能更正。请先重新开放。", En: "It takes no more answers, so it cannot be corrected. Please reopen it first."},
	"notice.noSlip":    {Zh: "这条通知不用签字，没有签字单可以打印。", En: "This notice is not signed, so there is no slip to print."},

	"notice.dueTooEarly":     {Zh: "截止时间要在发出之后。", En: "The deadline must come after it goes out."},
	"notice.expiresTooEarly": {Zh: "失效时间要在发出之后。", En: "The expiry must come after it goes out."},
	"notice.audienceFixed":   {Zh: "已经发出，不能再换对象。请另发一条。", En: "It is already out, so its audience cannot change. Please post another one."},
	"notice.nobodyChosen":    {Zh: "请至少选一个孩子，或者发给全班。", En: "Please choose at least one child, or the whole class."},
	"notice.notInClass":      {Zh: "选中的孩子里有人不在这个班。请重新选择。", En: "Some of the chosen children are not in this class. Please choose again."},
	"notice.manyItems":       {Zh: "清单最多 {max} 项。", En: "A checklist has at most {max} items."},

	"notice.levelOfType":      {Zh: "这种通知不能这样回应。接龙选“确认”或“填表”，投票和表单选“填表”，同意书选“签字”。", En: "This kind of notice cannot be answered that way. A chain is confirmed or filled in, a poll or a form is filled in, a slip is signed."},
	"notice.noForm":           {Zh: "只有“填表”和“签字”才能带表格。请换一种回应方式，或者去掉表格。", En: "Only what is filled in or signed has a form. Please choose another kind of answer, or leave the form out."},
	"notice.noQuestion":       {Zh: "只有“看懂了”才能带问题。请换一种回应方式，或者去掉问题。", En: "Only the level understood has a question. Please choose it, or leave the question out."},
	"notice.onlyChain":        {Zh: "只有接龙才能让全班看到回应。", En: "Only in a chain does the class see the answers."},
	"notice.onlyPoll":         {Zh: "只有投票才能不记名。", En: "Only a poll can be secret."},
	"notice.pollChoice":       {Zh: "投票里至少要有一道选择题。", En: "A poll needs at least one question with options."},
	"notice.notMany":          {Zh: "只有接龙和表单可以一家回应几次。", En: "Only a chain or a form can be answered several times."},
	"notice.noLateWithoutDue": {Zh: "截止后不收，要先定截止时间。", En: "To take no late answers, set a deadline first."},
	"notice.promised":         {Zh: "已经发出：谁来回应、谁能看到、记不记名，都不能再改。请撤回后另发一条。", En: "It is already out: who answers, who sees it and whether it is secret cannot change any more. Please recall it and post another one."},

	"notice.reason.waiting":     {Zh: "申请加入，等你同意", En: "Asked to join, waits for you"},
	"notice.reason.invited":     {Zh: "邀请还没用", En: "Invitation not used yet"},
	"notice.reason.notJoined":   {Zh: "没有加入", En: "Nobody has joined"},
	"notice.reason.reopened":    {Zh: "更正前回应过，还没再看", En: "Answered before the correction, not since"},
	"notice.reason.oneOfTwo":    {Zh: "有一位看过，还差另一位", En: "One guardian has, the other has not"},
	"notice.reason.readOnly":    {Zh: "看过，还没确认", En: "Read, not confirmed"},
	"notice.reason.unanswered":  {Zh: "看过，还没回应", En: "Read, not answered"},
	"notice.reason.noAccount":   {Zh: "孩子还没有自己的账号", En: "The child has no account yet"},
	"notice.reason.delivered":   {Zh: "送到了还没看", En: "Delivered, not read"},
	"notice.reason.away":        {Zh: "{days}天没打开", En: "Not opened for {days} days"},
	"notice.reason.standInOnly": {Zh: "只有代收人，还没打开", En: "Only a stand-in, not opened yet"},
	"notice.reason.unopened":    {Zh: "还没打开", En: "Not opened yet"},

	"notice.skip.answered":  {Zh: "已经回应了", En: "Has answered already"},
	"notice.skip.notJoined": {Zh: "还没有人加入，请打电话", En: "Nobody has joined; please call"},
	"notice.skip.noAccount": {Zh: "孩子还没有自己的账号，请当面问", En: "The child has no account yet; please ask in person"},
	"notice.skip.waiting":   {Zh: "刚提醒过，{minutes} 分钟后可以再提醒", En: "Just reminded; possible again in {minutes} minutes"},

	"notice.calendar.name":     {Zh: "学校的日子", En: "School dates"},
	"notice.calendar.summary":  {Zh: "{child}：{title}", En: "{child}: {title}"},
	"notice.calendar.recalled": {Zh: "这条通知已经撤回。", En: "This notice was recalled."},
}
