package media

import "magpie/internal/rest"

// Words are the room's sentences.
var Words = rest.Words{
	"media.type":       {Zh: "这种文件不能发。请发照片（JPEG、PNG、WebP）、视频（MP4、MOV、WebM）、录音、PDF 或 Office 文件。", En: "This kind of file cannot be sent. Please send a photo (JPEG, PNG, WebP), a video (MP4, MOV, WebM), a voice recording, a PDF or an office file."},
	"media.heic":       {Zh: "这是苹果的 HEIC 照片，这里打不开。请在手机设置里把相机格式改为“兼容性最佳”，或截图后再发。", En: "This is an Apple HEIC photo, which cannot be opened here. Please set the camera to “Most Compatible”, or send a screenshot of it."},
	"media.avif":       {Zh: "AVIF 图片这里打不开。请另存为 JPEG 或 PNG 再发。", En: "AVIF pictures cannot be opened here. Please save it as JPEG or PNG and send that."},
	"media.tiff":       {Zh: "TIFF 图片这里打不开。请另存为 JPEG 或 PNG 再发。", En: "TIFF pictures cannot be opened here. Please save it as JPEG or PNG and send that."},
	"media.gif":        {Zh: "GIF 动图不能发。请截图，或存成视频再发。", En: "GIF pictures cannot be sent. Please send a screenshot, or save it as a video."},
	"media.svg":        {Zh: "SVG 图形不能发。请另存为 PNG 再发。", En: "SVG drawings cannot be sent. Please save it as PNG and send that."},
	"media.page":       {Zh: "网页文件不能发。请截图，或打印成 PDF 再发。", En: "Web pages cannot be sent. Please send a screenshot, or print it as PDF."},
	"media.program":    {Zh: "程序文件不能发，为了大家的安全。", En: "Programs cannot be sent, for everybody's safety. Please send a document or a picture instead."},
	"media.archive":    {Zh: "压缩包不能发。请把里面的文件一个一个发。", En: "Archives cannot be sent. Please send the files in it one by one."},
	"media.macros":     {Zh: "这个 Office 文件里有宏，不能发。请另存为普通的 docx、xlsx 或 pptx，或打印成 PDF 再发。", En: "This office file has macros and cannot be sent. Please save it as plain docx, xlsx or pptx, or print it as PDF."},
	"media.damaged":    {Zh: "这个文件坏了，打不开。请换一张，或者重新拍、重新导出再发。", En: "This file is damaged and cannot be opened. Please take or export it again and send that."},
	"media.pixels":     {Zh: "这张图片太大了（最多 6000 万像素）。请缩小后再发。", En: "This picture is too large (at most 60 million pixels). Please make it smaller and send it again."},
	"media.location":   {Zh: "没能去掉这个文件里的拍摄地点，所以没有发出。请重新录制，或关掉相机的定位再拍。", En: "The place where this was taken could not be removed, so it was not sent. Please record it again with the camera's location switched off."},
	"media.stuck":      {Zh: "服务器没能处理这个文件。请换一个，或稍后再试。", En: "The server could not prepare this file. Please try another, or try again later."},
	"media.size":       {Zh: "没有这种尺寸。请返回上一页再打开。", En: "There is no such size. Please go back and open it again."},
	"media.protocol":   {Zh: "上传请求不完整。请刷新页面再试。", En: "The upload request is incomplete (tus 1.0 is spoken here). Please reload the page and try again."},
	"media.empty":      {Zh: "这个文件是空的。请换一个再发。", En: "This file is empty. Please choose another."},
	"media.tooLarge":   {Zh: "文件太大，最多 {max} MB。请压缩或截短后再发。", En: "This file is too large; at most {max} MB. Please shrink or shorten it."},
	"media.classFull":  {Zh: "班级的空间用完了。请老师在“存储”页清理后再发。", En: "The class has no space left. Please have a teacher clear some on the storage page."},
	"media.familyFull": {Zh: "你家的空间用完了。请先删除一些发过的照片或视频。", En: "Your family has no space left. Please remove some of your pictures or videos first."},
	"media.tooMany":    {Zh: "还有很多文件没传完。请等它们传完再选。", En: "Many files are still on their way. Please let them arrive before choosing more."},
	"media.full":       {Zh: "服务器的磁盘快满了，暂时收不了文件。文字还可以发；请告诉学校的管理员。", En: "The server's disk is nearly full, so files cannot be taken now. Words still can; please tell the school's operator."},
	"media.unfinished": {Zh: "文件还没传完。请接着传。", En: "The file has not arrived completely. Please let the upload go on."},
	"media.inUse":      {Zh: "这个文件已经发出去了。请撤回那条消息。", En: "This file has been sent already. Please recall the message instead."},
	"media.broken":     {Zh: "存下来的文件坏了，已经记下来了。请告诉学校的管理员，或请发的人再发一次。", En: "The stored file is damaged and this has been noted. Please tell the school's operator, or ask the sender to send it again."},
	"media.busy":       {Zh: "服务器正在整理文件，请一分钟后再试。", En: "The server is tidying its files. Please try again in a minute."},
	"media.notReady":   {Zh: "这个文件还没准备好。请等一下再发。", En: "This file is not ready yet. Please wait a moment."},
	"media.notYours":   {Zh: "找不到这个文件。请重新选一次。", En: "This file cannot be found. Please choose it again."},
	"media.refused":    {Zh: "这个文件不能发。请去掉它。", En: "This file cannot be sent. Please remove it."},
}
