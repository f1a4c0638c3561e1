package sheet

import (
	"regexp"
	"strings"
)

var (
	stamp = regexp.MustCompile(`[\[(<]?\s*(?:(?:[0-9]{2,4}[年/.-][0-9]{1,2}[月/.-][0-9]{1,2}日?|[0-9]{1,2}[月/-][0-9]{1,2}日?|昨天|今天|前天|(?:星期|周)[一二三四五六日天])[\sT,]*)?` +
		`(?:凌晨|早上|上午|中午|下午|晚上|AM|PM)?\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s*(?:AM|PM|am|pm)?\s*[\])>]?`)
	account = regexp.MustCompile(`[(<][^()<>]*[)>]\s*$`)
)

// unstamped takes the time off a line of a copied conversation: [19:21] 王芳: 李明 139…. Without any text left, the line
// only says who sends the next ones.
func unstamped(line string) (sender, text string, stamped bool) {
	at := stamp.FindStringIndex(line)
	if at == nil || at[1] < len(line) && line[at[1]] >= '0' && line[at[1]] <= '9' || at[0] > 0 && line[at[0]-1] >= '0' && line[at[0]-1] <= '9' {
		return "", "", false
	}
	before, after := strings.TrimSpace(line[:at[0]]), strings.TrimSpace(line[at[1]:])
	after = strings.TrimSpace(strings.TrimLeft(after, "-—|"))
	switch {
	case before == "" && after == "":
		return "", "", true
	case before == "":
		if who, text, found := strings.Cut(after, ":"); found && short(who) {
			return who, strings.TrimSpace(text), true
		}
		if len(phonesInText(after)) > 0 {
			return "", after, true
		}
		return account.ReplaceAllString(after, ""), "", true
	case after == "" && len(phonesInText(account.ReplaceAllString(before, ""))) == 0:
		return strings.TrimRight(account.ReplaceAllString(before, ""), ": "), "", true
	case short(before) && len(phonesInText(before)) == 0 && strings.HasPrefix(after, ":"):
		return before, strings.TrimSpace(after[1:]), true
	}
	return "", "", false
}

// short tells whether a text can be the name somebody has in a conversation.
func short(s string) bool {
	return len(s) <= maxName && len(phonesInText(s)) == 0 && !strings.ContainsAny(s, ",;")
}

// signature reads what a sender is called: 李明妈妈 names a child and a relation, anything else says nothing.
func signature(words []word) []word {
	words = significant(words)
	if len(words) >= 2 && words[0].kind == nameWord && words[1].kind == relWord && (words[1].glued || words[1].linked) {
		return words[:2]
	}
	return nil
}
