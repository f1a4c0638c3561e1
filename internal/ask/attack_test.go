package ask_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"magpie/internal/ask"
	"magpie/internal/ask/form"
	"magpie/internal/db"
)

func TestWhoIsBarredFromAChildDoesNotReadItsPlaceByAnotherChild(t *testing.T) {
	d := newDoor(t, 2)
	father := d.Joins(0, "父亲")
	d.AlsoJoins(father, 1, "父亲")
	d.people["father"], d.people["mother"] = father, d.Joins(0, "母亲")
	path := "/asks/" + string(d.asks(trip))
	d.Write(func(tx *db.Tx) error {
		_, err := tx.Exec(`update roster_guardian set barred_at = 1 where person = $1 and student = $2`, father.Person, d.Students[0])
		return err
	})
	d.must("mother", "POST", path+"/answer", says(d.Students[0], form.Values{"come": "yes", "word": "在外婆家"}), nil)
	d.must("father", "POST", path+"/answer", says(d.Students[1], form.Values{"come": "no"}), nil)
	var chain ask.Chain
	d.must("father", "GET", path+"/chain", nil, &chain)
	if len(chain.Items) != 1 || chain.Items[0].Number != 2 {
		t.Errorf("the barred father reads %+v", chain.Items)
	}
	if d.must("mother", "GET", path+"/chain", nil, &chain); len(chain.Items) != 2 {
		t.Errorf("the mother reads %+v", chain.Items)
	}
}

func TestALinkThatIsRevokedWhileItAnswersAnswersNothing(t *testing.T) {
	d := newDoor(t, 1)
	id := d.asks(trip)
	path := "/asks/" + string(id)
	var made ask.MadeLink
	d.must("teacher", "POST", path+"/links", map[string]any{"student": d.Students[0], "relation": "爷爷", "days": 3}, &made)
	code := strings.TrimPrefix(made.URL, "https://school.example/a/")
	holds, answered := make(chan struct{}), make(chan error)
	d.Write(func(tx *db.Tx) error {
		if err := tx.Lock("ask " + string(id) + " " + string(d.Students[0])); err != nil { // the answer waits
			return err
		}
		go func() {
			close(holds)
			_, err := d.AnswerBy(context.Background(), code, ask.In{Level: ask.LevelForm, Version: 1, Values: form.Values{"come": "yes"}})
			answered <- err
		}()
		<-holds
		_, err := tx.Exec(`update ask_link set revoked_at = 1 where id = $1`, made.ID)
		return err
	})
	if err := <-answered; !errors.Is(err, ask.ErrLink) {
		t.Errorf("got %v, want ErrLink", err)
	}
}

func TestAParentDoesNotReadTheOtherParentsSignature(t *testing.T) {
	d := newDoor(t, 1)
	d.people["mother"], d.people["father"] = d.Joins(0, "母亲"), d.Joins(0, "父亲")
	path := "/asks/" + string(d.asks(trip))
	d.must("mother", "POST", path+"/answer", says(d.Students[0], form.Values{"come": "yes", "sign": form.Signature{Path: "M1 1L2 2"}}), nil)
	for who, want := range map[string]bool{"mother": true, "father": false, "teacher": true} {
		var chain ask.Chain
		d.must(who, "GET", path+"/chain", nil, &chain)
		if _, got := chain.Items[0].Values.Signature("sign"); got != want {
			t.Errorf("%s reads the signature: %t", who, got)
		}
	}
}

// A result that moves after it was seen tells who voted last, and for what.
func TestNoBallotComesAfterTheResultWasSeen(t *testing.T) {
	const voters = 8
	d := newDoor(t, voters)
	id := d.asks(poll)
	done := make(chan error, voters)
	for i := range voters {
		mother := d.Joins(i, "母亲")
		go func() {
			_, _, err := d.answers(d.Service, ask.In{Ask: id, Student: d.Students[i], Person: mother.Person, Level: ask.LevelForm, Values: form.Values{"who": "a"}})
			done <- err
		}()
	}
	d.Write(func(tx *db.Tx) error { return d.Close(tx, id) })
	seen, err := d.Counts(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	for range voters {
		if err := <-done; err != nil && !errors.Is(err, ask.ErrClosed) {
			t.Error(err)
		}
	}
	if after, err := d.Counts(context.Background(), id); err != nil || after.Given != seen.Given {
		t.Errorf("%d ballots when the result was seen, %d afterwards: %v", seen.Given, after.Given, err)
	}
}

func TestALongPastedLineIsCutAndNotKeptWhole(t *testing.T) {
	d := newDoor(t, 1)
	path := "/asks/" + string(d.asks(trip))
	line := ask.Pasted{Line: 1, Text: strings.Repeat("接", 5000), Student: d.Students[0], Values: form.Values{"come": "yes"}}
	d.must("teacher", "POST", path+"/paste/apply", map[string]any{"lines": []ask.Pasted{line}}, nil)
	var r ask.Results
	d.must("teacher", "GET", path+"/answers", nil, &r)
	if n := len([]rune(r.Items[0].Note)); n != 200 {
		t.Errorf("a note of %d letters is kept", n)
	}
}

func TestNoCounterTellsWhichBallotWroteIt(t *testing.T) {
	d := newDoor(t, 4)
	id := d.asks(poll)
	for i := range d.Students {
		mother := d.Joins(i, "母亲")
		d.Clock.Advance(time.Second)
		in := ask.In{Ask: id, Student: d.Students[i], Person: mother.Person, Level: ask.LevelForm, Values: form.Values{"who": string("ab"[i%2])}}
		if _, _, err := d.answers(d.Service, in); err != nil {
			t.Fatal(err)
		}
	}
	d.Read(func(tx *db.Tx) error {
		stamp := "1"
		if tx.Dialect() == db.Postgres {
			stamp = "count(distinct xmin::text)"
		}
		var writers int
		err := tx.QueryRow(fmt.Sprintf(`select %s from ask_ballot where ask = $1`, stamp), id).Scan(&writers)
		if err == nil && writers != 1 {
			t.Errorf("%d transactions stand beside the counters, want the last voter's alone", writers)
		}
		return err
	})
}
