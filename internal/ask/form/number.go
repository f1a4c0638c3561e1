package form

import (
	"regexp"
	"strconv"

	"golang.org/x/text/width"
)

var number = regexp.MustCompile(`-?[0-9]+(\.[0-9]+)?`)

// firstNumber returns the first number in a text, full-width digits too.
func firstNumber(text string) (float64, bool) {
	n, err := strconv.ParseFloat(number.FindString(width.Narrow.String(text)), 64)
	return n, err == nil
}
