-- +goose Up

-- room and seq say which entry brings the ask: the class's room or the family's.
CREATE TABLE reach_delivery (
  school   TEXT   NOT NULL,
  ask      TEXT   NOT NULL,
  student  TEXT   NOT NULL,
  channel  TEXT   NOT NULL,
  attempt  BIGINT NOT NULL,
  kind     TEXT   NOT NULL,
  state    TEXT   NOT NULL,
  reason   TEXT   NOT NULL,
  room     TEXT   NOT NULL,
  seq      BIGINT NOT NULL,
  at       BIGINT NOT NULL,
  state_at BIGINT NOT NULL,
  PRIMARY KEY (ask, student, channel, attempt)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX reach_delivery_student ON reach_delivery (student, room, seq);

-- When a family was last reminded: the one row that makes "at most one an hour" atomic.
CREATE TABLE reach_reminder (
  school  TEXT   NOT NULL,
  student TEXT   NOT NULL PRIMARY KEY,
  ask     TEXT   NOT NULL,
  at      BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;
