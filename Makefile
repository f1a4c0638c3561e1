# Magpie 喜鹊. Twelve targets; `make help` explains them.
SHELL := /bin/bash
GO    ?= go
DATA  ?= data
ADDR  ?= 127.0.0.1:8080
FLAGS := -trimpath -ldflags "-s -w"
WEB   := $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print 2>/dev/null)

.PHONY: help run demo build check test browser bench fault powercut api clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: build ## build everything and start Magpie on DATA (default ./data); prints the set-up link
	bin/magpie serve --data $(DATA) --addr $(ADDR)

demo: build ## the same with an invented class of 45 and an entry link for each role
	bin/magpie demo --data $(DATA)-demo --addr $(ADDR)

build: web/dist/.built ## bin/magpie with the web client inside
	CGO_ENABLED=0 $(GO) build $(FLAGS) -o bin/magpie ./cmd/magpie

web/dist/.built: $(WEB)
	scripts/need.sh node
	cd web && npm ci --no-audit --no-fund --loglevel=error && npm run build
	@touch $@

check: ## format, vet, house rules and unit tests: under a minute once compiled
	@test -z "$$(gofmt -l cmd internal migrations test web/*.go)" || { gofmt -l cmd internal migrations test web/*.go; exit 1; }
	$(GO) vet ./...
	$(GO) test ./test/house ./internal/core ./internal/rest ./internal/roster/sheet

test: build ## everything CI runs: SQLite, PostgreSQL, races, web units, browser story, short fault and bench
	scripts/test.sh

browser: build ## only the browser stories, every screen in all four ways; screenshots land in test/browser/out
	scripts/browser.sh

bench: build ## speed, as ratios to limits measured in the same run; writes bench/out.json
	$(GO) run ./test/bench

fault: build ## crash test: 50 writers, 100 uploads, kill -9, nothing acknowledged is lost (CYCLES=20)
	$(GO) run ./test/fault -cycles $(or $(CYCLES),20)
	$(GO) run ./test/fault -control
	$(GO) run ./test/fault -uploads
	$(GO) run ./test/fault -uploads -files 20 -control

powercut: build ## the same with the power of its disks cut, under uploads too; needs root (CYCLES=200)
	$(GO) run ./test/fault -power -cycles $(or $(CYCLES),200)
	$(GO) run ./test/fault -power -control

api: ## write api/openapi.json and the web client's types from the Go types
	$(GO) run ./cmd/magpie openapi > api/openapi.json
	cd web && npm run types

clean: ## remove what was built
	node web/scripts/clean.mjs
	rm -rf bin web/dist/.built web/node_modules test/browser/node_modules
