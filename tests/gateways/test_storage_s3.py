"""Files in an S3 bucket that other processes write too, and a scan on its whole way into one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.gateways import connect, gateways
from app.gateways.storage import storage
from app.models.base import utc_now
from app.services.scans import scans
from config import Settings
from tests.factories import applications as factory
from tests.factories import files
from tests.support.s3 import Bucket
from tests.support.uploads import upload

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

ROOT = Path(__file__).resolve().parents[2]
KEY = "scans/ab/abcd.pdf"

# As run.py does: the application is made once, then the web processes are forked.
FORKING = f"""
import os
from app.gateways.storage import storage
store = storage(os.environ["STORAGE_URL"])
store.put("{KEY}", b"before")
child = os.fork()
if not child:
    store.put("{KEY}", store.get("{KEY}") + b" and after")
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
print(store.get("{KEY}").decode())
"""


def test_the_environment_alone_leads_to_the_bucket_and_processes_may_fork(bucket: Bucket) -> None:
    environment = {**os.environ, **bucket.environment, "STORAGE_URL": bucket.url}
    ran = subprocess.run(
        [sys.executable, "-c", FORKING],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ran.returncode, ran.stdout) == (0, "before and after\n"), ran.stderr
    assert bucket.keys() == [f"files/{KEY}"]


def test_files_of_other_processes_are_seen_at_once(bucket: Bucket) -> None:
    store = storage(bucket.url)
    store.put("scans/ab/first.pdf", b"first")
    assert store.keys("scans") == ["scans/ab/first.pdf"]
    bucket.put(KEY, b"other")
    assert store.keys("scans") == [KEY, "scans/ab/first.pdf"]
    assert store.get(KEY) == b"other"


def test_a_file_of_another_process_is_deleted_although_it_was_not_listed(bucket: Bucket) -> None:
    store = storage(bucket.url)
    store.put("scans/ab/first.pdf", b"first")
    store.keys("scans", older_than=utc_now())
    bucket.put(KEY, b"other")
    store.delete(KEY)
    assert bucket.keys() == ["files/scans/ab/first.pdf"]


def test_a_file_that_came_again_is_young_although_it_was_listed_as_old(bucket: Bucket) -> None:
    store, limit = storage(bucket.url), utc_now() - timedelta(hours=1)
    bucket.put(KEY, b"one")
    bucket.age(KEY, written_at=limit - timedelta(hours=1))
    assert store.keys("scans", older_than=limit) == [KEY]
    bucket.put(KEY, b"one")
    assert store.keys("scans", older_than=limit) == []


def test_a_file_that_is_removed_while_it_is_listed_is_left_out(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    import s3fs

    store = storage(bucket.url)
    bucket.put(KEY, b"one")
    listed = s3fs.S3FileSystem.find

    def remove_after_listing(self: s3fs.S3FileSystem, path: str) -> list[str]:
        found = list(listed(self, path))
        store.delete(KEY)
        return found

    monkeypatch.setattr(s3fs.S3FileSystem, "find", remove_after_listing)
    assert store.keys("scans", older_than=utc_now() + timedelta(hours=1)) == []


def test_a_bucket_that_is_not_there_is_told(bucket: Bucket) -> None:
    with pytest.raises(FileNotFoundError, match="bucket"):
        storage(f"s3://no-{bucket.name}/files").put(KEY, b"x")


@pytest.fixture
def app_on_s3(app: Flask, bucket: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Flask:
    """Give the application as STORAGE_URL in its environment connects it."""
    read = Settings.from_environment({"STORAGE_URL": bucket.url, "INSTANCE_PATH": str(tmp_path)})
    settings = replace(app.config["SETTINGS"], storage_url=read.storage_url)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    monkeypatch.setitem(app.extensions, "gateways", None)
    connect(app)
    return app


@pytest.mark.function("5.5-add")
def test_an_uploaded_scan_lies_in_the_bucket_and_is_shown_from_there(
    app_on_s3: Flask, bucket: Bucket, login: Callable[[str], FlaskClient]
) -> None:
    client = login(factory.CLERK)
    answer = upload(client, "PAPER-2019-0001", (files.pdf(), "scan.pdf"))
    assert answer.status_code == 303
    (key,) = bucket.keys()
    assert re.fullmatch(r"files/scans/[0-9a-f]{2}/[0-9a-f]{64}\.pdf", key)
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    (address,) = re.findall(r'<iframe src="([^"#]+)', page)
    shown = client.get(address)
    assert shown.status_code == 200
    assert shown.data == bucket.other.get_object(Bucket=bucket.name, Key=key)["Body"].read()


def test_the_sweep_leaves_scans_in_the_bucket_and_takes_files_without_rows(
    app_on_s3: Flask, bucket: Bucket, login: Callable[[str], FlaskClient]
) -> None:
    assert upload(login(factory.CLERK), "PAPER-2019-0001", (files.pdf(), "scan.pdf")).status_code == 303
    kept = bucket.keys()
    for key in ("scans/aa/orphan.pdf", "scans/aa/young.pdf"):
        bucket.put(key, b"%PDF-")
    past = utc_now() - timedelta(hours=2)
    bucket.age("scans/aa/orphan.pdf", written_at=past)
    bucket.age(kept[0].removeprefix("files/"), written_at=past)
    with app_on_s3.app_context():
        factory.act_as(factory.ADMINISTRATOR)
        assert scans.sweep(utc_now()) == ["scans/aa/orphan.pdf"]
        assert gateways().files.keys("scans") == sorted([kept[0].removeprefix("files/"), "scans/aa/young.pdf"])
