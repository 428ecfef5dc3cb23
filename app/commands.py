"""Commands: flask seed, demo and the rest; each calls one service."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from flask import Flask


def register(app: Flask) -> None:
    """Add our commands to the application."""
    app.cli.add_command(administrator)
    app.cli.add_command(audit)
    app.cli.add_command(check)
    app.cli.add_command(seed)
    app.cli.add_command(demo)
    app.cli.add_command(jobs)
    app.cli.add_command(customs_sandbox)
    app.cli.add_command(formats)
    app.cli.add_command(statistics)


@click.command("administrator")
@click.argument("login")
@click.option("--email", required=True, help="The address that the account belongs to.")
@with_appcontext
def administrator(login: str, email: str) -> None:
    """Open an account of a system administrator and print its one-time password."""
    from app.domain.actor import SYSTEM
    from app.domain.errors import DomainError
    from app.domain.permissions import SYSTEM_ADMINISTRATOR
    from app.services.base import accounts
    from app.services.people import users

    accounts.bind(SYSTEM)
    new = users.NewUser(
        login=login, first_name=login, last_name="", email=email, roles=frozenset({SYSTEM_ADMINISTRATOR})
    )
    try:
        _, one_time = users.create(SYSTEM, new, now=datetime.now(UTC))
    except DomainError as error:
        raise click.ClickException(f"Not opened: {error.code}") from error
    click.echo(f"{login} may log in with the one-time password {one_time} and must change it then.")


@click.command("seed")
@with_appcontext
def seed() -> None:
    """Fill in roles, permissions, dictionaries and formats; takes nothing away and may run again."""
    from app.services.demo import seeding

    for line in seeding.seed():
        click.echo(line)


@click.command("demo")
@click.option("--certificates", type=click.IntRange(0, 20_000_000), default=0, help="Add so many certificates as well.")
@with_appcontext
def demo(certificates: int) -> None:
    """Fill an empty development database with invented enterprises, users and declarations."""
    from flask import current_app

    from app.services.demo import demo as data

    if current_app.config["SETTINGS"].is_production:
        raise click.ClickException("Demo accounts have a public password: production never gets them.")
    from app.services.demo import applications as demo_applications

    now = datetime.now(UTC)
    for line in [*data.load(now=now), *demo_applications.load(now=now)]:
        click.echo(line)
    if certificates:
        from app.services.demo import mass as demo_mass

        for line in demo_mass.fill(certificates, now=now):
            click.echo(line)


@click.command("jobs")
@with_appcontext
def jobs() -> None:
    """Run the scheduled jobs until told to stop; any number of these processes may run at once."""
    from flask import current_app

    from app.jobs import run

    run(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001


@click.command("check")
@with_appcontext
def check() -> None:
    """Say whether certificates print here as they were tested; fails when they do not."""
    from app.services.base import fonts
    from app.services.formats import publishing

    findings = [*fonts.findings(), *publishing.broken_samples()]
    for line in findings:
        click.echo(line)
    if findings:
        raise click.exceptions.Exit(1)
    click.echo(f"Certificates are printed as tested: {fonts.made_with()}.")


@click.group("audit")
def audit() -> None:
    """Check the operation history."""


@audit.command("verify")
@with_appcontext
def audit_verify() -> None:
    """Say whether every record of the history is as it was written; fails when one is not."""
    from flask import current_app

    from app.services.settings import evidence

    settings = current_app.config["SETTINGS"]
    findings = evidence.verify(folder=settings.instance, key=settings.history_key)
    for line in findings:
        click.echo(line)
    if findings:
        raise click.exceptions.Exit(1)
    click.echo("The history is complete and unchanged.")


@click.group("formats")
def formats() -> None:
    """List the library of forms and switch its forms on."""


@formats.command("list")
@with_appcontext
def formats_list() -> None:
    """Say every form of the library: code, state, languages, destinations, title and source."""
    from app.services.formats import library

    for offer in library.offers():
        about, mark = offer.about, "installed" if offer.is_installed else "-"
        where = ",".join(offer.destinations) or "all countries"
        click.echo(f"{offer.code}\t{mark}\t{'/'.join(offer.languages)}\t{where}\t{offer.title}")
        click.echo(f"\t{about.state}, {about.date}: {about.source}")


@formats.command("install")
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@click.option("--login", default="", help="The administrator who does it; the history names him.")
@with_appcontext
def formats_install(codes: tuple[str, ...], login: str) -> None:
    """Add forms of the library as formats that new documents can be written with; what is there stays as it is."""
    from flask_babel import force_locale

    from app.domain.actor import SYSTEM
    from app.domain.errors import DomainError
    from app.services.base import accounts
    from app.services.formats import library
    from app.views.words.refusals import worded

    user = accounts.find_by_login(login) if login else None
    if login and user is None:
        raise click.ClickException(f"There is no account {login}.")
    actor = accounts.actor_for(user) if user else SYSTEM
    accounts.bind(actor)
    for code in codes:
        try:
            row, is_new = library.install(actor, code, now=datetime.now(UTC))
        except DomainError as error:
            with force_locale("en"):  # as everything that commands say
                raise click.ClickException(worded(error)) from error
        told = "is a format now." if is_new else "was installed already; it stays as it is."
        click.echo(f"{row.code} {told}")


@click.group("statistics")
def statistics() -> None:
    """Check the running totals of the statistics."""


@statistics.command("verify")
@click.option("--rebuild", is_flag=True, help="Correct what is wrong.")
@with_appcontext
def statistics_verify(rebuild: bool) -> None:  # noqa: FBT001 click hands options over by name
    """Count everything anew and compare it with the running totals; fails when they differ and are not corrected."""
    from app.services.statistics import totals

    found = totals.rebuild(now=datetime.now(UTC)) if rebuild else totals.verify()
    for one in found:
        click.echo(str(one))
    if found and not rebuild:
        raise click.exceptions.Exit(1)
    click.echo("Corrected." if found else "The totals are what a full count gives.")


@click.command("customs-sandbox")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8090, show_default=True)
@click.option("--rule", default="approve", show_default=True, help="hand, accept, approve or return.")
@click.option("--faults", default="", help="Chances of faults, such as drop=0.1,late=0.1; docs/exchange.md names them.")
@click.option("--key", envvar="CUSTOMS_KEY", required=True, help="The key that both sides share (CUSTOMS_KEY).")
@click.option("--store", default=None, help="The SQLite file to keep things in.")
@with_appcontext
def customs_sandbox(host: str, port: int, rule: str, faults: str, key: str, store: str | None) -> None:
    """Serve a customs side of the exchange for development, training and fault tests."""
    from pathlib import Path

    from flask import current_app

    from app.gateways.customs.sandbox import Faults, Sandbox, serve
    from app.gateways.customs.sandbox.faults import parse
    from app.gateways.customs.signing import signer

    settings = current_app.config["SETTINGS"]
    if settings.is_production:
        raise click.ClickException("The sandbox is not customs: production never runs it.")
    place = Path(store) if store else settings.instance / "customs-sandbox.db"
    try:
        chances = Faults(parse(faults))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    sandbox = Sandbox(place, signer("hmac-sha256", key=key), faults=chances, rule=rule)
    serve(sandbox, host=host, port=port, tell=click.echo)
