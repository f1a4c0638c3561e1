package rest

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"magpie/internal/core"
)

// visit is one request on its way through the door.
type visit struct {
	actor   core.Actor
	request string // id that stands in the log and in the problem
	lang    string
}

type visitKey struct{}

func visitOf(ctx context.Context) *visit {
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{lang: "zh-CN"}
}

// enter judges a request before its body is decoded: who is it, how often, may
// they, is it repeatable.
func (a *API) enter(op Op, hc huma.Context, next func(huma.Context)) {
	took := stopwatch()
	r, _ := humago.Unwrap(hc)
	v := &visit{request: requestID(), lang: Language(r)}
	hc.SetHeader("X-Request-Id", v.request)
	hc.SetHeader("Cache-Control", "private, no-store")
	ctx, err := a.admit(op, r, v)
	if err != nil {
		a.refuse(hc, a.problem(v, err))
	} else {
		hc = huma.WithContext(hc, ctx)
		next(hc)
	}
	if a.o.Observe != nil {
		a.o.Observe(op.ID, hc.Status(), took())
	}
}

// stopwatch begins to measure; the duration is for the metrics and never stored.
func stopwatch() (seconds func() float64) {
	start := time.Now()                                          //nolint:forbidigo // as said above
	return func() float64 { return time.Since(start).Seconds() } //nolint:forbidigo // as said above
}

// deadline is what a connection is told: the machine's own time, not the school's.
func deadline(d time.Duration) time.Time { return time.Now().Add(d) } //nolint:forbidigo // as said above

// admit judges a request and, when it writes, reads its body and notes its key.
func (a *API) admit(op Op, r *http.Request, v *visit) (context.Context, error) {
	ctx, err := a.judge(op, r, v)
	if err != nil || safe(r.Method) {
		return ctx, err
	}
	return repeatable(ctx, op, r, v.actor)
}

// judge finds out who asks, how often, and whether they may.
func (a *API) judge(op Op, r *http.Request, v *visit) (context.Context, error) {
	actor, err := a.o.Authenticate(r)
	if err != nil {
		return nil, err
	}
	if actor.Lang != "" && r.Header.Get("Accept-Language") == "" {
		v.lang = actor.Lang
	}
	actor.Lang, actor.Addr = v.lang, a.address(r)
	v.actor = actor
	if err := a.limits.allow(op, actor); err != nil {
		return nil, err
	}
	if !legible(r) {
		return nil, errMalformed
	}
	if err := op.Policy.Check(r.Context(), actor, r.PathValue(op.Object)); err != nil {
		return nil, err
	}
	return context.WithValue(r.Context(), visitKey{}, v), nil
}

// repeatable reads the body, bounded, and notes the idempotency key with a
// digest of operation and body.
func repeatable(ctx context.Context, op Op, r *http.Request, a core.Actor) (context.Context, error) {
	if ct, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); ct != "application/json" && r.ContentLength != 0 {
		return nil, errContentType
	}
	key := r.Header.Get("Idempotency-Key")
	if len(key) < 16 || len(key) > 128 || !ascii(key) {
		return nil, errKeyMissing
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, op.MaxBody+1))
	if err != nil {
		return nil, errBodyCut.Because(err)
	}
	if int64(len(body)) > op.MaxBody {
		return nil, errBodyTooLarge.With(core.Params{"max": op.MaxBody >> 10})
	}
	if values, nul := shape(body); nul || values > maxValues {
		return nil, errMalformed
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	h := sha256.New()
	_, _ = io.WriteString(h, r.Method+" "+r.URL.Path+"\n") // a hash's Write never fails
	_, _ = h.Write(body)
	scope := a.Person
	if scope == "" {
		scope = "stranger"
	}
	return core.WithRequest(ctx, core.Request{Scope: scope, Key: key, Digest: hex.EncodeToString(h.Sum(nil))}), nil
}

func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

func (a *API) address(r *http.Request) string {
	if a.o.TrustProxy {
		// The last hop is the one our own proxy wrote, perhaps in a line of its own;
		// earlier ones anybody can forge.
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if last := strings.TrimSpace(hops[len(hops)-1]); net.ParseIP(last) != nil {
			return network(last)
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return network(host)
}

// Language picks zh-CN or en from Accept-Language; zh-CN when it says neither.
func Language(r *http.Request) string {
	for _, part := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		tag := strings.ToLower(strings.TrimSpace(strings.SplitN(part, ";", 2)[0]))
		switch {
		case strings.HasPrefix(tag, "zh"):
			return "zh-CN"
		case strings.HasPrefix(tag, "en"):
			return "en"
		}
	}
	return "zh-CN"
}

func requestID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// statusClientGone marks answers nobody waits for any more in the metrics.
const statusClientGone = 499

func clientGone(err error) bool { return errors.Is(err, context.Canceled) }
