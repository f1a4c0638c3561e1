-- +goose Up
-- A person who can sign in. A guardian's name is empty: it is derived from the roster.
CREATE TABLE account_person (
  id          TEXT PRIMARY KEY,
  school      TEXT NOT NULL,
  role        TEXT NOT NULL,
  name        TEXT NOT NULL,
  login       TEXT NOT NULL,
  prefs       TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  disabled_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_person_login ON account_person (login) WHERE login <> '';
CREATE INDEX account_person_school ON account_person (school, role);

CREATE TABLE account_password (
  person     TEXT PRIMARY KEY,
  hash       TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE account_session (
  id         TEXT PRIMARY KEY,
  school     TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  person     TEXT NOT NULL,
  device     TEXT NOT NULL,
  addr       TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT NOT NULL
);
CREATE INDEX account_session_person ON account_session (person, seen_at);
CREATE INDEX account_session_revoked ON account_session (revoked_at) WHERE revoked_at > 0;

CREATE TABLE account_setup (
  token_hash TEXT PRIMARY KEY,
  created_at BIGINT NOT NULL,
  used_at    BIGINT NOT NULL
);

-- How often something was tried inside one window of time; survives a restart.
CREATE TABLE account_throttle (
  subject   TEXT PRIMARY KEY,
  opened_at BIGINT NOT NULL,
  tries     BIGINT NOT NULL
);
