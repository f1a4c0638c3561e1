-- +goose Up

-- A family says how far pictures with its child may reach, no longer only yes or no.
ALTER TABLE roster_consent ADD COLUMN level TEXT NOT NULL DEFAULT 'nobody';
UPDATE roster_consent SET level = 'class' WHERE agreed = 1;
ALTER TABLE roster_consent DROP COLUMN agreed;

-- stale: 1 while the entry's numbers wait to be brought up to date.
CREATE TABLE album_album (
  school       TEXT   NOT NULL,
  id           TEXT   NOT NULL PRIMARY KEY,
  class        TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  title        TEXT   NOT NULL,
  day          TEXT   NOT NULL, -- YYYY-MM-DD, the school's day
  author       TEXT   NOT NULL, -- JSON: who opened it, as all see it
  last_place   BIGINT NOT NULL,
  stale        BIGINT NOT NULL,
  created_at   BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX album_album_class ON album_album (class, day, id);
CREATE INDEX album_album_stale ON album_album (id) WHERE stale = 1;

-- state: waiting until staff have looked, shown, refused or removed.
CREATE TABLE album_picture (
  school     TEXT   NOT NULL,
  id         TEXT   NOT NULL PRIMARY KEY,
  album      TEXT   NOT NULL,
  class      TEXT   NOT NULL,
  file       TEXT   NOT NULL,
  video      BIGINT NOT NULL,
  bytes      BIGINT NOT NULL,
  caption    TEXT   NOT NULL,
  owner      TEXT   NOT NULL, -- the person who added it
  author     TEXT   NOT NULL, -- JSON: the same person, as all see it
  state      TEXT   NOT NULL,
  place      BIGINT NOT NULL,
  added_at   BIGINT NOT NULL,
  decided_by TEXT   NOT NULL,
  decided_at BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE UNIQUE INDEX album_picture_place ON album_picture (album, place);
CREATE UNIQUE INDEX album_picture_once ON album_picture (album, file) WHERE state IN ('waiting', 'shown');
CREATE INDEX album_picture_file ON album_picture (file);
CREATE INDEX album_picture_waiting ON album_picture (class, added_at) WHERE state = 'waiting';

-- Which children are in a picture, as somebody said who knows them.
CREATE TABLE album_tag (
  school    TEXT   NOT NULL,
  class     TEXT   NOT NULL,
  picture   TEXT   NOT NULL,
  student   TEXT   NOT NULL,
  tagged_by TEXT   NOT NULL,
  tagged_at BIGINT NOT NULL,
  PRIMARY KEY (picture, student)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX album_tag_student ON album_tag (student, picture);
CREATE INDEX album_tag_class ON album_tag (class, student);

-- A class's photo book: what staff chose of a term.
CREATE TABLE album_book (
  school     TEXT   NOT NULL,
  class      TEXT   NOT NULL PRIMARY KEY,
  title      TEXT   NOT NULL,
  words      TEXT   NOT NULL,
  from_day   TEXT   NOT NULL,
  until_day  TEXT   NOT NULL,
  pictures   TEXT   NOT NULL, -- JSON list, in the order of the pages
  changed_by TEXT   NOT NULL,
  changed_at BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

-- What was done about a class that ended: when staff were told, when its
-- families' pictures were removed.
CREATE TABLE album_leaving (
  school     TEXT   NOT NULL,
  class      TEXT   NOT NULL PRIMARY KEY,
  remove_at  BIGINT NOT NULL,
  told_at    BIGINT NOT NULL,
  removed_at BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;
