-- +goose Up

CREATE TABLE ask_ask (
  school     TEXT   NOT NULL,
  id         TEXT   NOT NULL PRIMARY KEY,
  owner_kind TEXT   NOT NULL,
  owner      TEXT   NOT NULL,
  class      TEXT   NOT NULL,
  all_class  BIGINT NOT NULL,
  level      TEXT   NOT NULL,
  need       TEXT   NOT NULL,
  chars      BIGINT NOT NULL,
  due_at     BIGINT NOT NULL,
  version    BIGINT NOT NULL,
  wanted     BIGINT NOT NULL, -- answers to older versions no longer count
  state      TEXT   NOT NULL,
  opened_at  BIGINT NOT NULL,
  UNIQUE (owner_kind, owner)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX ask_ask_class ON ask_ask (class, state, all_class);

-- The chosen children of an ask that is not for the whole class.
CREATE TABLE ask_target (
  school  TEXT NOT NULL,
  ask     TEXT NOT NULL,
  student TEXT NOT NULL,
  PRIMARY KEY (ask, student)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX ask_target_student ON ask_target (student);

CREATE TABLE ask_answer (
  school            TEXT   NOT NULL,
  ask               TEXT   NOT NULL,
  student           TEXT   NOT NULL,
  person            TEXT   NOT NULL,
  via               TEXT   NOT NULL,
  read_at           BIGINT NOT NULL,
  read_version      BIGINT NOT NULL,
  confirmed_at      BIGINT NOT NULL,
  confirmed_version BIGINT NOT NULL,
  PRIMARY KEY (ask, student, person)
) /*sqlite: WITHOUT ROWID*/;
