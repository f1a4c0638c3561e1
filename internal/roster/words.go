package roster

import (
	"magpie/internal/rest"
	"magpie/internal/roster/sheet"
)

// Words are this room's sentences.
var Words = rest.Words{
	"roster.slip.notInClass":     {Zh: "这个孩子不在这个班。请刷新名单再选。", En: "This child is not in this class. Please refresh the list and choose again."},
	"roster.code.unknown":        {Zh: "这个邀请码不认识，或者已经过期。请核对一遍，还不行就请老师再发一张。", En: "This code is not known, or it has expired. Please check it once more, or ask the teacher for a new slip."},
	"roster.join.digits":         {Zh: "后四位和留给学校的号码对不上，还可以试 {left} 次。换过号码就请老师核对。", En: "The last four digits do not match the number the school has; {left} tries left. If the number changed, ask the teacher to check."},
	"roster.join.notGuardian":    {Zh: "这台设备登录的是老师或学生，不能作为家长加入。请用家长自己的手机扫码。", En: "This device is signed in as staff or as a student and cannot join as a parent. Please scan the code with the parent's own phone."},
	"roster.join.over":           {Zh: "这一次加入早已完成。请用当时的设备打开，或者请老师再发一张邀请。", En: "This was done a while ago. Please use the device it was done on, or ask the teacher for a new invitation."},
	"roster.join.full":           {Zh: "等老师核对的人太多了。请直接联系老师。", En: "Too many people are waiting to be checked. Please contact the teacher directly."},
	"roster.rules.changed":       {Zh: "老师刚改了班里的约定。请看一遍新的再加入。", En: "The class rules have just changed. Please read the new ones and join again."},
	"roster.rules.count":         {Zh: "请写 1 到 12 条约定。", En: "Please write 1 to 12 rules."},
	"roster.class.archived":      {Zh: "这个班已经结束，只能看，不能改。", En: "This class has ended; it can be read but not changed."},
	"roster.claim.decided":       {Zh: "这个申请已经有人处理过了。请刷新看看。", En: "Somebody has already decided this. Please reload."},
	"roster.staff.head":          {Zh: "班主任不能从自己的班里移出。", En: "The head teacher cannot be taken out of the own class."},
	"roster.claim.barred":        {Zh: "这个人不能加入这个孩子的家庭：班主任按法院的决定拦住了。要放行，请班主任先在孩子的档案里撤销。", En: "This person is barred from this child by the head teacher. To let them in, the head teacher first lifts the bar in the child's record."},
	"roster.claim.studentTaken":  {Zh: "这个孩子已经有自己的账号了。请核对是不是同一个人。", En: "This child already has an account. Please check whether it is the same person."},
	"roster.import.changed":      {Zh: "试运行之后名单又变了，什么都没有写进去。请看一遍新的差别再导入。", En: "The roster changed after the dry run, and nothing was written. Please look at the new difference and import again."},
	"roster.import.empty":        {Zh: "没有收到文件或文字。请选一个文件，或粘贴名单。", En: "There is no file and no text. Please choose a file or paste the list."},
	"roster.import.many":         {Zh: "文件里有 {n} 个孩子，一个班最多 {max} 个。请只选一个班的。", En: "The file has {n} children; one class holds at most {max}. Please take one class only."},
	"roster.digits.four":         {Zh: "要四位数字。", En: "Four digits are needed."},
	"roster.phone.wrong":         {Zh: "号码要 7 到 20 位数字。请核对一遍。", En: "A number has 7 to 20 digits. Please check it."},
	"roster.file.tooLarge":       {Zh: "文件太大，不像一个班的名单。请只留要用的表和行再上传。", En: "The file is too large for a class list. Please keep only the sheet and rows you need."},
	"roster.file.bomb":           {Zh: "这个压缩文件解开后大得不正常，没有读。请用表格软件重新另存一份。", En: "This archive unpacks to an absurd size and was not read. Please save the list again from your spreadsheet program."},
	"roster.file.truncated":      {Zh: "文件不完整或坏了。请重新保存一份再上传。", En: "The file is incomplete or damaged. Please save it again and send the new copy."},
	"roster.file.encrypted":      {Zh: "文件有密码。请另存一份不带密码的再上传。", En: "The file is protected by a password. Please save a copy without one."},
	"roster.file.oldFormat":      {Zh: "这种格式读不了。请另存为 .xlsx 再上传。", En: "This format cannot be read. Please save it as .xlsx and try again."},
	"roster.file.notSpreadsheet": {Zh: "这不是表格文件。请选 .xlsx、.csv，或者直接粘贴名单。", En: "This is not a spreadsheet. Please choose an .xlsx or .csv file, or paste the list."},
	"roster.file.encoding":       {Zh: "认不出文字的编码。请另存为 UTF-8 的 CSV 或 .xlsx。", En: "The text's encoding is not known. Please save it as a UTF-8 CSV or as .xlsx."},
	"roster.file.noStudents":     {Zh: "文件能打开，但里面没找到孩子的姓名。请核对是不是这份名单。", En: "The file opens, but no child's name was found in it. Please check that it is the right list."},
	"roster.file.noUsers":        {Zh: "这个 OneRoster 压缩包里没有 users.csv，也就没有任何人。请让系统重新导出全部文件。", En: "This OneRoster archive has no users.csv, so nobody is in it. Please export all its files again."},
	"roster.file.noSheet":        {Zh: "没有这个工作表。请从列出的里面选一个。", En: "There is no such sheet. Please choose one from the list."},
}

// whys says each reason for a problem in both languages.
var whys = map[sheet.Why]rest.Word{
	sheet.WhyPhoneInRemark:   {Zh: "备注里有号码，不知道是谁的，没有收", En: "A remark holds a number; whose it is we do not know, so it is not taken"},
	sheet.WhyPhoneNoOwner:    {Zh: "这个号码不是名单上哪位家人的", En: "This number belongs to none of the family on the list"},
	sheet.WhyPhoneNotValid:   {Zh: "号码位数不对，没有收", En: "The number has too few or too many digits and is not taken"},
	sheet.WhyPhoneLost:       {Zh: "号码被表格改成了 1.38E+10 这样，后几位丢了", En: "The spreadsheet cut the number to something like 1.38E+10; its last digits are lost"},
	sheet.WhyNoPhone:         {Zh: "一个号码也没有，联系不上这家", En: "There is no number at all: this family cannot be reached"},
	sheet.WhyUnknownGuardian: {Zh: "提到的家人在文件里找不到", En: "A family member is named who is not in the file"},
	sheet.WhyFormula:         {Zh: "这一格是公式，没有收；请粘贴成数值", En: "This cell is a formula and was not taken; please paste its value"},
	sheet.WhyNameMissing:     {Zh: "这一行没有孩子的姓名，不会导入", En: "This row has no child's name and is not imported"},
	sheet.WhyNameTooLong:     {Zh: "姓名太长，不像名字", En: "Too long to be a name"},
	sheet.WhyDuplicateRow:    {Zh: "和前面一行是同一个孩子，只收一次", En: "The same child as a row above; taken once"},
	sheet.WhyDuplicateName:   {Zh: "有两个同名的孩子，补上学号才分得清", En: "Two children of one name; student numbers would tell them apart"},
	sheet.WhyDuplicateNumber: {Zh: "这个学号前面已经是另一个孩子的", En: "This student number already stands beside another child above"},
	sheet.WhyFileMissing:     {Zh: "压缩包里缺这个文件，孩子没有班级", En: "The archive lacks this file, so no child has a class"},
	sheet.WhyLine:            {Zh: "这一行有号码，没看出是哪个孩子的", En: "There is a number here, but no child could be made out"},
}
