"""The world outside, a Protocol with implementations each; `gateways()` gives those that this deployment chose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from app.gateways.customs import CustomsSide, customs_side
from app.gateways.identity import CardVerifier, OutsideProvider, card_verifier, outside_provider
from app.gateways.report_database import ReportDatabase
from app.gateways.scanner import FileCheck, SubprocessCheck
from app.gateways.storage import Storage, storage
from config import BASE

if TYPE_CHECKING:
    from flask import Flask

    from app.gateways.pdf import PdfEngine
    from app.gateways.typesetting.engine import Typst

#: Where the template of the paper lies.
PAPER = BASE / "app" / "reports" / "paper"


@dataclass(frozen=True, kw_only=True)
class Gateways:
    customs: CustomsSide
    files: Storage
    scanner: FileCheck
    pdf_engine: str
    own_fonts: Path
    outside: OutsideProvider | None = None
    cards: CardVerifier | None = None
    reports: ReportDatabase

    @property
    def pdf(self) -> PdfEngine:
        """Return the PDF engine; looked up late, so that starting the web server loads none."""
        from app.gateways.pdf import engine

        return engine(self.pdf_engine)

    @property
    def typesetter(self) -> Typst:
        """Return what lays certificates out; looked up late, for the same reason."""
        from app.gateways.typesetting import typesetter

        return typesetter(PAPER, self.own_fonts)


def connect(app: Flask) -> None:
    """Make the gateways of this deployment."""
    settings = app.config["SETTINGS"]
    app.extensions["gateways"] = Gateways(
        customs=customs_side(settings),
        files=storage(settings.storage_url),
        scanner=SubprocessCheck(),
        pdf_engine=settings.pdf_engine,
        own_fonts=settings.instance / "fonts",
        outside=outside_provider(settings),
        cards=card_verifier(settings),
        reports=ReportDatabase(settings.database_url, own_url=settings.query_database_url),
    )


def gateways() -> Gateways:
    """Return the gateways of the current application."""
    found: Gateways = current_app.extensions["gateways"]
    return found
