package checkin

import "magpie/internal/rest"

// Words are this room's sentences.
var Words = rest.Words{
	"checkin.name":           {Zh: "到家接龙", En: "Home safe"},
	"checkin.closed":         {Zh: "这次接龙已经结束，不能再改了。有事请直接联系老师。", En: "This round is over and takes no more changes. Please contact the teacher."},
	"checkin.open":           {Zh: "班里已经有一个接龙在进行，请先结束它。", En: "A round is already open in this class. Please end it first."},
	"checkin.byRound":        {Zh: "到家接龙请在接龙页面里结束。", En: "Please end an arrival round on its own page."},
	"checkin.missed":         {Zh: "这次接龙当时没能打开，不能回应。请看老师房间里的名单。", En: "This round could not be opened in its time and takes no answers. Please look at the list in the staff's room."},
	"checkin.many":           {Zh: "一个班最多 20 个接龙计划，请先删掉不用的。", En: "A class has twenty plans at most. Please delete one that is not used."},
	"checkin.time":           {Zh: "请写成 17:10 这样的时间。", En: "Please write a time such as 17:10."},
	"checkin.future":         {Zh: "放学时间还没到。请填今天已经过了的时间，或者留空。", En: "That time has not come yet. Please give a time earlier today, or leave it empty."},
	"checkin.endsFirst":      {Zh: "结束时间要晚于放学时间。", En: "The round must end after school is over."},
	"checkin.day":            {Zh: "请写成 2026-11-27 这样的日期。", En: "Please write a day such as 2026-11-27."},
	"checkin.stretch":        {Zh: "结束日期要在开始日期之后，最多 400 天。", En: "The last day must follow the first, 400 days at most."},
	"checkin.notYours":       {Zh: "只能选你任教的班。请那个班的老师来开。", En: "You can only choose classes you teach. Please ask a teacher of that class."},
	"checkin.notHere":        {Zh: "这个孩子不在这个班里，请重新选。", En: "This child is not in the class. Please choose again."},
	"checkin.pair":           {Zh: "一对同伴要选两个不同的孩子。", En: "A pair needs two different children."},
	"checkin.minutes":        {Zh: "请填 0 到 720 分钟。", En: "Please give 0 to 720 minutes."},
	"checkin.skip.answered":  {Zh: "已经回应了，不用再提醒。", En: "They have answered; no reminder is needed."},
	"checkin.skip.notJoined": {Zh: "家里还没有人加入，请打电话。", En: "Nobody of the family has joined; please call."},
	"checkin.skip.waiting":   {Zh: "刚提醒过，十五分钟后可以再提醒。", En: "Reminded a moment ago; again possible after fifteen minutes."},
}
