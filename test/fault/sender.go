package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"time"

	"magpie/test/bench/school"
)

// Files of a sender are small and their chunks smaller, so that every cut meets
// many uploads at every stage.
const (
	smallest   = 4 << 10
	largest    = 200 << 10
	smallChunk = 32 << 10
)

// sender is one who sends files, as several people in turn, and goes on with what
// was cut.
type sender struct {
	trial   *trial
	number  int
	members []school.Member
	random  *rand.Rand
	count   int
	parcel  *parcel
}

// work goes on until ctx ends.
func (s *sender) work(ctx context.Context) error {
	for ctx.Err() == nil {
		if s.parcel == nil {
			s.count++
			who, size := s.members[s.count%len(s.members)], smallest+s.random.IntN(largest-smallest)
			s.parcel = newParcel(s.trial.class.Conversation, who.Cookie, size, smallChunk, s.random)
		}
		err := s.parcel.push(ctx, s.trial.client)
		switch {
		case errors.Is(err, errForgot):
			s.trial.forgot.Add(1)
			fmt.Fprintf(os.Stderr, "forgot: %v\n", err)
			s.parcel = nil
		case err != nil:
			return fmt.Errorf("sender %d: %w", s.number, err)
		case s.parcel.file != "":
			if err := s.trial.files.add(fmt.Sprintf("%s %s %s", s.parcel.cookie, s.parcel.file, sum(s.parcel.content))); err != nil {
				return err
			}
			s.parcel = nil
		}
	}
	return nil
}

// damaged counts the acknowledged files that are not there byte for byte.
func (t *trial) damaged(ctx context.Context, lines []string) (n int, err error) {
	for _, line := range lines {
		var cookie, file, want string
		if _, err := fmt.Sscan(line, &cookie, &file, &want); err != nil {
			return n, err
		}
		got, err := t.client.fetch(ctx, cookie, file, "file")
		if err != nil {
			return n, err
		}
		if got == nil || sum(got) != want {
			if n++; n <= shown {
				fmt.Fprintf(os.Stderr, "damaged: file %s, %d bytes are there\n", file, len(got))
			}
		}
	}
	return n, nil
}

// ready is how long the server may take to look at a file.
const ready = 2 * time.Minute

// fetch waits until the server has looked at a file and returns the bytes of one size
// of it; nil when they are not to be had.
func (c *client) fetch(ctx context.Context, cookie, file, size string) ([]byte, error) {
	get := call{method: http.MethodGet, path: prefix + "/files/" + file, cookie: cookie, wait: []int{http.StatusNotFound}, patient: true}
	for deadline := time.Now().Add(ready); ; time.Sleep(5 * time.Millisecond) {
		a, came, err := c.do(ctx, get)
		if err == nil && !came {
			err = errors.New("the server is gone")
		}
		if err != nil || a == nil {
			return nil, err
		}
		switch {
		case bytes.Contains(a.body, []byte(`"state":"ready"`)):
			get.path += "/" + size
			a, _, err := c.do(ctx, get)
			if err != nil || a == nil {
				return nil, err
			}
			return a.body, nil
		case !bytes.Contains(a.body, []byte(`"state":"working"`)):
			fmt.Fprintln(os.Stderr, "refused after its ack:", strings.TrimSpace(string(a.body)))
			return nil, nil
		case time.Now().After(deadline):
			return nil, fmt.Errorf("file %s is still being worked on", file)
		}
	}
}
