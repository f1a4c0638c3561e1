-- +goose Up

CREATE TABLE notice_notice (
  school       TEXT   NOT NULL,
  id           TEXT   NOT NULL PRIMARY KEY,
  class        TEXT   NOT NULL,
  author       TEXT   NOT NULL, -- JSON: the author as the families see it
  type         TEXT   NOT NULL,
  title        TEXT   NOT NULL,
  text         TEXT   NOT NULL,
  times        TEXT   NOT NULL, -- JSON, '' when the notice has none
  checklist    TEXT   NOT NULL, -- JSON list
  students     TEXT   NOT NULL, -- JSON list of the chosen children, '' for the whole class
  level        TEXT   NOT NULL,
  need         TEXT   NOT NULL,
  due_at       BIGINT NOT NULL,
  publish_at   BIGINT NOT NULL,
  pinned       BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  state        TEXT   NOT NULL,
  version      BIGINT NOT NULL,
  changed_at   BIGINT NOT NULL,
  ask          TEXT   NOT NULL,
  created_at   BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX notice_notice_class ON notice_notice (class, publish_at);
CREATE INDEX notice_notice_due ON notice_notice (publish_at) WHERE state = 'scheduled';

CREATE TABLE notice_version (
  school  TEXT   NOT NULL,
  notice  TEXT   NOT NULL,
  version BIGINT NOT NULL,
  at      BIGINT NOT NULL,
  author  TEXT   NOT NULL, -- JSON
  fields  TEXT   NOT NULL, -- JSON: what changed
  PRIMARY KEY (notice, version)
) /*sqlite: WITHOUT ROWID*/;

-- Where a published notice stands: the class's conversation, or one for each chosen child.
CREATE TABLE notice_place (
  school       TEXT   NOT NULL,
  notice       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  PRIMARY KEY (notice, conversation)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX notice_place_conversation ON notice_place (conversation, seq);

-- A word typed under a notice that was folded into the counts, and what became of it:
-- folded, said (turned into a reply after all) or undone.
CREATE TABLE notice_word (
  school       TEXT   NOT NULL,
  id           TEXT   NOT NULL PRIMARY KEY,
  notice       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  student      TEXT   NOT NULL,
  person       TEXT   NOT NULL,
  text         TEXT   NOT NULL,
  receipt      BIGINT NOT NULL,
  thanks       BIGINT NOT NULL,
  answered     BIGINT NOT NULL, -- 1 when this very word gave the answer
  state        TEXT   NOT NULL,
  at           BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

-- Counting what stands under a notice reads this index alone.
CREATE INDEX notice_word_place ON notice_word (notice, conversation, state, receipt, thanks, student);

-- A family's own ticks on the checklist, by the item's words, so that a correction keeps them.
CREATE TABLE notice_check (
  school  TEXT   NOT NULL,
  notice  TEXT   NOT NULL,
  student TEXT   NOT NULL,
  item    TEXT   NOT NULL,
  done    BIGINT NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (notice, student, item)
) /*sqlite: WITHOUT ROWID*/;

CREATE TABLE notice_calendar (
  school     TEXT   NOT NULL,
  person     TEXT   NOT NULL PRIMARY KEY,
  token_hash TEXT   NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;
