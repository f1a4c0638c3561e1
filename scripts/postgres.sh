#!/bin/sh
# Runs a command against a PostgreSQL of its own and throws that away again:
#   scripts/postgres.sh go test ./internal/...
# The command finds its address in MAGPIE_TEST_POSTGRES.
set -eu

"$(dirname "$0")/need.sh" postgres
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)

# PostgreSQL refuses to run as root.
as_owner() {
	if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$1"; else sh -c "$1"; fi
}

dir=$(mktemp -d /tmp/magpie-postgres.XXXXXX)
[ "$(id -u)" = 0 ] && chown postgres "$dir"
chmod 755 "$dir"
stop() {
	as_owner "'$bin/pg_ctl' -D '$dir/data' -m immediate -s stop" || true
	rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM

port=$(( 20000 + $(od -An -N2 -tu2 /dev/urandom) % 30000 ))
as_owner "'$bin/initdb' -D '$dir/data' -U postgres -A trust --locale=C --encoding=UTF8 >/dev/null"
as_owner "'$bin/pg_ctl' -D '$dir/data' -s -w -l '$dir/log' -o \"-p $port -k '$dir' -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=on\" start"

MAGPIE_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable" "$@"
