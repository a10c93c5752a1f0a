#!/bin/sh
# Installs Debian packages where they are missing: install-debian.sh COMMAND=PACKAGE[,PACKAGE]...
# Needs root or sudo without a password; otherwise it prints the one line that does it.
set -eu
missing=""
for pair in "$@"; do
    command=${pair%%=*}
    if [ "$command" = "python3-venv" ]; then
        "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null && continue
    else
        command -v "$command" >/dev/null 2>&1 && continue
    fi
    missing="$missing $(printf '%s' "${pair#*=}" | tr ',' ' ')"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    as_root="none"
fi
if [ "$as_root" = "none" ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing:$missing. Install with:  sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
