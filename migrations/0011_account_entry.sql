-- +goose Up
-- A link that signs one person in without a password; uses_left counts down to 0.
CREATE TABLE account_entry (
  token_hash TEXT PRIMARY KEY,
  school     TEXT NOT NULL,
  person     TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  uses_left  BIGINT NOT NULL
);
CREATE INDEX account_entry_expires ON account_entry (expires_at);
