"""Change documents at random until killed: the parent kills one changing process after the other (SIGKILL)."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICES = ("0901", "0908", "0903")
#: How long a changing process lives, in seconds after its first change: kills meet every moment of a transaction.
LIFE = (0.02, 0.5)


def _new(rng: random.Random, count: int) -> None:
    from tests.factories import applications as factory

    factory.draft(
        inspection_no=f"9{os.getpid() % 10**6:06d}{count:08d}",
        declaring_customs="0901",
        documents=rng.choice((1, 1, 2)),
        needs_confirmation=rng.random() < 0.2,
    )


def _step(rng: random.Random, _count: int) -> None:
    """Take a random step with a random application, whether it is allowed now or not."""
    from app.domain.workflow import Action
    from app.services.workflow import workflow
    from tests.factories import applications as factory

    number = _any_application(rng)
    action = rng.choice((
        Action.SUBMIT, Action.SUBMIT, Action.ACCEPT, Action.ACCEPT, Action.RETURN, Action.APPROVE, Action.APPROVE,
        Action.ASK_CONFIRMATION, Action.CONFIRM, Action.WITHDRAW, Action.DELETE,
    ))  # fmt: skip
    moment = factory.NOW + timedelta(hours=rng.randrange(-200, 200))
    if action is Action.DELETE:
        workflow.perform(factory.act_as(factory.CLERK), action, number, now=moment)
    else:
        factory.lead(number, action, now=moment)


def _issue(rng: random.Random, _count: int) -> None:
    """Issue without the sheets, which take a second each: what the totals count of it is here."""
    from app.domain.actor import SYSTEM
    from app.extensions import db
    from app.models import Application
    from app.services.base import accounts
    from app.services.base.transaction import transaction
    from tests.factories import applications as factory

    number = _any_application(rng)
    accounts.bind(SYSTEM)
    with transaction():
        row = db.session.get(Application, number)
        if row is None or row.status != "approved":
            return
        row.status = "issued"
        for certificate in row.certificates:
            certificate.certificate_no, certificate.validity = f"T{certificate.id}", "valid"
            certificate.issued_at = factory.NOW
            certificate.receipt_date = (factory.NOW - timedelta(days=rng.randrange(90))).date()


def _print(rng: random.Random, count: int) -> None:
    from app.domain.actor import SYSTEM
    from app.services.base import accounts
    from app.services.exchange import customs_prints
    from app.services.exchange.customs_prints import Printed
    from tests.factories import applications as factory

    accounts.bind(SYSTEM)
    day = (factory.NOW - timedelta(days=rng.randrange(90))).date()
    number = f"P{os.getpid()}-{count}"
    customs_prints.take(
        [Printed(customs_code=rng.choice(OFFICES), document_no=number, receipt_date=day)], now=factory.NOW
    )


def _fold(_rng: random.Random, _count: int) -> None:
    from app.services.statistics import totals
    from tests.factories import applications as factory

    totals.fold(factory.NOW)


CHANGES: tuple[tuple[Callable[[random.Random, int], None], int], ...] = (
    (_new, 4),
    (_step, 12),
    (_issue, 2),
    (_print, 2),
    (_fold, 1),
)


def _any_application(rng: random.Random) -> int:
    from app.domain.actor import SYSTEM
    from app.extensions import db
    from app.models import Application
    from app.services.base import accounts

    accounts.bind(SYSTEM)
    newest = db.session.scalars(db.select(Application.id).order_by(Application.id.desc()).limit(30)).all()
    return rng.choice(newest) if newest else 0


def _change_for_ever(app: Any, told: int, seed: int) -> None:
    """Make changes, and write one byte for each that was made or refused."""
    from app.domain.errors import DomainError
    from app.extensions import db

    rng = random.Random(seed)  # noqa: S311
    kinds, weights = zip(*CHANGES, strict=True)
    count = 0
    with app.app_context():
        while True:
            count += 1
            try:
                rng.choices(kinds, weights)[0](rng, count)
            except DomainError:
                db.session.rollback()
            os.write(told, b".")


def change_and_kill(app: Any, wanted: int, seed: int) -> tuple[int, int]:
    """Let processes make so many changes, each killed after a random time; return changes and kills."""
    from app.extensions import db

    rng, made, kills = random.Random(seed), 0, 0  # noqa: S311
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    while made < wanted:
        listening, telling = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                _change_for_ever(app, telling, seed + kills)
            finally:
                os._exit(1)
        os.close(telling)
        select.select([listening], [], [], 60)
        time.sleep(rng.uniform(*LIFE))
        os.kill(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            raise SystemExit("a changing process ended by itself")
        while part := os.read(listening, 65536):
            made += len(part)
        os.close(listening)
        kills += 1
    return made, kills


def _main() -> None:
    from app import create_app

    wanted, seed = map(int, sys.argv[1:])
    made, kills = change_and_kill(create_app(), wanted, seed)
    sys.stdout.write(json.dumps({"changes": made, "kills": kills}) + "\n")


if __name__ == "__main__":
    _main()
