-- +goose Up

-- JSON: what a notice wants back beyond having been seen (form, question, who answers …), '' for a plain one.
ALTER TABLE notice_notice ADD COLUMN expects TEXT NOT NULL DEFAULT '';

-- 1 when staff have closed its ask by hand.
ALTER TABLE notice_notice ADD COLUMN closed BIGINT NOT NULL DEFAULT 0;

-- 1 while the entry of a chain tells fewer answers than there are.
ALTER TABLE notice_notice ADD COLUMN stale BIGINT NOT NULL DEFAULT 0;

CREATE INDEX notice_notice_stale ON notice_notice (id) WHERE stale = 1;

-- The words of each version of what is signed, so that a signature keeps standing under its own text.
CREATE TABLE notice_text (
  school  TEXT   NOT NULL,
  notice  TEXT   NOT NULL,
  version BIGINT NOT NULL,
  at      BIGINT NOT NULL,
  content TEXT   NOT NULL, -- JSON
  PRIMARY KEY (notice, version)
) /*sqlite: WITHOUT ROWID*/;
