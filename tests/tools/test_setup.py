"""What `make run` and `make test` install: the real script, with the system's commands replaced by recorders."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REAL = ("bash", "env", "flock", "cat", "dirname", "sha256sum", "rm", "mkdir", "cp", "chmod")

RECORDERS = {
    "id": "echo ${TEST_UID:-0}",
    "sudo": "exit 1",
    "dpkg-query": 'case " $TEST_INSTALLED " in *" ${@: -1} "*) printf installed ;; esac',
    "apt-cache": 'case " $TEST_UNKNOWN " in *" $2 "*) ;; *) echo "$2" ;; esac',
    "apt-get": 'echo "apt-get $*" >>"$TEST_LOG"; exit ${TEST_APT:-0}',
    # A Python that makes an environment with a copy of itself, and whose pip only takes a note.
    "python3": """case "$1 $2" in
        "-V "*) echo Python 3.11.0 ;;
        "-c "*) exit ${TEST_PYTHON:-0} ;;
        "-m venv") rm -rf .venv; mkdir -p .venv/bin .venv/lib; cp "$0" .venv/bin/python; echo venv >>"$TEST_LOG" ;;
        "-m pip") echo pip >>"$TEST_LOG"; exit ${TEST_PIP:-0} ;;
    esac""",
}
ALL = (
    "wkhtmltopdf fonts-arphic-uming fonts-liberation fonts-noto-cjk fonts-noto-core fonts-hanazono libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0 chromium postgresql poppler-utils"
)

SetUp = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def setup(tmp_path: Path) -> SetUp:
    """Lay out a small checkout and give a function that runs the script in it."""
    tree, programs = tmp_path / "checkout", tmp_path / "bin"
    (tree / "tools").mkdir(parents=True)
    programs.mkdir()
    shutil.copy(ROOT / "tools/setup.sh", tree / "tools")
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, tree)
    for name in REAL:
        (programs / name).symlink_to(str(shutil.which(name)))
    for name, body in RECORDERS.items():
        (programs / name).write_text(f"#!{shutil.which('bash')}\n{body}\n", encoding="utf-8")
        (programs / name).chmod(0o755)

    def run(purpose: str = "run", **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(programs), "TEST_LOG": str(tree / "log"), "TEST_INSTALLED": ALL, **settings}
        return subprocess.run(
            ["bash", "tools/setup.sh", purpose], cwd=tree, env=environment, capture_output=True, text=True, check=False
        )

    return run


@pytest.fixture
def log(tmp_path: Path) -> Callable[[], str]:
    path = tmp_path / "checkout/log"
    return lambda: path.read_text(encoding="utf-8") if path.exists() else ""


def test_a_second_start_installs_nothing(setup: SetUp, log: Callable[[], str]) -> None:
    assert setup().returncode == 0
    first = log()
    again = setup()
    assert (again.returncode, again.stdout, log()) == (0, "", first)


def test_missing_packages_are_named_with_their_reason_before_they_are_installed(
    setup: SetUp, log: Callable[[], str]
) -> None:
    done = setup(TEST_INSTALLED=ALL.replace("wkhtmltopdf ", ""))
    assert "first PDF engine" in done.stdout
    assert "wkhtmltopdf" in log()
    assert "chromium" not in log()


def test_tests_also_need_a_browser_and_a_database_server(setup: SetUp, log: Callable[[], str]) -> None:
    setup("test", TEST_INSTALLED=" ".join(ALL.split()[:8]))
    assert "chromium" in log()
    assert "poppler-utils" in log()


def test_without_root_it_says_what_to_install_and_goes_on_with_the_second_engine(
    setup: SetUp, log: Callable[[], str]
) -> None:
    done = setup(TEST_UID="1000", TEST_INSTALLED=ALL.replace("wkhtmltopdf ", ""))
    assert done.returncode == 0
    assert "apt-get install wkhtmltopdf" in done.stdout
    assert "second PDF engine" in done.stdout
    assert "apt-get" not in log()


def test_without_any_engine_it_says_that_no_pdf_can_be_made(setup: SetUp) -> None:
    done = setup(TEST_UID="1000", TEST_INSTALLED="")
    assert done.returncode == 0
    assert "no PDF can be made" in done.stdout


def test_a_package_that_the_system_does_not_offer_stops_nothing(setup: SetUp, log: Callable[[], str]) -> None:
    missing = {"TEST_INSTALLED": ALL.replace("wkhtmltopdf ", ""), "TEST_UNKNOWN": "wkhtmltopdf"}
    done = setup(**missing)
    assert "does not offer wkhtmltopdf" in done.stdout
    assert "second PDF engine" in done.stdout
    assert done.returncode == 0
    before = log()
    assert setup(**missing).returncode == 0
    assert log() == before


def test_an_interrupted_set_up_is_made_anew(setup: SetUp, log: Callable[[], str], tmp_path: Path) -> None:
    setup()
    (tmp_path / "checkout/.venv/.stamp").unlink()
    assert setup().returncode == 0
    assert log().split() == ["venv", "pip"] * 2


def test_a_changed_lock_file_makes_the_environment_anew(setup: SetUp, log: Callable[[], str], tmp_path: Path) -> None:
    setup()
    with (tmp_path / "checkout/requirements.lock").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    setup()
    assert log().split() == ["venv", "pip"] * 2


def test_packages_that_cannot_be_fetched_leave_nothing_that_looks_ready(setup: SetUp, tmp_path: Path) -> None:
    done = setup(TEST_PIP="1")
    assert done.returncode == 1
    assert "could not be installed" in done.stdout
    assert not (tmp_path / "checkout/.venv/.stamp").exists()
