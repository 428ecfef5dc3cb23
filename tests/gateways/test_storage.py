"""What every storage promises: a folder, a folder written as a URL, memory and an S3 bucket alike."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.gateways.storage import Folder, Remote, Storage, storage
from app.models.base import utc_now

if TYPE_CHECKING:
    from pathlib import Path

KEY = "scans/ab/abcd.pdf"


@pytest.fixture(params=["folder", "file", "memory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "s3":
        return storage(request.getfixturevalue("bucket").url)
    urls = {"folder": str(tmp_path), "file": tmp_path.as_uri(), "memory": f"memory://{uuid.uuid4().hex}"}
    return storage(urls[request.param])


def test_what_was_put_is_got(store: Storage) -> None:
    for data in (b"first", b"", bytes(range(256)) * 20_000):
        store.put(KEY, data)
        assert store.get(KEY) == data
    assert store.keys("scans") == [KEY]


def test_a_key_without_a_file_is_told(store: Storage) -> None:
    with pytest.raises(FileNotFoundError):
        store.get(KEY)
    store.put("scans/ab/other.pdf", b"other")
    with pytest.raises(FileNotFoundError):
        store.get(KEY)


def test_a_deleted_file_is_gone_and_can_be_deleted_again(store: Storage) -> None:
    store.put(KEY, b"one")
    store.put("scans/ab/kept.pdf", b"kept")
    store.delete(KEY)
    store.delete(KEY)
    assert store.keys("scans") == ["scans/ab/kept.pdf"]
    with pytest.raises(FileNotFoundError):
        store.get(KEY)


def test_a_deleted_file_can_come_again(store: Storage) -> None:
    store.put(KEY, b"one")
    store.delete(KEY)
    store.put(KEY, b"two")
    assert (store.keys("scans"), store.get(KEY)) == ([KEY], b"two")


def test_keys_are_those_below_the_prefix_in_order(store: Storage) -> None:
    assert store.keys("scans") == []
    for key in ("scans/b/2.pdf", "scans/a/1.pdf", "scans-old/a/1.pdf", "documents/a.pdf"):
        store.put(key, b"x")
    assert store.keys("scans") == ["scans/a/1.pdf", "scans/b/2.pdf"]
    assert store.keys("scans/a") == ["scans/a/1.pdf"]
    assert store.keys("nothing") == []


def test_keys_can_be_those_written_before_a_moment(store: Storage) -> None:
    store.put(KEY, b"x")
    assert store.keys("scans", older_than=utc_now() - timedelta(hours=1)) == []
    assert store.keys("scans", older_than=utc_now() + timedelta(hours=1)) == [KEY]


def test_dropping_what_is_unfinished_leaves_whole_files(store: Storage) -> None:
    store.put(KEY, b"x")
    assert store.drop_unfinished("scans", older_than=utc_now() + timedelta(hours=1)) == []
    assert store.keys("scans") == [KEY]


def test_a_folder_written_as_a_url_is_a_folder(tmp_path: Path) -> None:
    assert isinstance(storage(str(tmp_path)), Folder)
    assert isinstance(storage(tmp_path.as_uri()), Folder)
    assert isinstance(storage("memory://x"), Remote)


def test_a_scheme_that_nobody_knows_fails_at_the_start() -> None:
    with pytest.raises(ValueError, match="nosuch"):
        storage("nosuch://bucket/files")


def test_a_key_cannot_leave_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leaves"):
        storage(str(tmp_path / "files")).put("../outside", b"x")
