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

// sender is one person who sends files, and goes on with what was cut.
type sender struct {
	trial  *trial
	number int
	member school.Member
	random *rand.Rand
	parcel *parcel
}

// work goes on until ctx ends.
func (s *sender) work(ctx context.Context) error {
	for ctx.Err() == nil {
		if s.parcel == nil {
			size := smallest + s.random.IntN(largest-smallest)
			s.parcel = newParcel(s.trial.class.Conversation, s.member.Cookie, size, smallChunk, s.random)
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
			if err := s.trial.files.add(fmt.Sprint(s.number, " ", s.parcel.file, " ", sum(s.parcel.content))); err != nil {
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
		var number int
		var file, want string
		if _, err := fmt.Sscan(line, &number, &file, &want); err != nil {
			return n, err
		}
		got, err := t.client.fetch(ctx, t.senders[number].member.Cookie, file)
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
const ready = time.Minute

// fetch waits until the server has looked at a file and returns its bytes; nil when
// they are not to be had.
func (c *client) fetch(ctx context.Context, cookie, file string) ([]byte, error) {
	path := prefix + "/files/" + file
	for deadline := time.Now().Add(ready); ; time.Sleep(5 * time.Millisecond) {
		a, _, err := c.do(ctx, call{method: http.MethodGet, path: path, cookie: cookie, wait: []int{http.StatusNotFound}})
		if err != nil || a == nil {
			return nil, err
		}
		switch {
		case bytes.Contains(a.body, []byte(`"state":"ready"`)):
			a, _, err := c.do(ctx, call{method: http.MethodGet, path: path + "/file", cookie: cookie, wait: []int{http.StatusNotFound}})
			if err != nil || a == nil {
				return nil, err
			}
			return a.body, nil
		case !bytes.Contains(a.body, []byte(`"state":"working"`)):
			return nil, errors.New("the server refused a file: " + strings.TrimSpace(string(a.body)))
		case time.Now().After(deadline):
			return nil, fmt.Errorf("file %s is still being worked on", file)
		}
	}
}
