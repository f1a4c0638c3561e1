-- +goose Up

-- A conversation's id says whose it is ("c-" and a class, "f-" and a student);
-- its row is born with its first entry and holds the one counter.
CREATE TABLE feed_conversation (
  id     TEXT   NOT NULL PRIMARY KEY,
  school TEXT   NOT NULL,
  rev    BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE TABLE feed_entry (
  school       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  rev          BIGINT NOT NULL,
  kind         TEXT   NOT NULL,
  at           BIGINT NOT NULL,
  author       TEXT   NOT NULL,
  parent       BIGINT NOT NULL,
  ref          TEXT   NOT NULL,
  body         TEXT   NOT NULL,
  PRIMARY KEY (conversation, seq)
) /*sqlite: WITHOUT ROWID*/;

CREATE UNIQUE INDEX feed_entry_rev ON feed_entry (conversation, rev);

CREATE TABLE feed_mark (
  school       TEXT   NOT NULL,
  person       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  got_rev      BIGINT NOT NULL,
  read_seq     BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  PRIMARY KEY (person, conversation)
) /*sqlite: WITHOUT ROWID*/;
