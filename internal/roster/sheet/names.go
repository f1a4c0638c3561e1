package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The family names that nearly all people bear; used only where no header says which word is a name.
const surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳" +
	"酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞" +
	"熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓" +
	"郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊甄曲封芮储靳汲松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘" +
	"厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩" +
	"桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧利师巩聂" +
	"晁勾敖融冷訾辛阚那简饶空曾沙养鞠须丰巢关蒯相查荆红游竺权盖益桓公仉督岳帅缑亢况琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖" +
	"覃涂苑闫付代区岩粟滑仝隋展卿原信智初但官"

var doubles = []string{"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "长孙",
	"宇文", "轩辕", "南宫", "西门", "独孤", "呼延", "澹台", "百里", "东郭", "申屠", "钟离", "司空", "完颜", "拓跋"}

var notNames = map[string]bool{
	"收到": true, "好的": true, "谢谢": true, "老师": true, "明白": true, "辛苦": true, "全班": true, "全部": true, "合计": true, "总计": true,
	"都是": true, "有的": true, "那个": true, "连续": true, "应该": true, "成员": true, "安排": true, "通知": true, "通讯录": true, "花名册": true,
	"时间": true, "关系": true, "别的": true, "管理员": true, "班主任": true, "文件": true, "信息": true, "相关": true, "单位": true, "居民": true,
	"和好": true, "农民": true, "国家": true, "公司": true, "商店": true, "広告": true, "广告": true, "经商": true, "务工": true, "包车": true,
}

// hanName tells whether a word alone looks like a person's name: a known family name and one or two characters more.
func hanName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 4 || notNames[s] || relative(s) {
		return false
	}
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	for _, d := range doubles {
		if strings.HasPrefix(s, d) {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	return n < 4 && strings.ContainsRune(surnames, first)
}
