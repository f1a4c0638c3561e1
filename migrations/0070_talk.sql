-- +goose Up

-- What was said in a room, in its newest words; the entry in the log is made from it.
CREATE TABLE talk_message (
  school       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  parent       BIGINT NOT NULL, -- the thread's root, or 0
  person       TEXT   NOT NULL,
  student      TEXT   NOT NULL, -- the child a guardian speaks for, or ''
  text         TEXT   NOT NULL,
  files        TEXT   NOT NULL, -- JSON list
  mentions     TEXT   NOT NULL, -- JSON list
  urgent       TEXT   NOT NULL, -- why staff spoke in quiet hours, or ''
  alarm        TEXT   NOT NULL, -- the emergency door it came through, or ''
  state        TEXT   NOT NULL,
  at           BIGINT NOT NULL,
  edited_at    BIGINT NOT NULL,
  PRIMARY KEY (conversation, seq)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX talk_message_thread ON talk_message (conversation, parent, at) WHERE parent > 0;
CREATE INDEX talk_message_student ON talk_message (conversation, student) WHERE student <> '';

-- Every state of a message that was changed, from the first words on; none while it stands as said.
CREATE TABLE talk_version (
  school       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  version      BIGINT NOT NULL,
  act          TEXT   NOT NULL,
  author       TEXT   NOT NULL, -- JSON: who did it
  text         TEXT   NOT NULL,
  reason       TEXT   NOT NULL,
  at           BIGINT NOT NULL,
  PRIMARY KEY (conversation, seq, version)
) /*sqlite: WITHOUT ROWID*/;

CREATE TABLE talk_reaction (
  school       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  person       TEXT   NOT NULL,
  kind         TEXT   NOT NULL,
  PRIMARY KEY (conversation, seq, person)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX talk_reaction_person ON talk_reaction (conversation, person, seq);

-- What families said to staff and wait to hear about: open, answered, done or withdrawn.
CREATE TABLE talk_owed (
  school        TEXT   NOT NULL,
  conversation  TEXT   NOT NULL,
  seq           BIGINT NOT NULL,
  root          BIGINT NOT NULL, -- the thread it stands in, or 0
  class         TEXT   NOT NULL,
  name          TEXT   NOT NULL, -- the author as shown then
  at            BIGINT NOT NULL,
  state         TEXT   NOT NULL,
  snoozed_until BIGINT NOT NULL,
  settled_by    TEXT   NOT NULL,
  settled_at    BIGINT NOT NULL,
  PRIMARY KEY (conversation, seq)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX talk_owed_open ON talk_owed (class, conversation, seq) WHERE state = 'open';

-- Quiet hours in minutes of the day; owner is a person or a school. No row: the default.
CREATE TABLE talk_quiet (
  owner  TEXT   NOT NULL PRIMARY KEY,
  school TEXT   NOT NULL,
  is_on  BIGINT NOT NULL,
  begins BIGINT NOT NULL,
  ends   BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

-- What staff wrote in quiet hours: waiting, sent, dropped by its author or stuck.
CREATE TABLE talk_waiting (
  school       TEXT   NOT NULL,
  id           TEXT   NOT NULL PRIMARY KEY,
  conversation TEXT   NOT NULL,
  person       TEXT   NOT NULL,
  draft        TEXT   NOT NULL, -- JSON
  due_at       BIGINT NOT NULL,
  state        TEXT   NOT NULL,
  at           BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX talk_waiting_due ON talk_waiting (due_at) WHERE state = 'waiting';
CREATE INDEX talk_waiting_person ON talk_waiting (person, conversation, at);

-- How far staff have read a family's room: what may be shown now, and what may be shown later
-- because it was read in quiet hours.
CREATE TABLE talk_seen (
  school       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  person       TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  late_seq     BIGINT NOT NULL,
  late_from    BIGINT NOT NULL,
  PRIMARY KEY (conversation, person)
) /*sqlite: WITHOUT ROWID*/;

CREATE TABLE talk_duty (
  school TEXT   NOT NULL,
  class  TEXT   NOT NULL PRIMARY KEY,
  person TEXT   NOT NULL,
  set_by TEXT   NOT NULL,
  at     BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

-- The log of the emergency door: who rang, whom it rang, who came.
CREATE TABLE talk_alarm (
  school       TEXT   NOT NULL,
  id           TEXT   NOT NULL PRIMARY KEY,
  class        TEXT   NOT NULL,
  student      TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  reason       TEXT   NOT NULL,
  text         TEXT   NOT NULL,
  author       TEXT   NOT NULL, -- JSON
  duty         TEXT   NOT NULL,
  at           BIGINT NOT NULL,
  seen_by      TEXT   NOT NULL, -- JSON, '' until somebody came
  seen_at      BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX talk_alarm_class ON talk_alarm (class, id);
CREATE UNIQUE INDEX talk_alarm_message ON talk_alarm (conversation, seq);

CREATE TABLE talk_topic (
  school       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  class        TEXT   NOT NULL,
  title        TEXT   NOT NULL,
  state        TEXT   NOT NULL,
  summary      TEXT   NOT NULL,
  opened_at    BIGINT NOT NULL,
  closed_at    BIGINT NOT NULL,
  PRIMARY KEY (conversation, seq)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX talk_topic_class ON talk_topic (class, opened_at);

-- A writer's yes or no to standing, without a name, on an experience card made from a thread.
CREATE TABLE talk_consent (
  school       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  person       TEXT   NOT NULL,
  yes          BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  PRIMARY KEY (conversation, seq, person)
) /*sqlite: WITHOUT ROWID*/;

CREATE TABLE talk_experience (
  school       TEXT   NOT NULL,
  id           TEXT   NOT NULL PRIMARY KEY,
  class        TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  title        TEXT   NOT NULL,
  summary      TEXT   NOT NULL,
  at           BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX talk_experience_school ON talk_experience (school, id);
CREATE UNIQUE INDEX talk_experience_thread ON talk_experience (conversation, seq);

-- The words on a card; source says whose, so that a later no takes them off again.
CREATE TABLE talk_quote (
  school     TEXT   NOT NULL,
  experience TEXT   NOT NULL,
  source     BIGINT NOT NULL, -- the message's seq
  person     TEXT   NOT NULL,
  text       TEXT   NOT NULL,
  PRIMARY KEY (experience, source)
) /*sqlite: WITHOUT ROWID*/;
