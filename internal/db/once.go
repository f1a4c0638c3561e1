package db

import (
	"context"
	"encoding/json"
	"fmt"

	"magpie/internal/core"
)

// Once is Write for a request: when the request carries an idempotency key and
// that key has been written before, fn is not run and the stored result is
// returned; with another request behind the key it is ErrKeyReused. T must
// survive JSON. Errors are not stored, so a failed request may be repeated.
func Once[T any](ctx context.Context, d *DB, fn func(tx *Tx) (T, error)) (T, error) {
	request, keyed := core.NextRequest(ctx)
	var result T
	err := d.Write(ctx, func(tx *Tx) error {
		var fresh T
		result = fresh // fn may run again after a deadlock
		if keyed {
			done, err := recall(tx, request, &result)
			if done || err != nil {
				return err
			}
		}
		var err error
		if result, err = fn(tx); err != nil || !keyed {
			return err
		}
		return remember(tx, request, result)
	})
	return result, err
}

// recall claims the key for this transaction, or finds the answer it has got. A
// concurrent holder of the key is waited for.
func recall(tx *Tx, r core.Request, result any) (done bool, err error) {
	claimed, err := tx.Exec(`insert into db_once (scope, key, digest, result, at) values ($1, $2, $3, '', $4)
		on conflict do nothing`, r.Scope, r.Key, r.Digest, tx.Millis())
	if err != nil || claimed == 1 {
		return false, err
	}
	var digest, stored string
	if err := tx.QueryRow(`select digest, result from db_once where scope = $1 and key = $2`, r.Scope, r.Key).
		Scan(&digest, &stored); err != nil {
		return false, fmt.Errorf("recall request: %w", err)
	}
	if digest != r.Digest {
		return false, ErrKeyReused
	}
	if err := json.Unmarshal([]byte(stored), result); err != nil {
		return false, fmt.Errorf("recall request: %w", err)
	}
	return true, nil
}

func remember(tx *Tx, r core.Request, result any) error {
	b, err := json.Marshal(result)
	if err != nil {
		return fmt.Errorf("remember request: %w", err)
	}
	_, err = tx.Exec(`update db_once set result = $3 where scope = $1 and key = $2`, r.Scope, r.Key, string(b))
	return err
}

// PurgeOnce forgets answers older than the given moment and returns how many;
// a request repeated later than that would be done again.
func (d *DB) PurgeOnce(ctx context.Context, before core.Millis) (int64, error) {
	var n int64
	err := d.Write(ctx, func(tx *Tx) (err error) {
		n, err = tx.Exec(`delete from db_once where at < $1`, before)
		return err
	})
	return n, err
}
