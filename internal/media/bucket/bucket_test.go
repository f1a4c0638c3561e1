package bucket

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"magpie/internal/db/dbtest"
	"magpie/internal/media"
	"magpie/internal/media/mediatest"
)

// service speaks as much of S3 as a bucket needs, and checks every signature by the
// rules of version 4, written anew here.
type service struct {
	t       *testing.T
	mu      sync.Mutex
	objects map[string][]byte
	ill     int // answers 503 so many times
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, _ := io.ReadAll(r.Body) // a cut body fails its sum below
	if s.ill > 0 {
		s.ill--
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	sum := sha256.Sum256(body)
	if r.Header.Get("X-Amz-Content-Sha256") != hex.EncodeToString(sum[:]) || !signed(r, "key", "secret") {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	content, there := s.objects[r.URL.Path]
	switch {
	case r.Method == http.MethodPut && r.Header.Get("X-Amz-Copy-Source") != "":
		from, there := s.objects[r.Header.Get("X-Amz-Copy-Source")]
		if !there {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		s.objects[r.URL.Path] = from
	case r.Method == http.MethodPut:
		s.objects[r.URL.Path] = body
	case r.Method == http.MethodDelete:
		delete(s.objects, r.URL.Path)
		w.WriteHeader(http.StatusNoContent)
	case !there:
		w.WriteHeader(http.StatusNotFound)
	default:
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	}
}

func signed(r *http.Request, id, secret string) bool {
	auth := r.Header.Get("Authorization")
	day := r.Header.Get("X-Amz-Date")[:8]
	scope := day + "/eu-1/s3/aws4_request"
	_, names, _ := strings.Cut(auth, "SignedHeaders=")
	names, signature, _ := strings.Cut(names, ", Signature=")
	text := r.Method + "\n" + r.URL.EscapedPath() + "\n\n"
	for _, name := range strings.Split(names, ";") {
		value := r.Header.Get(name)
		if name == "host" {
			value = r.Host
		}
		text += name + ":" + value + "\n"
	}
	text += "\n" + names + "\n" + r.Header.Get("X-Amz-Content-Sha256")
	key := mac(mac(mac(mac([]byte("AWS4"+secret), day), "eu-1"), "s3"), "aws4_request")
	want := mac(key, "AWS4-HMAC-SHA256\n"+r.Header.Get("X-Amz-Date")+"\n"+scope+"\n"+hexSum(text))
	return strings.HasPrefix(auth, "AWS4-HMAC-SHA256 Credential="+id+"/"+scope) && signature == hex.EncodeToString(want)
}

func open(t *testing.T) (*Bucket, *service) {
	t.Helper()
	s := &service{t: t, objects: map[string][]byte{}}
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	b, err := Open("s3://school/pictures?region=eu-1&endpoint="+url.QueryEscape(srv.URL), dbtest.NewClock(time.Date(2026, 11, 27, 16, 0, 0, 0, time.UTC)))
	if err != nil {
		t.Fatal(err)
	}
	return b, s
}

func TestABucketKeepsWhatAStoreMust(t *testing.T) {
	mediatest.Blobs(t, func(t *testing.T) media.Blobs {
		b, _ := open(t)
		return b
	})
}

func TestAServiceThatStumblesIsAskedAgain(t *testing.T) {
	b, s := open(t)
	content := []byte("a picture")
	id := hexSum(string(content))
	s.ill = 1
	if err := b.Put(t.Context(), id, bytes.NewReader(content), int64(len(content))); err != nil {
		t.Errorf("after one stumble: %v", err)
	}
	s.ill = tries
	if err := b.Put(t.Context(), id, bytes.NewReader(content), int64(len(content))); err == nil || !strings.Contains(err.Error(), strconv.Itoa(http.StatusServiceUnavailable)) {
		t.Errorf("got %v, want the service's own answer", err)
	}
}

func TestAnAddressThatIsNoBucketIsRefusedInWords(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	for _, address := range []string{"s3://", "https://x", "s3://school"} {
		if _, err := Open(address, nil); err == nil || fmt.Sprint(err) == "" {
			t.Errorf("%s: taken, want a refusal", address)
		}
	}
}
