-- +goose Up
-- A barred guardian (a court's order) counts as not joined until the head lifts the bar.
ALTER TABLE roster_guardian ADD COLUMN barred_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE roster_guardian ADD COLUMN barred_by TEXT NOT NULL DEFAULT '';
ALTER TABLE roster_guardian ADD COLUMN bar_reason TEXT NOT NULL DEFAULT '';
