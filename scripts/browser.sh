#!/usr/bin/env bash
# The browser stories, against the built program in Debian's Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/need.sh chromium
scripts/need.sh khal
scripts/need.sh pdf
cd test/browser
[ -d node_modules/@playwright/test ] || PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
exec npx playwright test "$@"
