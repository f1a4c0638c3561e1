package rest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"magpie/internal/core"
)

type attackIn struct {
	Name  string `path:"name"`
	After string `query:"after"`
	Body  struct {
		Text string `json:"text"`
	}
}

// attacked is a door with one operation that anyone may call three times a minute.
func attacked(o Options) http.Handler {
	o.Clock, o.Authenticate = core.SystemClock{}, func(*http.Request) (core.Actor, error) { return core.Actor{}, nil }
	a := New(o)
	Register(a, Op{ID: "say", Method: "POST", Path: "/say/{name}", Status: 200, Policy: Anyone, Rate: Rate{Burst: 3, Per: time.Minute}},
		func(context.Context, core.Actor, *attackIn) (*struct{}, error) { return nil, nil })
	return a.Handler()
}

func attack(h http.Handler, path, body string, edit func(r *http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", Prefix+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", "0123456789abcdef")
	if edit != nil {
		edit(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestTextThatADatabaseCannotKeepIsRefusedAtTheDoor(t *testing.T) {
	good := `{"text":"a"}`
	for name, c := range map[string]struct {
		path, body, key string
		want            int
	}{
		"plain":                     {"/say/x?after=y", good, "", 200},
		"NUL in the path":           {"/say/%00", good, "", 400},
		"broken UTF-8 in the path":  {"/say/%ff", good, "", 400},
		"NUL in the query":          {"/say/x?after=%00", good, "", 400},
		"broken UTF-8 in the query": {"/say/x?after=%c3%28", good, "", 400},
		"NUL in the body":           {"/say/x", `{"text":"a\u0000b"}`, "", 400},
		"NUL in a field's name":     {"/say/x", `{"\u0000":1,"text":"a"}`, "", 400},
		"a typed backslash":         {"/say/x", `{"text":"\\u0000"}`, "", 200},
		"an odd key":                {"/say/x", good, "\xff0123456789abcdef", 400},
	} {
		w := attack(attacked(Options{}), c.path, c.body, func(r *http.Request) {
			if c.key != "" {
				r.Header.Set("Idempotency-Key", c.key)
			}
		})
		if w.Code != c.want {
			t.Errorf("%s: got %d %s, want %d", name, w.Code, w.Body, c.want)
		}
	}
}

func TestAForgedForwardedForGivesNobodyANewAddress(t *testing.T) {
	h := attacked(Options{TrustProxy: true})
	for i := range 4 {
		w := attack(h, "/say/x", `{"text":"a"}`, func(r *http.Request) {
			r.Header.Add("X-Forwarded-For", fmt.Sprintf("198.51.100.%d", i)) // forged, in a line of its own
			r.Header.Add("X-Forwarded-For", fmt.Sprintf("203.0.113.%d, 192.0.2.7", i))
		})
		if (w.Code == http.StatusTooManyRequests) != (i == 3) {
			t.Errorf("call %d: got %d", i+1, w.Code)
		}
	}
}

func TestANetworkOfIPv6AddressesIsOneCaller(t *testing.T) {
	h := attacked(Options{})
	for i := range 4 {
		w := attack(h, "/say/x", `{"text":"a"}`, func(r *http.Request) { r.RemoteAddr = fmt.Sprintf("[2001:db8:1:2::%d]:4711", i+1) })
		if (w.Code == http.StatusTooManyRequests) != (i == 3) {
			t.Errorf("call %d: got %d", i+1, w.Code)
		}
	}
	for given, want := range map[string]string{"::ffff:192.0.2.1": "192.0.2.1", "fe80::1%eth0": "fe80::/64", "@": "@"} {
		if got := network(given); got != want {
			t.Errorf("%s: got %s, want %s", given, got, want)
		}
	}
}

func TestThousandsOfWrongFieldsAreNotAnsweredOneByOne(t *testing.T) {
	var body strings.Builder
	body.WriteString(`{"text":"a"`)
	for i := range 1000 {
		fmt.Fprintf(&body, `,"f%d":1`, i)
	}
	body.WriteString("}")
	w := attack(attacked(Options{}), "/say/x", body.String(), nil)
	if w.Code != http.StatusUnprocessableEntity || w.Body.Len() > body.Len() {
		t.Errorf("got %d with %d bytes for %d", w.Code, w.Body.Len(), body.Len())
	}
}

func TestAStrangerCannotMakeTheServerReadALot(t *testing.T) {
	w := attack(attacked(Options{}), "/say/x", `{"text":"`+strings.Repeat("a", 16<<10)+`"}`, nil)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("got %d", w.Code)
	}
}

func TestALongBodyOfTinyValuesIsRefusedBeforeItIsDecoded(t *testing.T) {
	for name, c := range map[string]struct {
		body   string
		values int
	}{
		"arrays":         {`{"a":[` + strings.Repeat("[],", 3) + `[]]}`, 9},
		"fields":         {`{"a":1,"b":2}`, 2},
		"signs in texts": {`{"a":"[,{\\",\"]"}`, 2},
		"quoted quotes":  {`{"a":"\",[,"}`, 1},
	} {
		if got, _ := shape([]byte(c.body)); got != c.values {
			t.Errorf("%s: %d values, want %d", name, got, c.values)
		}
	}
	a := New(Options{Clock: core.SystemClock{}, Authenticate: func(*http.Request) (core.Actor, error) { return core.Actor{}, nil }})
	Register(a, Op{ID: "say", Method: "POST", Path: "/say/{name}", Policy: Anyone, Status: 200, MaxBody: 1 << 20},
		func(context.Context, core.Actor, *attackIn) (*struct{}, error) { return nil, nil })
	if w := attack(a.Handler(), "/say/x", `{"text":[`+strings.Repeat("1,", maxValues)+`1]}`, nil); w.Code != http.StatusBadRequest {
		t.Errorf("got %d", w.Code)
	}
}
