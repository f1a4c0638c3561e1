-- +goose Up
-- The search index. It is made from the log and made again where it is missing, so no backup
-- holds it: a comment after TABLE marks what is derived.
CREATE TABLE /*derived*/ feed_word (
  id           /*sqlite: INTEGER*/ /*postgres: BIGINT*/ NOT NULL PRIMARY KEY, -- the moment of the entry, then a number: the newest is the greatest
  school       TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  seq          BIGINT NOT NULL,
  digest       BIGINT NOT NULL /*postgres: , grams TSVECTOR NOT NULL*/
);
CREATE UNIQUE INDEX feed_word_entry ON feed_word (conversation, seq);

/*sqlite: CREATE VIRTUAL TABLE feed_gram USING fts5(said, who, marks, content='', contentless_delete=1)*/ /*postgres: CREATE INDEX feed_word_grams ON feed_word USING gin (grams)*/;

-- Up to which rev a conversation is in the index.
CREATE TABLE /*derived*/ feed_indexed (
  school       TEXT   NOT NULL,
  conversation TEXT   NOT NULL PRIMARY KEY,
  rev          BIGINT NOT NULL
) /*sqlite: WITHOUT ROWID*/;
