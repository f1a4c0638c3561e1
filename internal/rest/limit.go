package rest

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"magpie/internal/core"
)

// Rate bounds how often one person (or one address, for strangers) may call an
// operation: Burst at once, refilled evenly over Per.
type Rate struct {
	Burst int
	Per   time.Duration
}

// common is the limit that every operation shares: generous, against run-away
// programs. A class behind one school address must fit, so it is per person
// where there is one.
var common = Rate{Burst: 600, Per: 10 * time.Second}

// limits holds token buckets in memory; whatever must survive a restart (login,
// join codes) is counted in the database by its room.
type limits struct {
	clock   core.Clock
	mu      sync.Mutex
	buckets map[string]*bucket
	swept   time.Time
}

type bucket struct {
	*rate.Limiter
	used time.Time
}

func newLimits(c core.Clock) *limits {
	return &limits{clock: c, buckets: map[string]*bucket{}, swept: c.Now()}
}

func (l *limits) allow(op Op, a core.Actor) error {
	who := a.Person
	if who == "" {
		who = a.Addr
	}
	if err := l.take("*", who, common); err != nil {
		return err
	}
	if op.Rate.Burst == 0 {
		return nil
	}
	return l.take(op.ID, who, op.Rate)
}

func (l *limits) take(op, who string, r Rate) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	l.sweep(now)
	key := op + " " + who
	b := l.buckets[key]
	if b == nil {
		b = &bucket{Limiter: rate.NewLimiter(rate.Limit(float64(r.Burst)/r.Per.Seconds()), r.Burst)}
		l.buckets[key] = b
	}
	b.used = now
	if b.AllowN(now, 1) {
		return nil
	}
	wait := max(1, int(math.Ceil((1-b.TokensAt(now))/float64(b.Limit()))))
	return core.TooMany("rest.tooMany", time.Duration(wait)*time.Second).With(core.Params{"seconds": wait})
}

// sweep forgets buckets unused for an hour, at most once a minute.
func (l *limits) sweep(now time.Time) {
	if now.Sub(l.swept) < time.Minute {
		return
	}
	l.swept = now
	for key, b := range l.buckets {
		if now.Sub(b.used) > time.Hour {
			delete(l.buckets, key)
		}
	}
}
