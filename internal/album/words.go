package album

import "magpie/internal/rest"

// Words are this room's sentences.
var Words = rest.Words{
	"album.full":        {Zh: "一个相册最多放 {max} 张。请另开一个相册。", En: "An album holds at most {max} pictures. Please begin another one."},
	"album.manyWaiting": {Zh: "你有很多照片还在等老师看（最多 {max} 张）。请等老师看过再加。", En: "Many of your pictures still wait for the teacher (at most {max}). Please add more once they have been looked at."},
	"album.decided":     {Zh: "这张照片已经有人处理过了。请刷新看看。", En: "Somebody has decided about this picture already. Please reload."},
	"album.noPictures":  {Zh: "这条消息里没有照片或视频，不能做成相册。", En: "There is no picture or video in this message to make an album of."},
	"album.private":     {Zh: "家庭私聊和学生群里的照片不能放进班级相册。请发的人自己放进相册。", En: "Pictures from a family's or the children's room cannot go into a class album. Please ask the sender to add them there."},

	"album.manyAtOnce":    {Zh: "一次最多加 {max} 张。请分几次加。", En: "At most {max} pictures at once. Please add them in several goes."},
	"album.notPicture":    {Zh: "相册里只能放照片和视频。文件请发到聊天里。", En: "An album takes pictures and videos only. Please send other files in the chat."},
	"album.notTaggable":   {Zh: "有孩子不能标在这里：老师可以标本班的孩子，家长只能标自己的孩子。请重新选择。", En: "Some of these children cannot be tagged here: staff tag children of the class, guardians their own. Please choose again."},
	"album.day":           {Zh: "日期写成 2026-10-23 这样。", En: "Please write the day as 2026-10-23."},
	"album.untilTooEarly": {Zh: "结束日期不能早于开始日期。", En: "The last day must not be before the first."},
	"album.bookFull":      {Zh: "一本相册书最多选 {max} 张。请少选几张。", En: "A photo book takes at most {max} pictures. Please choose fewer."},
	"album.notInBook":     {Zh: "选中的照片里有的已经不在了，或者还没有公开。请刷新后重新选择。", En: "Some of the chosen pictures are gone or not shown yet. Please reload and choose again."},

	"album.zip.missing":     {Zh: "下面的文件这次没能取出来，请过一会儿再下载，或者告诉老师：", En: "These files could not be read this time. Please download again later, or tell the teacher:"},
	"album.export.notices":  {Zh: "通知", En: "Notices"},
	"album.export.talk":     {Zh: "家校私聊", En: "Talk with the school"},
	"album.export.pictures": {Zh: "照片和视频", En: "Pictures and videos"},
	"album.export.intro":    {Zh: "这是 {child} 一家在班里的通知、和老师的私聊，以及可以看到的照片。解压以后，不联网也能打开。", En: "The notices, the talk with the teachers and the pictures that the family of {child} has seen in the class. Unpacked, it opens without a network."},
}
