package sheet

import (
	"regexp"
	"strings"
	"unicode"
)

// clue is what one header, or the cells under it, tell about a column, before the columns are seen together.
type clue struct {
	meaning Meaning
	owner   string // guardians: 父亲, 母亲 … or family where the header only says 家长
	ordinal int    // guardians: the number beside the owner or the part
	part    Part
	rank    int  // child's name and number: the lowest one wins
	known   bool // the header is one that rosters have, if only to be left out
	private bool // its cells are not shown
	id      bool // holds ID numbers
}

// The owners whom a header does not call by a relation.
const (
	family = "family"  // 家长
	urgent = "urgency" // 紧急联系人
)

// related tells whether an owner is a relation.
func related(owner string) bool { return owner != "" && owner != family && owner != urgent }

const (
	studentWords = `(?:学生|孩子|幼儿|宝宝|本人|考生|学员|子女|被监护人|student|child|pupil)`
	ownerWords   = `(父亲|爸爸|父方|父母|爷爷奶奶|外公外婆|外祖父母|祖父母|父|爸|母亲|妈妈|母方|母|妈|爷爷|奶奶|外公|外婆|姥爷|姥姥|外祖父|外祖母|祖父|祖母|` +
		`家庭主要成员|主要家庭成员|紧急联系人?|备用联系人|家庭成员|成员|法定监护人|主要监护人|监护人|紧急联系人|联系人|学生家长|家长|亲属|家人|代管人|代收人|` +
		`fathers?|mothers?|dads?|mums?|moms?|parentguardian|guardians?|parents?|emergencycontact|contact|familymember)`
	partWords = `(姓名|名字|名|name|fullname|姓名(?:及|和|与)?(?:联系)?(?:电话|方式|手机号?)|` +
		`(?:联系|移动|手机|本机|家庭|住宅|常用|备用|固定|其他|办公|主要)?(?:电话|手机|手机号|手机号码|电话号码|号码|联系方式|方式)|联系手机号码?|宅电|tel|telephone|phone|phonenumber|phoneno|mobile|mobileno|mobilephone|cellphone|cell|contactnumber|` +
		`(?:与|和|同|跟)?` + studentWords + `?(?:之间)?(?:关系|称谓|称呼)|关系类型|relation|relationship|relationto` + studentWords + `|relationshipto` + studentWords + `|` +
		`是否为?(?:法定)?监护人|isguardian)`
	ordinalWords = `(一|二|三|四|五|[1-9])`
)

var (
	guardianHeader = regexp.MustCompile(`^第?` + ordinalWords + `?` + ownerWords + `?` + ordinalWords + `?` + partWords + `?` + ordinalWords + `?$`)
	turnedHeader   = regexp.MustCompile(`^` + partWords + ordinalWords + `?` + ownerWords + ordinalWords + `?$`)
	nameHeader     = regexp.MustCompile(`^` + studentWords + `?(?:姓名|名字|name|fullname|中文姓名|中文名)$|^(?:姓名)?` + studentWords + `s?$`)
	ownPhone       = regexp.MustCompile(`^` + studentWords + `(?:联系|手机|的)*(?:电话|手机|手机号|手机号码|电话号码|号码|phone|mobile)$`)
	studentWord    = regexp.MustCompile(studentWords)
	idHeader       = regexp.MustCompile(`身份证|证件号|护照号|居民证|idcard|idnumber|identity`)
	mixedHeader    = regexp.MustCompile(`^` + ownerWords + ordinalWords + `?(?:(?:及|和|与|或)?(?:其)?(?:姓名|名字|称谓|(?:与学生|与孩子)?关系|联系电话|联系方式|手机号码|手机号|电话号码|电话|手机|号码|name|relationship|relation|phonenumber|phone|mobile|and))+$`)
	latinLetters   = regexp.MustCompile(`[a-z]+`)
	headerNoise    = regexp.MustCompile(`必填|选填|可选|可不填|如有|信息|情况|基本|资料|的`)
)

// numberHeaders are the headers of a child's number, best first.
var numberHeaders = []map[string]bool{
	{"学号": true, "学生学号": true, "studentid": true, "studentno": true, "studentnumber": true, "number": true, "学生编号": true, "studentnum": true},
	{"班内学号": true, "班级学号": true, "座号": true, "座位号": true, "班内序号": true, "学生序号": true, "id": true},
	{"学籍号": true, "全国学籍号": true, "学籍辅号": true, "准考证号": true, "考号": true},
}

var otherHeaders = map[string]Meaning{
	"性别": Gender, "男女": Gender, "gender": Gender, "sex": Gender, "学生性别": Gender,
	"班级": Class, "班别": Class, "所在班级": Class, "行政班": Class, "行政班级": Class, "班": Class, "class": Class, "classname": Class, "班级名称": Class, "homeroom": Class,
	"备注": Remark, "说明": Remark, "附注": Remark, "注": Remark, "备注说明": Remark, "其他": Remark, "特殊": Remark, "特殊说明": Remark, "其他说明": Remark,
	"remark": Remark, "remarks": Remark, "note": Remark, "notes": Remark, "comment": Remark, "comments": Remark,
}

// needless are parts of headers that rosters often have and this product has no use for.
var needless = []string{"序号", "宿舍", "寝室", "住址", "地址", "民族", "政治面貌", "健康", "拼音", "年级", "入学", "就读", "留守", "出生", "生日",
	"籍贯", "户口", "户籍", "学校", "学籍", "证件", "单位", "职业", "学历", "文化程度", "微信", "qq", "邮箱", "email", "邮编", "曾用名", "英文名", "血型", "身高", "体重",
	"国籍", "港澳台", "独生", "残疾", "低保", "乘车", "走读", "住校", "住宿", "银行", "卡号", "成绩", "总分", "名次", "职务", "签名", "签字", "年龄", "address", "birth", "班主任", "教师", "老师", "no.", "no"}

// bare writes a header in the one form the word lists know: half-width, small, without blanks, marks and filler words.
func bare(header string) string {
	s := strings.Map(func(r rune) rune {
		if r >= '①' && r <= '⑨' {
			return r - '①' + '1'
		}
		if unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, fold(visible(header)))
	return headerNoise.ReplaceAllString(s, "")
}

// readHeader tells what a header means by itself.
func readHeader(header string) clue {
	if len(header) > maxHeader {
		return clue{meaning: Ignore}
	}
	h := bare(header)
	c := readBare(h)
	if han := latinLetters.ReplaceAllString(h, ""); !c.known && han != h && han != "" { // 姓名 Name
		c = readBare(han)
	}
	return c
}

func readBare(h string) clue {
	switch {
	case h == "":
		return clue{meaning: Ignore}
	case idHeader.MatchString(h):
		return clue{meaning: Ignore, known: true, private: true, id: !strings.Contains(h, "类型")}
	case nameHeader.MatchString(h):
		return clue{meaning: Name, known: true, rank: bareName(h)}
	}
	for rank, words := range numberHeaders {
		if words[h] {
			return clue{meaning: Number, rank: rank, known: true}
		}
	}
	if m, known := otherHeaders[h]; known {
		return clue{meaning: m, known: true}
	}
	if c, found := guardianClue(h); found && !ownPhone.MatchString(h) {
		return c
	}
	for _, word := range needless {
		if strings.Contains(h, word) {
			return clue{meaning: Ignore, known: true, private: true}
		}
	}
	return clue{meaning: Ignore}
}

// bareName is 0 when the header says that the name is a child's, else 1.
func bareName(h string) int {
	if studentWord.MatchString(h) {
		return 0
	}
	return 1
}

// guardianClue takes a header apart into owner, number and part, in any of the orders people write them.
func guardianClue(h string) (clue, bool) {
	owner, part, digits := "", "", []string(nil)
	if m := guardianHeader.FindStringSubmatch(h); m != nil {
		owner, part, digits = m[2], m[4], []string{m[1], m[3], m[5]}
	} else if m := turnedHeader.FindStringSubmatch(h); m != nil { // 电话（父亲）
		part, owner, digits = m[1], m[3], []string{m[2], m[4]}
	} else if m := mixedHeader.FindStringSubmatch(h); m != nil { // 家长姓名、关系、电话
		owner, digits = m[1], []string{m[2]}
	}
	if owner == "" && part == "" {
		return clue{}, false
	}
	c := clue{meaning: GuardianPart, known: true, owner: ownerOf(owner), part: partOf(part)}
	for _, digit := range digits {
		if digit != "" {
			c.ordinal = ordinalOf(digit)
		}
	}
	return c, true
}

func ownerOf(s string) string {
	if s == "" {
		return ""
	}
	if r, known := relations[strings.TrimSuffix(s, "s")]; known {
		return r
	}
	switch s {
	case "紧急联系人", "紧急联系", "备用联系人", "emergencycontact":
		return urgent
	case "父方":
		return "父亲"
	case "母方":
		return "母亲"
	}
	return family
}

func partOf(s string) Part {
	switch {
	case strings.Contains(s, "是否"), s == "isguardian":
		return PartIs
	case strings.Contains(s, "关系"), strings.Contains(s, "称"), strings.Contains(s, "relation"):
		return PartRelation
	case s == "", strings.HasPrefix(s, "姓名"), s == "名字", s == "名", s == "name", s == "fullname":
		return PartName
	}
	return PartPhone
}

func ordinalOf(s string) int {
	if i := strings.Index("一二三四五", s); i >= 0 {
		return i/3 + 1
	}
	return int(s[0] - '0')
}
