#!/usr/bin/env bash
# Everything CI runs, slowest last. Each part says its name; the first failure stops.
set -euo pipefail
cd "$(dirname "$0")/.."
part() { echo; echo "── $* ──"; }

for tool in chromium postgres khal; do scripts/need.sh "$tool"; done

part "format, vet, house"
make --no-print-directory check

part "rules, rooms and stories on SQLite"
go test ./...

part "rooms and stories on PostgreSQL"
scripts/postgres.sh go test ./internal/... ./test/...

part "races"
go test -race ./internal/core ./internal/db ./internal/live ./internal/feed ./internal/ask ./internal/reach

part "web units"
(cd web && npm test --silent)

part "browser stories"
scripts/browser.sh

part "crash test, short, with its negative control"
go run ./test/fault -cycles 4
go run ./test/fault -control

part "uploads through cuts and kills, short, with their negative control"
go run ./test/fault -uploads -files 40
go run ./test/fault -uploads -files 15 -control

part "power cuts, short, with their negative controls"
go run ./test/fault -power -cycles 3
go run ./test/fault -power -control

part "benchmarks, smoke"
go run ./test/bench -short
