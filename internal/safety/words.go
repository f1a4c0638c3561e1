package safety

import "magpie/internal/rest"

// Words are this room's sentences.
var Words = rest.Words{
	"safety.ended":      {Zh: "这件事已经结束了，谢谢。请刷新看结果。", En: "This has ended already, thank you. Please reload to see how."},
	"safety.manyWords":  {Zh: "老师已经收到好几次了。请直接给老师打电话；着急时请拨 110。", En: "Staff have been told several times. Please call the teacher; if it is urgent, call the police."},
	"safety.notInClass": {Zh: "这个孩子不在这个班里。请重新选择。", En: "This child is not in the class. Please choose again."},
	"safety.at":         {Zh: "请填这两天里、现在以前的时间。", En: "Please give a time within the last two days."},
	"safety.picture":    {Zh: "请选一张自己传好的照片。", En: "Please choose a picture that you have uploaded."},
	"safety.turn":       {Zh: "请在寻人或警报的页面上结束它。", En: "Please end it on the page of the search or the alert."},
}
