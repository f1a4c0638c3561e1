package ask

import (
	"encoding/json"
	"sync"

	"magpie/internal/ask/form"
)

// maxParsed bounds how many forms are kept parsed.
const maxParsed = 500

// parsed are forms by their text: an ask is loaded for every answer, and a class
// answers at once. A form is never changed once it was read.
var parsed = struct {
	sync.Mutex
	forms map[string]form.Form
}{forms: map[string]form.Form{}}

func parseForm(text string) (f form.Form, err error) {
	parsed.Lock()
	defer parsed.Unlock()
	f, known := parsed.forms[text]
	if known {
		return f, nil
	}
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		return f, err
	}
	if len(parsed.forms) >= maxParsed {
		clear(parsed.forms)
	}
	parsed.forms[text] = f
	return f, nil
}
