"""The fonts of the paper: what is found, linked and named."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.gateways.typesetting import FontsMissingError
from app.gateways.typesetting.fonts import Font, FontTable, assemble, cache_folder, lacking, places, table, write

HASH = "50d858e0985ecc7f60418aaf0cc5ab587f42c2570a884095a9e8ccacd0f6545c"  # of "example"


def font(file: str, family: str = "Family", *, needed: bool = False) -> Font:
    return Font(file=file, family=family, package=f"fonts-{family.lower()}", licence="OFL-1.1", needed=needed)


@pytest.fixture
def fonts() -> FontTable:
    return FontTable(
        fonts=(font("b.ttf", "Second", needed=True), font("a.ttf", "First"), font("c.ttf", "Second")),
        sets={"debian-1": {"b.ttf": HASH, "a.ttf": HASH, "c.ttf": HASH}},
    )


@pytest.fixture
def system(tmp_path: Path) -> Path:
    folder = tmp_path / "system" / "truetype"
    folder.mkdir(parents=True)
    for name in ("a.ttf", "b.ttf", "c.ttf", "unknown.ttf"):
        (folder / name).write_text("example")
    return folder.parent


def test_the_table_names_every_file_of_every_tested_set() -> None:
    known = {font.file for font in table().fonts}
    assert all(set(files) == known for files in table().sets.values())
    assert all(len(checksum) == 64 for files in table().sets.values() for checksum in files.values())
    assert {font.licence for font in table().fonts} == {"OFL-1.1", "GPL-2.0-only with font exception"}


def test_the_tested_set_is_found_in_order_and_linked_alone(fonts: FontTable, system: Path, tmp_path: Path) -> None:
    found = assemble([system], keep=tmp_path / "cache", fonts=fonts)
    assert (found.name, found.is_tested, found.absent, found.other) == ("debian-1", True, (), ())
    assert found.families == ("Second", "First")
    assert {face.name for face in found.faces} == {"a.ttf", "b.ttf"}
    assert sorted(path.name for path in found.folder.iterdir()) == ["a.ttf", "b.ttf", "c.ttf"]
    assert (found.folder / "a.ttf").resolve() == system / "truetype" / "a.ttf"
    assert assemble([system], keep=tmp_path / "cache", fonts=fonts) == found


def test_another_set_is_named_by_its_hash(fonts: FontTable, system: Path, tmp_path: Path) -> None:
    keep = tmp_path / "cache"
    tested = assemble([system], keep=keep, fonts=fonts)
    (system / "truetype" / "c.ttf").unlink()
    (system / "truetype" / "a.ttf").write_text("another edition")
    other = assemble([system], keep=keep, fonts=fonts)
    assert (other.absent, other.other, other.is_tested) == (("c.ttf",), ("a.ttf",), False)
    assert other.name.startswith("untested:")
    assert other.folder != tested.folder
    (system / "truetype" / "a.ttf").write_text("yet another one")
    assert assemble([system], keep=keep, fonts=fonts).name not in {other.name, tested.name}


def test_without_what_is_needed_nothing_is_made(fonts: FontTable, system: Path, tmp_path: Path) -> None:
    (system / "truetype" / "b.ttf").unlink()
    assert lacking([system], fonts) == ("fonts-second",)
    with pytest.raises(FontsMissingError) as missing:
        assemble([system], keep=tmp_path / "cache", fonts=fonts)
    assert missing.value.params == {"fonts": "fonts-second"}
    own = tmp_path / "own"
    own.mkdir()
    (own / "b.ttf").write_text("example")
    assert lacking([own, system], fonts) == ()
    assert assemble([own, system], keep=tmp_path / "cache", fonts=fonts).name == "debian-1"


def test_the_first_folder_wins(fonts: FontTable, system: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.ttf").write_text("mine")
    assert places([own, system], fonts)["a.ttf"] == own / "a.ttf"
    assert places([tmp_path / "nothing here"], fonts) == {}


def test_many_at_once_make_one_folder(fonts: FontTable, system: Path, tmp_path: Path) -> None:
    keep, found = tmp_path / "cache", []
    threads = [
        threading.Thread(target=lambda: found.append(assemble([system], keep=keep, fonts=fonts))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert sorted(path.name for path in keep.iterdir()) == sorted([found[0].folder.name, "hashes.json"])


def test_a_folder_that_lost_a_link_is_made_anew(fonts: FontTable, system: Path, tmp_path: Path) -> None:
    found = assemble([system], keep=tmp_path / "cache", fonts=fonts)
    (found.folder / "a.ttf").unlink()
    assert (assemble([system], keep=tmp_path / "cache", fonts=fonts).folder / "a.ttf").exists()


def test_the_cache_stands_where_it_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "customs-certificates"
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache_folder().is_dir()
    write(tmp_path / "new" / "x", b"whole")
    assert [path.read_bytes() for path in (tmp_path / "new").iterdir()] == [b"whole"]
