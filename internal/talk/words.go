package talk

import "magpie/internal/rest"

// Words are this room's sentences.
var Words = rest.Words{
	"talk.noChild":      {Zh: "请选这是为哪个孩子说的。", En: "Please choose which child you speak for."},
	"talk.noParent":     {Zh: "找不到要回复的那句话。请刷新再试，你写的还在。", En: "What you answer cannot be found. Please reload and try again; what you wrote is still here."},
	"talk.tooLate":      {Zh: "时间过了：15 分钟内可以改，24 小时内可以撤回。可以再发一条说明。", En: "It is too late: words can be changed for 15 minutes and recalled for 24 hours. You can write another message to explain."},
	"talk.gone":         {Zh: "这条消息已经撤回或删除了。", En: "This message was recalled or removed."},
	"talk.notTopic":     {Zh: "只有班级里单独发的一条消息可以当话题。请在班级里另发一条。", En: "Only a message of its own in the class's room can be a topic. Please post one there."},
	"talk.topicClosed":  {Zh: "这个话题已经有了结论。想再聊，请先重新打开它，或者请老师打开。", En: "This topic has been concluded. To go on, reopen it or ask a teacher to."},
	"talk.sent":         {Zh: "这条消息已经发出或者取消了。", En: "This message has gone out already, or was taken back."},
	"talk.noYes":        {Zh: "用到的话里，有人还没有同意。请只选同意了的，或者再等等。", En: "Not everybody whose words you chose has agreed. Choose only those who did, or wait."},
	"talk.published":    {Zh: "这个话题已经做成经验卡了。", En: "This topic has become an experience card already."},
	"talk.manyAlarms":   {Zh: "一小时内已经呼叫了 3 次。请直接给老师打电话；危险时请拨 110 或 120。", En: "You have rung three times within the hour. Please call the teacher; in danger, call the emergency services."},
	"talk.manyFiles":    {Zh: "一次最多 {max} 个文件。请分几次发。", En: "At most {max} files at once. Please send them in several messages."},
	"talk.manyMentions": {Zh: "一次最多提到 {max} 个人。", En: "At most {max} people can be addressed at once."},
	"talk.noMention":    {Zh: "提到的人不在这里。请重新选择。", En: "Somebody you address is not here. Please choose again."},
	"talk.notStaff":     {Zh: "值班的要是这个班的老师。请重新选择。", En: "Whoever is on duty must be staff of this class. Please choose again."},
	"talk.snoozeFar":    {Zh: "最多放两个星期。请选近一点的时间。", En: "Two weeks at most. Please choose an earlier time."},
	"talk.time":         {Zh: "请写成 21:30 这样的时间。", En: "Please write a time like 21:30."},
	"talk.sameTime":     {Zh: "开始和结束不能一样。", En: "It cannot end when it begins."},
	"talk.quotes":       {Zh: "请选 1 到 50 条要放上去的话。", En: "Please choose one to fifty messages for the card."},
}
