-- +goose Up
CREATE TABLE roster_school (
  id        TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  opened_at BIGINT NOT NULL
);

CREATE TABLE roster_class (
  id            TEXT PRIMARY KEY,
  school        TEXT NOT NULL,
  name          TEXT NOT NULL,
  opened_at     BIGINT NOT NULL,
  archived_at   BIGINT NOT NULL,
  rules_version BIGINT NOT NULL
);
CREATE INDEX roster_class_school ON roster_class (school);

CREATE TABLE roster_student (
  id        TEXT PRIMARY KEY,
  school    TEXT NOT NULL,
  class     TEXT NOT NULL,
  name      TEXT NOT NULL,
  number    TEXT NOT NULL,
  gender    TEXT NOT NULL,
  seat      BIGINT NOT NULL,
  sort_key  TEXT NOT NULL,
  person    TEXT NOT NULL,
  joined_at BIGINT NOT NULL,
  left_at   BIGINT NOT NULL
);
CREATE INDEX roster_student_class ON roster_student (class, left_at, seat);
CREATE UNIQUE INDEX roster_student_person ON roster_student (person) WHERE person <> '';

-- One row per telephone number; a name without a number is a row with an empty phone.
CREATE TABLE roster_contact (
  id       TEXT PRIMARY KEY,
  school   TEXT NOT NULL,
  student  TEXT NOT NULL,
  name     TEXT NOT NULL,
  relation TEXT NOT NULL,
  phone    TEXT NOT NULL,
  position BIGINT NOT NULL
);
CREATE INDEX roster_contact_student ON roster_contact (student, position);

-- An empty class means the whole school (role office).
CREATE TABLE roster_staff (
  school TEXT NOT NULL,
  class  TEXT NOT NULL,
  person TEXT NOT NULL,
  role   TEXT NOT NULL,
  PRIMARY KEY (school, class, person)
);
CREATE INDEX roster_staff_person ON roster_staff (person, class);

CREATE TABLE roster_guardian (
  id         TEXT PRIMARY KEY,
  school     TEXT NOT NULL,
  student    TEXT NOT NULL,
  person     TEXT NOT NULL,
  relation   TEXT NOT NULL,
  stand_in   BIGINT NOT NULL,
  via        TEXT NOT NULL,
  joined_at  BIGINT NOT NULL,
  removed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX roster_guardian_once ON roster_guardian (student, person) WHERE removed_at = 0;
CREATE INDEX roster_guardian_person ON roster_guardian (person, removed_at);

-- Invitations keep a keyed hash of their code, never the code.
CREATE TABLE roster_invitation (
  id         TEXT PRIMARY KEY,
  school     TEXT NOT NULL,
  class      TEXT NOT NULL,
  student    TEXT NOT NULL,
  kind       TEXT NOT NULL,
  code_hash  TEXT NOT NULL UNIQUE,
  made_by    TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at    BIGINT NOT NULL,
  used_by    TEXT NOT NULL,
  revoked_at BIGINT NOT NULL,
  tries      BIGINT NOT NULL
);
CREATE INDEX roster_invitation_class ON roster_invitation (class, kind, student, created_at);

-- Somebody who says to belong to a child and waits until staff have looked.
CREATE TABLE roster_claim (
  id         TEXT PRIMARY KEY,
  school     TEXT NOT NULL,
  class      TEXT NOT NULL,
  student    TEXT NOT NULL,
  child      TEXT NOT NULL,
  phone      TEXT NOT NULL,
  relation   TEXT NOT NULL,
  stand_in   BIGINT NOT NULL,
  photos     BIGINT NOT NULL,
  role       TEXT NOT NULL,
  person     TEXT NOT NULL,
  state      TEXT NOT NULL,
  asked_at   BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at BIGINT NOT NULL
);
CREATE INDEX roster_claim_class ON roster_claim (class, state, asked_at);
CREATE INDEX roster_claim_person ON roster_claim (person, asked_at);

CREATE TABLE roster_rule (
  class      TEXT NOT NULL,
  version    BIGINT NOT NULL,
  items      TEXT NOT NULL,
  written_by TEXT NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (class, version)
);

CREATE TABLE roster_acceptance (
  person      TEXT NOT NULL,
  class       TEXT NOT NULL,
  version     BIGINT NOT NULL,
  accepted_at BIGINT NOT NULL,
  PRIMARY KEY (person, class, version)
);

-- Each guardian answers alone; the refusal of one outweighs the yes of another.
CREATE TABLE roster_consent (
  student     TEXT NOT NULL,
  purpose     TEXT NOT NULL,
  person      TEXT NOT NULL,
  agreed      BIGINT NOT NULL,
  answered_at BIGINT NOT NULL,
  PRIMARY KEY (student, purpose, person)
);
