package ask

import "magpie/internal/rest"

// Words are this room's sentences.
var Words = rest.Words{
	"ask.closed":    {Zh: "这一项已经结束，不用再回应了。", En: "This is closed; no answer is needed any more."},
	"ask.version":   {Zh: "通知已经更正，请看最新内容后再回应。", En: "This has been corrected. Please look at the newest version and answer again."},
	"ask.tooSoon":   {Zh: "看得太快了，请停留一会儿再算已读。", En: "That was too quick to count as read. Please keep it open a little longer."},
	"ask.tooLate":   {Zh: "确认已经超过 10 分钟，不能撤回了。有问题请直接问老师。", En: "You confirmed more than ten minutes ago, so it cannot be taken back. Please ask the teacher."},
	"ask.noAnswer":  {Zh: "你还没有确认过，没有可以撤回的。", En: "You have not confirmed yet, so there is nothing to take back."},
	"ask.level":     {Zh: "这一项要的不是这样的回应，请打开它再填。", En: "This wants another kind of answer. Please open it and answer there."},
	"ask.overdue":   {Zh: "已经过了截止时间，不能再填了。有特殊情况请直接告诉老师。", En: "The deadline has passed and late answers are not taken. Please tell the teacher."},
	"ask.wrong":     {Zh: "再看一遍：{line}", En: "Please look again: {line}"},
	"ask.secret":    {Zh: "这是不记名投票：不能代填、不能用链接填，结束后不能再打开，结果要等结束后至少五票才显示。", En: "This is a secret poll: nobody can vote for somebody else or by a link, it cannot be opened again, and the result shows after the close, from five ballots on."},
	"ask.voted":     {Zh: "不记名投票投出后不能改，谁也不知道哪一票是你的。", En: "A secret ballot cannot be changed: nobody knows which one is yours."},
	"ask.notSecret": {Zh: "不记名投票只能有单选和多选，只给老师看，每家一次。请改成这样，或取消不记名。", En: "A secret poll takes only choices, shows to staff alone and is answered once. Please change it so, or make it an open one."},
	"ask.files":     {Zh: "这里不能附照片和文件。请用喜鹊登录后再传，或直接交给老师。", En: "Nothing can be attached here. Please sign in to send it, or give it to the teacher."},
	"ask.which":     {Zh: "你有几个孩子，请选是替哪一个填的。", En: "You have several children here. Please choose for which one this is."},

	"form.tooManyFields":  {Zh: "最多 {max} 项。请删掉几项，或分成两张表。", En: "At most {max} fields. Please remove some, or make two forms."},
	"form.tooManyOptions": {Zh: "最多 {max} 个选项。请删掉几个。", En: "At most {max} options. Please remove some."},
	"form.fewOptions":     {Zh: "至少要有一个选项。", En: "Please give at least one option."},
	"form.noOptions":      {Zh: "只有单选和多选才有选项。", En: "Only choices have options."},
	"form.id":             {Zh: "这一项的代号不对：字母开头，只用字母、数字和连字符，不能重复。", En: "This id does not fit: a letter first, then letters, digits and hyphens, each id once."},
	"form.twice":          {Zh: "这和前面的一样，请改一个。", En: "This is there already; please change one of them."},
	"form.minMax":         {Zh: "最大的不能小于最小的。", En: "The largest cannot be less than the smallest."},
	"form.tooLarge":       {Zh: "一次最多填 {max} KB。请删减后再试。", En: "An answer holds at most {max} KB. Please shorten it."},
	"form.number":         {Zh: "请填一个数字。", En: "Please give a number."},
	"form.min":            {Zh: "不能小于 {min}。", En: "Not less than {min}."},
	"form.max":            {Zh: "不能大于 {max}。", En: "Not more than {max}."},
	"form.time":           {Zh: "请选日期或时间。", En: "Please choose a date or a time."},
	"form.sign":           {Zh: "请用手指签名，或者打上名字。", En: "Please sign with a finger, or type the name."},
	"form.files":          {Zh: "请选 1 到 {max} 个传好的文件。", En: "Please choose 1 to {max} files that have been sent."},
}
