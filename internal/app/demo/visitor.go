package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"magpie/internal/core"
)

// visitor is one invented person's browser: it talks to the handler as any
// program would, so the demo holds nothing that people could not have done.
type visitor struct {
	h      http.Handler
	addr   string
	cookie string
}

func (v *visitor) get(path string, out any) error { return v.send("GET", path, nil, out) }

func (v *visitor) post(path string, body, out any) error { return v.send("POST", path, body, out) }

func (v *visitor) send(method, path string, body, out any) error {
	content, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r := httptest.NewRequestWithContext(context.Background(), method, "/api/v1"+path, bytes.NewReader(content))
	r.RemoteAddr = v.addr
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "zh-CN")
	r.Header.Set("Idempotency-Key", core.RandomCode(26))
	r.Header.Set("Cookie", v.cookie)
	w := httptest.NewRecorder()
	v.h.ServeHTTP(w, r)
	if w.Code >= 300 {
		return fmt.Errorf("%s %s: %d %s", method, path, w.Code, strings.TrimSpace(w.Body.String()))
	}
	for _, c := range w.Result().Cookies() {
		v.cookie = c.Name + "=" + c.Value
	}
	if out == nil || w.Body.Len() == 0 {
		return nil
	}
	return json.Unmarshal(w.Body.Bytes(), out)
}

// person returns who the visitor has become.
func (v *visitor) person() (string, error) {
	var self struct {
		Person struct {
			ID string `json:"id"`
		} `json:"person"`
	}
	err := v.get("/session", &self)
	return self.Person.ID, err
}
