package sheet

import (
	"regexp"
	"slices"
	"strings"
)

var (
	totalRow   = regexp.MustCompile(`^(?:[男女]生?)?(?:人数)?(?:合计|总计|共计|小计|总人数|总数|人数)|^(?:本班|全班)(?:合计|总计|共计|小计|总人数)|^(?:本班|全班)?(?:共有|共)\s*[:：]?\s*[0-9]+\s*[人名]|^[男女]生?[:：]?\s*[0-9]+\s*[人名]|^[0-9]+\s*[人名]$|^(?:应到|实到)|^(?i:sub)?(?i:total)`)
	footerCell = regexp.MustCompile(`[:：]|^(?:制表|填表|审核|审批|打印|日期|班主任|说明|注意|备注)`)
	footerRow  = regexp.MustCompile(`^(?:制表|填表|审核|审批|打印|填报|班主任|副班主任|辅导员|任课|科任|教师|校长|年级主任|家委|填写说明|说明|注意|注[:：]|备注[:：]|统计|截止|签名|签字|联系人[:：]|班级[:：]|(?i:teacher|class teacher|head ?teacher|homeroom))`)
	titleCell  = regexp.MustCompile(`(?:班|名单|花名册|名册|通讯录|一览表|登记表|年级|学校|中学|小学)$`)
	teacherRow = regexp.MustCompile(`^(?:\p{Han}{1,3}(?:老师|教师|班主任|校长|主任)|班主任|老师)$`)
)

// idle tells whether a row is none of a child: a total, a signature line, a teacher, an example, a title or the header
// once more.
func (r *reader) idle(row Row) bool {
	filled, first := 0, ""
	for _, c := range row.Cells {
		if text := strings.TrimSpace(fold(visible(c.Text))); text != "" && !c.merged {
			if filled++; filled == 1 {
				first = text
			}
		}
	}
	name := strings.TrimSpace(fold(visible(row.at(r.fact(Name)).Text)))
	switch {
	case filled == 0 && !r.edited(row):
		return true
	case totalRow.MatchString(strings.Join(strings.Fields(first), "")) && first != name, totalRow.MatchString(strings.Join(strings.Fields(name), "")) && !hanName(name):
		return true
	case footerRow.MatchString(first), teacherRow.MatchString(name), example(first), strings.HasSuffix(name, "(例)"), strings.HasSuffix(name, "(示例)"):
		return true
	case filled <= 2 && name != "" && (footerCell.MatchString(name) || titleCell.MatchString(name)):
		return true
	}
	return nameHeader.MatchString(bare(name)) && !slices.Contains([]string{"student", "child", "pupil"}, strings.ToLower(name))
}

func (r *reader) edited(row Row) bool {
	for at := range r.edits {
		if at[0] == row.Number {
			return true
		}
	}
	return false
}

// look searches the cells that are only looked at: a remark with somebody's number, a contact phone of nobody.
func (r *reader) look(row Row, family []string) {
	for _, c := range r.columns {
		if c.Block != r.block {
			continue
		}
		text, _ := r.cell(row, c.Index)
		switch c.Meaning {
		case Remark:
			strange := func(phone string) bool { return !slices.Contains(family, phone) }
			if slices.ContainsFunc(phonesInText(text.Text), strange) {
				r.problem(row, c.Index, WhyPhoneInRemark)
			}
		case Contact:
			cell := readPhones(text.Text)
			r.judgePhones(row, c.Index, cell, false)
			for _, call := range cell.calls {
				if !slices.Contains(family, call.digits) {
					r.problem(row, c.Index, WhyPhoneNoOwner)
				}
			}
		}
	}
}
