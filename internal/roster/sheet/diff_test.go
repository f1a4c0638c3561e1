package sheet

import (
	"fmt"
	"strings"
	"testing"
)

func TestDiffTellsWhatASecondImportChanges(t *testing.T) {
	father := Guardian{Name: "李强", Relation: "父亲", Phones: []string{"13800000001"}}
	mother := Guardian{Name: "王芳", Relation: "母亲", Phones: []string{"13900000001"}}
	moved := Guardian{Name: "李强", Relation: "父亲", Phones: []string{"13800000009"}}
	current := []Student{
		{Name: "李明", Number: "1", Guardians: []Guardian{father}},
		{Name: "张伟", Number: "2"}, {Name: "张伟", Number: "3"},
		{Name: "赵六", Number: "4", Guardians: []Guardian{mother}},
		{Name: "钱七", Number: ""},
		{Name: "同前", Number: "9", Gender: "f", Class: "一班", Guardians: []Guardian{father, mother}},
	}
	next := []Student{
		{Name: "李明", Number: "1", Guardians: []Guardian{moved, mother}},
		{Name: "张伟", Number: "3", Gender: "m"},
		{Name: "赵柳", Number: "4"},
		{Name: "钱七", Number: "5"},
		{Name: "孙八", Number: "6"},
		{Name: "同前", Number: "9", Guardians: []Guardian{father, mother}},
	}
	var lines []string
	for _, c := range Diff(current, next) {
		line := fmt.Sprintf("%s %s", c.Kind, c.Name)
		for _, d := range c.Details {
			line += fmt.Sprintf("; %s %s%v→%v", d.Field, d.Guardian.Name, d.Before, d.After)
		}
		lines = append(lines, line)
	}
	want := "changed 李明; phones 李强[13800000001]→[13800000009]; guardianAdded 王芳[]→[13900000001]\n" +
		"changed 张伟; gender []→[m]\n" +
		"changed 赵柳; name [赵六]→[赵柳]; guardianRemoved 王芳[13900000001]→[]\n" +
		"changed 钱七; number []→[5]\n" +
		"added 孙八\nremoved 张伟"
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if again := Diff(next, next); len(again) > 0 {
		t.Errorf("the same roster again changes %+v", again)
	}
}
