package talk

import (
	"testing"
	"testing/synctest"
	"time"

	"magpie/internal/roster"
)

func TestAClassThatTalksFastRingsOnceAtTheEndOfThePeace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := bell{hushed: map[roster.ClassID]bool{}}
		rings := 0
		ring := func() { rings++ }
		if b.rang("c") {
			t.Fatal("a class that was never told is left in peace")
		}
		b.hush("c", ring)
		for range 100 {
			if !b.rang("c") || !b.again("c") || b.rang("other") {
				t.Fatal("the peace does not hold for this class alone")
			}
		}
		time.Sleep(2 * hushFor)
		synctest.Wait()
		if rings != 1 || b.rang("c") || b.again("c") {
			t.Errorf("rang %d times, want once, and then as before", rings)
		}
		b.hush("c", ring)
		time.Sleep(2 * hushFor)
		synctest.Wait()
		if rings != 1 {
			t.Errorf("rang with nothing more to tell")
		}
	})
}
