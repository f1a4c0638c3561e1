-- +goose Up

-- When a class, or several, holds an arrival round.
CREATE TABLE checkin_plan (
  school     TEXT   NOT NULL,
  id         TEXT   NOT NULL PRIMARY KEY,
  class      TEXT   NOT NULL, -- where it was made
  name       TEXT   NOT NULL,
  weekdays   TEXT   NOT NULL, -- JSON list, 1 Monday to 7 Sunday
  minute     BIGINT NOT NULL, -- of the day, when school is over
  ends       BIGINT NOT NULL, -- minute of the day
  is_on      BIGINT NOT NULL,
  next_day   TEXT   NOT NULL, -- of the next round, or ''
  next_at    BIGINT NOT NULL, -- when it opens, or 0
  changed_by TEXT   NOT NULL,
  changed_at BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX checkin_plan_next ON checkin_plan (next_at) WHERE next_at > 0;

CREATE TABLE checkin_plan_class (
  school TEXT NOT NULL,
  plan   TEXT NOT NULL,
  class  TEXT NOT NULL,
  PRIMARY KEY (plan, class)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX checkin_plan_class_class ON checkin_plan_class (class);

-- A day on which a class does other than the calendar says.
CREATE TABLE checkin_day (
  school TEXT   NOT NULL,
  class  TEXT   NOT NULL,
  day    TEXT   NOT NULL, -- YYYY-MM-DD
  round  TEXT   NOT NULL, -- on, off, or '' for another hour alone
  minute BIGINT NOT NULL, -- of the day, or -1 for the plan's
  set_by TEXT   NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (class, day)
) /*sqlite: WITHOUT ROWID*/;

CREATE TABLE checkin_round (
  school    TEXT   NOT NULL,
  id        TEXT   NOT NULL PRIMARY KEY,
  plan      TEXT   NOT NULL, -- '' when opened by hand
  day       TEXT   NOT NULL,
  name      TEXT   NOT NULL,
  ask       TEXT   NOT NULL, -- '' when it was missed
  at        BIGINT NOT NULL, -- dismissal
  opened_at BIGINT NOT NULL,
  ends_at   BIGINT NOT NULL,
  state     TEXT   NOT NULL, -- open, closed, missed
  closed_at BIGINT NOT NULL,
  author    TEXT   NOT NULL, -- JSON: who stands under its entries
  children  BIGINT NOT NULL, -- the numbers its entries show
  home      BIGINT NOT NULL,
  look_at   BIGINT NOT NULL  -- when the worker must look next; 0 when all is done
) /*sqlite: WITHOUT ROWID*/;

CREATE UNIQUE INDEX checkin_round_once ON checkin_round (plan, day) WHERE plan <> '';
CREATE INDEX checkin_round_look ON checkin_round (look_at) WHERE look_at > 0;

-- A class in a round, and where the round stands in its rooms.
CREATE TABLE checkin_place (
  school   TEXT   NOT NULL,
  round    TEXT   NOT NULL,
  class    TEXT   NOT NULL,
  at       BIGINT NOT NULL, -- of the round
  families BIGINT NOT NULL, -- entry in the class's room
  students BIGINT NOT NULL, -- entry in the children's room, or 0
  overdue  BIGINT NOT NULL, -- entry of who is late in the staff's room, or 0
  list     BIGINT NOT NULL, -- entry of the list at the end in the staff's room, or 0
  PRIMARY KEY (class, at, round)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX checkin_place_round ON checkin_place (round);

-- What a round knows of a child besides its answers; no row while that is nothing.
CREATE TABLE checkin_child (
  school      TEXT   NOT NULL,
  round       TEXT   NOT NULL,
  student     TEXT   NOT NULL,
  mark        TEXT   NOT NULL DEFAULT '', -- excused or onWay, by staff
  mark_at     BIGINT NOT NULL DEFAULT 0,
  mark_by     TEXT   NOT NULL DEFAULT '',
  arrived_at  BIGINT NOT NULL DEFAULT 0,
  arrived_via TEXT   NOT NULL DEFAULT '',
  reminded_at BIGINT NOT NULL DEFAULT 0,
  reminder    BIGINT NOT NULL DEFAULT 0, -- entry in the family's room
  told_at     BIGINT NOT NULL DEFAULT 0, -- staff were told
  thanked_at  BIGINT NOT NULL DEFAULT 0,
  thanked_by  TEXT   NOT NULL DEFAULT '',
  thanks      TEXT   NOT NULL DEFAULT '',
  PRIMARY KEY (round, student)
) /*sqlite: WITHOUT ROWID*/;

CREATE TABLE checkin_note (
  school  TEXT   NOT NULL,
  round   TEXT   NOT NULL,
  id      TEXT   NOT NULL,
  student TEXT   NOT NULL,
  person  TEXT   NOT NULL,
  text    TEXT   NOT NULL,
  called  BIGINT NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (round, id)
) /*sqlite: WITHOUT ROWID*/;

-- How long a child took home in its last rounds.
CREATE TABLE checkin_arrival (
  school  TEXT   NOT NULL,
  student TEXT   NOT NULL,
  at      BIGINT NOT NULL, -- dismissal
  round   TEXT   NOT NULL,
  minutes BIGINT NOT NULL,
  PRIMARY KEY (student, at, round)
) /*sqlite: WITHOUT ROWID*/;

-- What somebody knows of a child's way home.
CREATE TABLE checkin_way (
  school  TEXT   NOT NULL,
  student TEXT   NOT NULL PRIMARY KEY,
  minutes BIGINT NOT NULL, -- 0 when nobody said
  note    TEXT   NOT NULL,
  set_by  TEXT   NOT NULL,
  set_at  BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

-- Children who go home together; a stands before b.
CREATE TABLE checkin_pair (
  school TEXT   NOT NULL,
  class  TEXT   NOT NULL,
  a      TEXT   NOT NULL,
  b      TEXT   NOT NULL,
  set_by TEXT   NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (class, a, b)
) /*sqlite: WITHOUT ROWID*/;
