#!/usr/bin/env bash
# Run the tests that a pytest mark expression selects on SQLite, then those that use the database on PostgreSQL.
set -uo pipefail
cd "$(dirname "$0")/.."
marks=${1:-not soak}
# Browsers wait half of their time, so three workers share two cores there; on PostgreSQL nothing waits.
with_browsers=${WORKERS:-3}
without=${WORKERS:-2}
# One limit for both suites together: a run that does not end tells nothing.
limit=${TEST_TIMEOUT:-5100}
status=0

# Databases, profiles and files of the tests live in memory where there is room and programs may be started from it.
memory=/dev/shm
if [[ -w $memory ]] && (($(df --output=avail -k $memory | tail -1) > 6000000)); then
    folder=$(mktemp -d "$memory/tests-XXXXXX") && cp /bin/true "$folder/" && "$folder/true" || { rm -rf "$folder"; folder=; }
fi
folder=${folder:-$(mktemp -d)}
trap 'rm -rf "$folder"' EXIT
chmod 711 "$folder"  # PostgreSQL refuses root and runs as another account
# What an engine printed of a page is the same on both databases.
export TMPDIR=$folder TEST_PRINTS=$folder/prints

suite() {
    local workers=$1 left=$((limit - SECONDS))
    shift
    ((left > 0)) || { printf 'No time is left of %s seconds.\n' "$limit" >&2; return 1; }
    # A test that hangs says where it stands after ten minutes.
    timeout --kill-after=30 "$left" "$@" -m pytest -n "$workers" -m "$marks" -o faulthandler_timeout=600 \
        -o tmp_path_retention_policy=failed
}

printf 'Tests on SQLite\n'
TEST_DATABASE=sqlite suite "$with_browsers" .venv/bin/python || status=1

printf 'Tests on PostgreSQL\n'
TEST_DATABASE=postgresql suite "$without" .venv/bin/python tools/with_postgres.py .venv/bin/python || status=1

exit $status
