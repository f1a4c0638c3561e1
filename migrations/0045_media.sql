-- +goose Up

-- What somebody is sending. The bytes lie in a directory; this row says whose they
-- are and whom they are charged to before the first of them arrives.
CREATE TABLE media_upload (
  school       TEXT   NOT NULL,
  id           TEXT   NOT NULL PRIMARY KEY,
  owner        TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  class        TEXT   NOT NULL,
  student      TEXT   NOT NULL, -- the family it is charged to, or ''
  name         TEXT   NOT NULL,
  bytes        BIGINT NOT NULL,
  seconds      BIGINT NOT NULL, -- what the sender says a recording lasts, in ms
  at           BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX media_upload_owner ON media_upload (owner);
CREATE INDEX media_upload_class ON media_upload (class, student);
CREATE INDEX media_upload_at ON media_upload (at);

-- A file keeps the id of the upload that brought it.
CREATE TABLE media_file (
  school        TEXT   NOT NULL,
  id            TEXT   NOT NULL PRIMARY KEY,
  owner         TEXT   NOT NULL,
  conversation  TEXT   NOT NULL, -- where it was meant for
  class         TEXT   NOT NULL,
  student       TEXT   NOT NULL,
  name          TEXT   NOT NULL,
  kind          TEXT   NOT NULL,
  mime          TEXT   NOT NULL,
  bytes         BIGINT NOT NULL, -- of what members may fetch
  stored        BIGINT NOT NULL, -- of all that is kept for it
  sent          BIGINT NOT NULL, -- of the upload
  width         BIGINT NOT NULL,
  height        BIGINT NOT NULL,
  millis        BIGINT NOT NULL, -- how long it plays
  placeholder   TEXT   NOT NULL,
  state         TEXT   NOT NULL,
  reason        TEXT   NOT NULL,
  place         TEXT   NOT NULL, -- the uploads directory that holds its bytes while it is worked
  claimed_until BIGINT NOT NULL,
  tries         BIGINT NOT NULL,
  at            BIGINT NOT NULL,
  ready_at      BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX media_file_class ON media_file (class, student, kind);
CREATE INDEX media_file_state ON media_file (state, at);

-- The sizes of a file, each one a blob.
CREATE TABLE media_variant (
  school TEXT   NOT NULL,
  file   TEXT   NOT NULL,
  size   TEXT   NOT NULL,
  blob   TEXT   NOT NULL,
  mime   TEXT   NOT NULL,
  bytes  BIGINT NOT NULL,
  width  BIGINT NOT NULL,
  height BIGINT NOT NULL,
  PRIMARY KEY (file, size)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX media_variant_blob ON media_variant (blob);

-- Where a file may be seen: an entry that carries it.
CREATE TABLE media_use (
  school       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  file         TEXT   NOT NULL,
  gone_at      BIGINT NOT NULL, -- when the entry was recalled or removed, or 0
  PRIMARY KEY (conversation, seq, file)
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX media_use_file ON media_use (file);

-- What lies in the store, named by its SHA-256, with the sums of its pieces.
CREATE TABLE media_blob (
  id         TEXT   NOT NULL PRIMARY KEY,
  bytes      BIGINT NOT NULL,
  sums       TEXT   NOT NULL,
  state      TEXT   NOT NULL, -- kept, going, broken
  at         BIGINT NOT NULL,
  checked_at BIGINT NOT NULL,
  idle_at    BIGINT NOT NULL  -- since when nothing needs it, or 0
) /*sqlite: WITHOUT ROWID*/;

CREATE INDEX media_blob_checked ON media_blob (state, checked_at);
CREATE INDEX media_blob_idle ON media_blob (idle_at);
