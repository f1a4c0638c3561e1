-- +goose Up

-- A search for a child. At its end what was known is emptied; what the school
-- keeps stands in safety_report, and a drill forgets even the child.
CREATE TABLE safety_search (
  school    TEXT   NOT NULL,
  id        TEXT   NOT NULL PRIMARY KEY,
  class     TEXT   NOT NULL,
  student   TEXT   NOT NULL,
  drill     BIGINT NOT NULL,
  round     TEXT   NOT NULL, -- the arrival round from which it was opened, or empty
  known     TEXT   NOT NULL,
  ask       TEXT   NOT NULL,
  state     TEXT   NOT NULL,
  ring      BIGINT NOT NULL,
  held      BIGINT NOT NULL,
  next_at   BIGINT NOT NULL, -- when the next ring is asked; 0 after the last
  opened_by TEXT   NOT NULL,
  opened_at BIGINT NOT NULL,
  ended_by  TEXT   NOT NULL,
  ended_at  BIGINT NOT NULL,
  place     TEXT   NOT NULL,
  word      TEXT   NOT NULL,
  score     TEXT   NOT NULL
) /*sqlite: WITHOUT ROWID*/;

-- One search for a child at a time, and one drill.
CREATE UNIQUE INDEX safety_search_one ON safety_search (student, drill) WHERE state = 'open';
CREATE INDEX safety_search_open ON safety_search (school, class) WHERE state = 'open';
CREATE INDEX safety_search_class ON safety_search (class, id);
CREATE INDEX safety_search_due ON safety_search (next_at) WHERE state = 'open' AND next_at > 0;

CREATE TABLE safety_ring (
  search    TEXT   NOT NULL,
  ring      BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  PRIMARY KEY (search, ring)
) /*sqlite: WITHOUT ROWID*/;

-- The children whose families a ring asks, also those whom nobody has joined for.
CREATE TABLE safety_asked (
  search  TEXT   NOT NULL,
  student TEXT   NOT NULL,
  ring    BIGINT NOT NULL,
  PRIMARY KEY (search, student)
) /*sqlite: WITHOUT ROWID*/;

-- Where the entries of a search or an alert stand: whoever is in that room was told.
CREATE TABLE safety_entry (
  subject      TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  PRIMARY KEY (subject, conversation)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX safety_entry_conversation ON safety_entry (conversation, subject);

-- A family's word that its child is missing.
CREATE TABLE safety_word (
  school  TEXT   NOT NULL,
  id      TEXT   NOT NULL PRIMARY KEY,
  class   TEXT   NOT NULL,
  student TEXT   NOT NULL,
  author  TEXT   NOT NULL,
  text    TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  search  TEXT   NOT NULL -- the search that it belongs to, or empty
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX safety_word_class ON safety_word (class, at);
CREATE INDEX safety_word_student ON safety_word (student, at);

-- What the school keeps of a search in the child's record; never of a drill.
CREATE TABLE safety_report (
  school   TEXT   NOT NULL,
  search   TEXT   NOT NULL PRIMARY KEY,
  student  TEXT   NOT NULL,
  filed_at BIGINT NOT NULL,
  body     TEXT   NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX safety_report_student ON safety_report (student, search);

CREATE TABLE safety_alert (
  school    TEXT   NOT NULL,
  id        TEXT   NOT NULL PRIMARY KEY,
  class     TEXT   NOT NULL, -- empty for the whole school
  kind      TEXT   NOT NULL,
  text      TEXT   NOT NULL,
  drill     BIGINT NOT NULL,
  ask       TEXT   NOT NULL,
  state     TEXT   NOT NULL,
  next_at   BIGINT NOT NULL, -- when the silent are told again
  opened_by TEXT   NOT NULL,
  opened_at BIGINT NOT NULL,
  ended_by  TEXT   NOT NULL,
  ended_at  BIGINT NOT NULL,
  score     TEXT   NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX safety_alert_open ON safety_alert (school, class) WHERE state = 'open';
CREATE INDEX safety_alert_class ON safety_alert (school, class, id);
CREATE INDEX safety_alert_due ON safety_alert (next_at) WHERE state = 'open' AND next_at > 0;

-- The roll call: what was said last of a child, and since when it is accounted for.
CREATE TABLE safety_roll (
  alert   TEXT   NOT NULL,
  student TEXT   NOT NULL,
  state   TEXT   NOT NULL,
  note    TEXT   NOT NULL,
  person  TEXT   NOT NULL,
  author  TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  since   BIGINT NOT NULL,
  PRIMARY KEY (alert, student)
) /*sqlite: WITHOUT ROWID*/;
