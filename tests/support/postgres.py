"""A throw-away PostgreSQL cluster for tests: own folder, own port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

START_TRIES = 5
START_SECONDS = 30
#: Durability is worth nothing to a cluster that is thrown away.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


class PostgresMissingError(RuntimeError):
    """No PostgreSQL server programs on this machine."""


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and give the SQLAlchemy address of its `postgres` database; stop and remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    account = _account()
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    server = None
    try:
        _run(
            "initdb", "-D", str(folder / "data"), "-U", "postgres", "--auth=trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync", account=account,
        )  # fmt: skip
        server, port = _start(folder, account=account)
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        if server:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def find_program(name: str) -> str:
    """Find a PostgreSQL server program, the newest version first; raise PostgresMissingError without one."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if not found:
        raise PostgresMissingError(f"{name} is missing: install PostgreSQL (Debian: apt-get install postgresql)")
    return found


def _account() -> pwd.struct_passwd | None:
    """Name the account that the server runs as, since PostgreSQL refuses root; None: our own."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _command(name: str, *arguments: str, account: pwd.struct_passwd | None) -> list[str]:
    """Write the command line that runs a program as the account and ends it when we are killed."""
    setpriv = shutil.which("setpriv")
    prefix = [setpriv, "--pdeathsig=INT"] if setpriv else []
    if account:
        prefix = [
            setpriv or "setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}",
            "--clear-groups", "--pdeathsig=INT",
        ]  # fmt: skip
    return [*prefix, find_program(name), *arguments]


def _run(name: str, *arguments: str, account: pwd.struct_passwd | None) -> None:
    done = subprocess.run(
        _command(name, *arguments, account=account), cwd="/", capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{name} failed: {done.stdout}{done.stderr}")


def _start(folder: Path, *, account: pwd.struct_passwd | None) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server on a free port; another process may take the port first, so try again."""
    log = folder / "log"
    for _ in range(START_TRIES):
        port = _free_port()
        settings = {**SETTINGS, "port": str(port), "unix_socket_directories": str(folder)}
        options = [f"--{name}={value}" for name, value in settings.items()]
        with log.open("ab") as output:
            server = subprocess.Popen(
                _command("postgres", "-D", str(folder / "data"), *options, account=account),
                cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip
        if _is_ready(server, folder, port=port):
            return server, port
        _stop(server)
    raise RuntimeError(f"PostgreSQL does not start: {log.read_text(errors='replace')[-2000:]}")


def _is_ready(server: subprocess.Popen[bytes], folder: Path, *, port: int) -> bool:
    """Wait until the server says that it accepts connections; False when it has ended or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    note = folder / "data" / "postmaster.pid"
    while server.poll() is None and time.monotonic() < deadline:
        lines = note.read_text().splitlines() if note.exists() else []
        if len(lines) > 7 and lines[3] == str(port) and lines[7].strip() == "ready":
            return True
        time.sleep(0.05)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Shut the server down at once: there is nothing to keep."""
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)  # immediate shutdown
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
