"""Kept pictures, and how far one may be from what is printed now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageStat

from app.gateways.typesetting import typesetter
from app.reports.certificate import PAPER

if TYPE_CHECKING:
    from tests.golden.cases import Case

FOLDER = Path(__file__).parent / "sheets"
#: Levels of grey: the average over the picture, and over one of its parts.
AVERAGE, PART = 1.5, 16
#: Dots of a part.
PART_SIZE = 12


def font_set() -> str:
    """Return the name of the fonts of this machine; pictures are kept for each tested set."""
    return typesetter(PAPER, PAPER).fonts.name


def kept(case: Case) -> Path:
    """Return where the picture of a case is kept for the fonts of this machine."""
    return FOLDER / font_set() / f"{case.name}.png"


def keep(case: Case, picture: Image.Image) -> None:
    """Keep a picture that was looked at."""
    kept(case).parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(16).save(kept(case), optimize=True)


def difference(case: Case, now: Image.Image) -> str:
    """Say what is different from the kept picture, nothing when it looks the same."""
    if not kept(case).exists():
        return "no picture is kept"
    before = Image.open(kept(case)).convert("L")
    if before.size != now.size:
        return f"{before.width // 158} sheets are shown where {now.width // 158} are now"
    changed = ImageChops.difference(now, before)
    parts = changed.resize((now.width // PART_SIZE, now.height // PART_SIZE), Image.Resampling.BOX)
    if ImageStat.Stat(changed).mean[0] >= AVERAGE:
        return "the whole picture has changed"
    return "a part of the sheet has changed" if parts.getextrema()[1] >= PART else ""
