package sheet

import "strings"

// gender reads 男, 女, their English forms and the codes of the national sheet, 1 and 2.
func gender(s string) string {
	switch strings.ToLower(strings.TrimSpace(fold(visible(s)))) {
	case "男", "男生", "男性", "1", "m", "male", "boy":
		return "m"
	case "女", "女生", "女性", "2", "f", "female", "girl":
		return "f"
	}
	return ""
}
