package app

import (
	"net/http/httptest"
	"testing"
)

func TestMetricsAreNotThereForWhoComesThroughAProxy(t *testing.T) {
	h := localOnly(newMetrics().handler())
	ask := func(addr, header string) int {
		r := httptest.NewRequest("GET", "/metrics", nil)
		r.RemoteAddr = addr
		if header != "" {
			r.Header.Set(header, "203.0.113.7")
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	if got := ask("127.0.0.1:4711", ""); got != 200 {
		t.Errorf("from this machine: %d", got)
	}
	if got := ask("203.0.113.7:4711", ""); got != 404 {
		t.Errorf("from outside: %d", got)
	}
	for _, header := range relayed {
		if got := ask("127.0.0.1:4711", header); got != 404 {
			t.Errorf("through a proxy that says %s: %d", header, got)
		}
	}
}

func TestNobodyHoldsAConnectionByBeingSlow(t *testing.T) {
	a, err := New(t.Context(), Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	srv := a.server(nil)
	if srv.ReadHeaderTimeout <= 0 || srv.ReadTimeout <= 0 || srv.WriteTimeout <= 0 || srv.IdleTimeout <= 0 {
		t.Errorf("headers %s, body %s, answer %s, idle %s", srv.ReadHeaderTimeout, srv.ReadTimeout, srv.WriteTimeout, srv.IdleTimeout)
	}
}
