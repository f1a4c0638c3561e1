package sheet

import (
	"regexp"
	"slices"
	"strings"
)

var (
	totalRow   = regexp.MustCompile(`^(?:合计|总计|共计|小计|总人数|人数合计|合计人数|全班共|全班合计)|^(?:共|全班)\s*[0-9]+\s*[人名]|^[男女]生?[:：]?\s*[0-9]+\s*人`)
	footerCell = regexp.MustCompile(`[:：]|^(?:制表|填表|审核|审批|打印|日期|班主任|说明|注意|备注)`)
	titleCell  = regexp.MustCompile(`(?:班|名单|花名册|名册|通讯录|一览表|登记表|年级|学校|中学|小学)$`)
)

// idle tells whether a row is none of a child: a total, a signature line, a title or the header once more.
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
	case totalRow.MatchString(first) || totalRow.MatchString(name):
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
