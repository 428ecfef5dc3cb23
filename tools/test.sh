#!/usr/bin/env bash
# Run the tests that a pytest mark expression selects on SQLite, then those that use the database on PostgreSQL.
set -uo pipefail
cd "$(dirname "$0")/.."
marks=${1:-not soak}
workers=${WORKERS:-2}
status=0

suite() {
    # A test that hangs says where it stands after ten minutes; the run as a whole ends within its budget.
    timeout --kill-after=30 "${TEST_TIMEOUT:-2400}" "$@" -m pytest -n "$workers" -m "$marks" -o faulthandler_timeout=600
}

printf 'Tests on SQLite\n'
TEST_DATABASE=sqlite suite .venv/bin/python || status=1

printf 'Tests on PostgreSQL\n'
TEST_DATABASE=postgresql suite .venv/bin/python tools/with_postgres.py .venv/bin/python || status=1

exit $status
