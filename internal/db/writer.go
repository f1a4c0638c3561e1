package db

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// maxBatch is how many writes may share one commit: enough to pay for a slow
// disk, few enough that the first does not wait long for the last.
const maxBatch = 256

// errLeft is what callers hear when a function ended the writer's goroutine
// (a test's Fatal does).
var errLeft = errors.New("the function left without returning")

// writer is SQLite's only writer. Writes that arrive while others run join
// their transaction, each undoable by itself, and all pay for one fsync.
type writer struct {
	*shared
	s       *session
	queue   chan *job
	closing sync.Once
	stop    chan struct{}
	stopped chan struct{}
	batch   []*job
}

type job struct {
	tx    Tx
	fn    func(*Tx) error
	err   error
	done  chan error
	taken atomic.Bool // by the writer, or by its own caller who gives up
}

func startWriter(shared *shared, s *session) *writer {
	w := &writer{shared: shared, s: s, queue: make(chan *job, maxBatch), stop: make(chan struct{}), stopped: make(chan struct{})}
	go w.loop()
	return w
}

// write hands fn to the writer and waits until it is on disk.
func (w *writer) write(ctx context.Context, fn func(*Tx) error) error {
	j := &job{fn: fn, done: make(chan error, 1), tx: Tx{q: w.s, ctx: ctx, dialect: SQLite}}
	select {
	case w.queue <- j:
	case <-ctx.Done():
		return ctx.Err()
	case <-w.stopped:
		return ErrStopped
	}
	var gaveUp error
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		gaveUp = ctx.Err()
	case <-w.stopped:
		gaveUp = ErrStopped
	}
	if j.taken.CompareAndSwap(false, true) {
		return gaveUp
	}
	return <-j.done
}

func (w *writer) close() {
	w.closing.Do(func() { close(w.stop) })
	<-w.stopped
}

func (w *writer) loop() {
	returned := false
	defer func() {
		if returned {
			close(w.stopped)
			return
		}
		w.undo()
		w.finish(errLeft)
		go w.loop()
	}()
	for {
		select {
		case j := <-w.queue:
			if j.taken.CompareAndSwap(false, true) {
				w.run(j)
			}
		case <-w.stop:
			returned = true
			return
		}
	}
}

// run does one transaction: the first job and all that wait by then.
func (w *writer) run(first *job) {
	w.batch = append(w.batch[:0], first)
	if err := w.begin(); err != nil {
		w.finish(err)
		return
	}
	for j := first; j != nil && w.s.broken == nil; j = w.next() {
		j.tx.now = w.clock.Now()
		if j.err = w.isolate(j, j == first); j.err == nil && ackEarly {
			j.done <- nil
		}
	}
	w.finish(w.commit())
}

func (w *writer) begin() error {
	if err := w.refusal(); err != nil {
		return err
	}
	w.s.broken = nil
	return w.judge(w.statement(`begin immediate`))
}

// next returns the next job that waits, if the batch has room for it.
func (w *writer) next() *job {
	for len(w.batch) < maxBatch {
		select {
		case j := <-w.queue:
			if j.taken.CompareAndSwap(false, true) {
				w.batch = append(w.batch, j)
				return j
			}
		default:
			return nil
		}
	}
	return nil
}

// isolate runs a job so that its failure undoes only its own statements. The
// first needs no savepoint: undoing it is undoing all there is.
func (w *writer) isolate(j *job, first bool) error {
	if first {
		err := guard(&j.tx, j.fn)
		if err != nil && w.s.broken == nil {
			w.undo()
			w.s.broken = w.statement(`begin immediate`)
		}
		return err
	}
	if err := w.statement(`savepoint job`); err != nil {
		return w.breakOff(err)
	}
	err := guard(&j.tx, j.fn)
	if w.s.broken != nil {
		return err
	}
	if err != nil {
		if e := w.statement(`rollback to job`); e != nil {
			return w.breakOff(e)
		}
	}
	if e := w.statement(`release job`); e != nil {
		return w.breakOff(e)
	}
	return err
}

// breakOff ends the batch: the transaction is no longer what we think it is.
func (w *writer) breakOff(err error) error {
	w.s.broken = err
	return err
}

// commit ends the transaction; an error means that nothing of it was kept.
func (w *writer) commit() error {
	err := w.s.broken
	if err == nil {
		err = w.statement(`commit`)
	}
	if err != nil {
		w.undo()
	}
	return w.judge(err)
}

// judge stops all writing when an error leaves it unknown what is on disk.
func (w *writer) judge(err error) error {
	if err == nil || passes(err) {
		return err
	}
	w.shared.stop(err)
	return w.refusal()
}

// undo gives up the transaction, if there still is one.
func (w *writer) undo() {
	w.s.broken = nil
	_ = w.statement(`rollback`) // fails only when SQLite has already undone it
	w.s.broken = nil
}

// finish tells everybody in the batch how it ended.
func (w *writer) finish(err error) {
	for _, j := range w.batch {
		if err == nil && j.err == nil {
			j.tx.committed()
		}
	}
	for _, j := range w.batch {
		if j.err == nil && ackEarly {
			continue
		}
		if j.err == nil {
			j.err = err
		}
		j.done <- j.err
	}
	clear(w.batch)
	w.batch = w.batch[:0]
}

func (w *writer) statement(q string) error {
	_, err := w.s.exec(q, nil)
	return err
}
