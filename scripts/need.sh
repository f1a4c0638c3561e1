#!/usr/bin/env bash
# Says plainly what is missing, and installs it from Debian where it may.
#   scripts/need.sh node | chromium | postgres | khal | pdf
set -euo pipefail

install() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing $* …" >&2
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  else
    echo "Magpie's tests need: $*. Please install them (on Debian: sudo apt-get install $*)." >&2
    exit 1
  fi
}

case "$1" in
  node)
    command -v npm >/dev/null || install nodejs npm
    node -e 'process.exit(+process.versions.node.split(".")[0] >= 20 ? 0 : 1)' ||
      { echo "Magpie's web client needs Node 20 or newer; this is $(node --version)." >&2; exit 1; } ;;
  chromium)
    command -v chromium >/dev/null || install chromium
    fc-list :lang=zh | grep -q . || install fonts-noto-cjk ;;
  postgres) ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || install postgresql ;;
  khal) command -v khal >/dev/null || install khal ;;
  pdf) command -v pdftoppm >/dev/null || install poppler-utils ;;
  *) echo "need.sh: unknown: $1" >&2; exit 2 ;;
esac
