-- +goose Up
-- Answers of writes that carried an idempotency key, so that a repeated request is told the first answer.
create table db_once (
	scope text not null,
	key text not null,
	digest text not null,
	result text not null,
	at bigint not null,
	primary key (scope, key)
) /*sqlite: WITHOUT ROWID*/;
create index db_once_at on db_once (at);
