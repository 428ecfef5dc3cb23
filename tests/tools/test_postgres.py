"""The throw-away PostgreSQL cluster is really there, and really gone afterwards."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.support.postgres import cluster

ROOT = Path(__file__).resolve().parents[2]


def test_a_cluster_answers_and_is_gone_afterwards() -> None:
    with cluster() as url:
        address = url.replace("+psycopg", "")
        with psycopg.connect(address) as connection:
            assert connection.execute("select current_setting('fsync')").fetchone() == ("off",)
            folder = Path(connection.execute("show data_directory").fetchone()[0])  # type: ignore[index]
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, connect_timeout=2)


def test_a_command_gets_the_address_and_its_exit_code_is_passed_on() -> None:
    done = subprocess.run(
        [sys.executable, "tools/with_postgres.py", "bash", "-c", "echo $TEST_POSTGRES_URL; exit 7"],
        cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 7
    assert re.fullmatch(r"postgresql\+psycopg://postgres@127\.0\.0\.1:\d+/postgres\n", done.stdout)
