-- +goose Up

-- An ask may be put to several classes, and wants more than a receipt.
CREATE TABLE ask_class (
  school TEXT NOT NULL,
  class  TEXT NOT NULL,
  ask    TEXT NOT NULL,
  PRIMARY KEY (class, ask)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX ask_class_ask ON ask_class (ask, class);

INSERT INTO ask_class (school, class, ask) SELECT school, class, id FROM ask_ask;

DROP INDEX ask_ask_class;
ALTER TABLE ask_ask DROP COLUMN class;
ALTER TABLE ask_ask ADD COLUMN per TEXT NOT NULL DEFAULT 'family';
ALTER TABLE ask_ask ADD COLUMN visible TEXT NOT NULL DEFAULT 'staff';
ALTER TABLE ask_ask ADD COLUMN self BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ask_ask ADD COLUMN many BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ask_ask ADD COLUMN no_late BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ask_ask ADD COLUMN secret BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ask_ask ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE ask_ask ADD COLUMN question TEXT NOT NULL DEFAULT '';

-- What was answered, numbered from 1 without a gap. A subject has one answer that
-- stands; one that is withdrawn keeps its number.
CREATE TABLE ask_given (
  school    TEXT   NOT NULL,
  ask       TEXT   NOT NULL,
  number    BIGINT NOT NULL,
  subject   TEXT   NOT NULL, -- empty where one may answer several times
  student   TEXT   NOT NULL,
  person    TEXT   NOT NULL,
  relation  TEXT   NOT NULL,
  via       TEXT   NOT NULL,
  at        BIGINT NOT NULL,
  level     TEXT   NOT NULL,
  version   BIGINT NOT NULL,
  said      TEXT   NOT NULL,
  note      TEXT   NOT NULL,
  changes   BIGINT NOT NULL,
  struck_by TEXT   NOT NULL, -- who withdrew it; empty while it stands
  PRIMARY KEY (ask, number)
) /*sqlite: WITHOUT ROWID*/;

CREATE UNIQUE INDEX ask_given_subject ON ask_given (ask, subject) WHERE struck_by = '' AND subject <> '';
CREATE INDEX ask_given_student ON ask_given (ask, student);

-- What an answer said before it was changed.
CREATE TABLE ask_change (
  school    TEXT   NOT NULL,
  ask       TEXT   NOT NULL,
  number    BIGINT NOT NULL,
  turn      BIGINT NOT NULL,
  student   TEXT   NOT NULL,
  person    TEXT   NOT NULL,
  relation  TEXT   NOT NULL,
  via       TEXT   NOT NULL,
  at        BIGINT NOT NULL,
  level     TEXT   NOT NULL,
  version   BIGINT NOT NULL,
  said      TEXT   NOT NULL,
  note      TEXT   NOT NULL,
  PRIMARY KEY (ask, number, turn)
) /*sqlite: WITHOUT ROWID*/;

-- How often somebody missed the right answer to a question.
CREATE TABLE ask_try (
  school  TEXT   NOT NULL,
  ask     TEXT   NOT NULL,
  student TEXT   NOT NULL,
  person  TEXT   NOT NULL,
  tries   BIGINT NOT NULL,
  PRIMARY KEY (ask, student, person)
) /*sqlite: WITHOUT ROWID*/;

-- Secret polls: who voted, without a time and without a choice; and what was voted,
-- without anybody.
CREATE TABLE ask_voter (
  school  TEXT NOT NULL,
  ask     TEXT NOT NULL,
  student TEXT NOT NULL,
  person  TEXT NOT NULL,
  PRIMARY KEY (ask, student, person)
) /*sqlite: WITHOUT ROWID*/;

CREATE TABLE ask_ballot (
  school TEXT   NOT NULL,
  ask    TEXT   NOT NULL,
  field  TEXT   NOT NULL,
  choice TEXT   NOT NULL,
  count  BIGINT NOT NULL,
  PRIMARY KEY (ask, field, choice)
) /*sqlite: WITHOUT ROWID*/;

-- Links that answer one ask for one child, and nothing else.
CREATE TABLE ask_link (
  school     TEXT   NOT NULL,
  id         TEXT   NOT NULL PRIMARY KEY,
  ask        TEXT   NOT NULL,
  student    TEXT   NOT NULL,
  relation   TEXT   NOT NULL,
  hash       TEXT   NOT NULL UNIQUE,
  made_by    TEXT   NOT NULL,
  at         BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX ask_link_ask ON ask_link (ask, id);

-- Forms that a school keeps.
CREATE TABLE ask_template (
  school  TEXT   NOT NULL,
  id      TEXT   NOT NULL PRIMARY KEY,
  name    TEXT   NOT NULL,
  form    TEXT   NOT NULL,
  made_by TEXT   NOT NULL,
  at      BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX ask_template_school ON ask_template (school, id);

-- Confirmations from before there were numbers get theirs, the first come first.
INSERT INTO ask_given (school, ask, number, subject, student, person, relation, via, at, level, version, said, note, changes, struck_by)
SELECT school, ask, row_number() OVER (PARTITION BY ask ORDER BY confirmed_at, student, person),
  subject, student, person, relation, via, confirmed_at, 'confirm', confirmed_version, '{}', '', 0, ''
FROM (
  SELECT f.*, row_number() OVER (PARTITION BY ask, subject ORDER BY confirmed_at, person) AS place
  FROM (
    SELECT n.*, n.student || '/' || CASE WHEN a.need = 'all' AND n.via <> 'staff' THEN n.person ELSE '' END AS subject,
      coalesce((SELECT min(g.relation) FROM roster_guardian g WHERE g.student = n.student AND g.person = n.person), '') AS relation
    FROM ask_answer n JOIN ask_ask a ON a.id = n.ask
    WHERE n.confirmed_version > 0
  ) f
) s
WHERE place = 1;
