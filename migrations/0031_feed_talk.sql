-- +goose Up
-- What was said under an entry.
CREATE INDEX feed_entry_parent ON feed_entry (conversation, parent, seq) WHERE parent > 0;
