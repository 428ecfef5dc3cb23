"""Fixtures of the gateways: an S3 server on this machine and a bucket that the environment leads to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fsspec.config import conf, set_conf_env

from tests.support.s3 import Bucket, make_bucket, serve


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Serve S3 for the tests of a worker."""
    yield from serve()


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """Give an empty bucket, with address and keys in the environment as an operator sets them."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = make_bucket(s3_server)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setitem(conf, "s3", {})  # fsspec reads the environment once, when it is loaded
    set_conf_env(conf)
    return made
