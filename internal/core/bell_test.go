package core

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatMovesFastRingsOnceAtTheEndOfThePeace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var b Bell[string]
		rings := 0
		ring := func() { rings++ }
		if b.Rang("c") {
			t.Fatal("who was never told is left in peace")
		}
		b.Hush("c", ring)
		for range 100 {
			if !b.Rang("c") || !b.Again("c") || b.Rang("other") {
				t.Fatal("the peace does not hold for this one alone")
			}
		}
		time.Sleep(2 * hushFor)
		synctest.Wait()
		if rings != 1 || b.Rang("c") || b.Again("c") {
			t.Errorf("rang %d times, want once, and then as before", rings)
		}
		b.Hush("c", ring)
		time.Sleep(2 * hushFor)
		synctest.Wait()
		if rings != 1 {
			t.Errorf("rang with nothing more to tell")
		}
	})
}
