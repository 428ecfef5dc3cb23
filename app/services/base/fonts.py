"""The fonts and engine of the paper on this machine: what is missing, what was not tested, and getting them ready."""

from __future__ import annotations

from app.gateways import gateways
from app.gateways.typesetting import FontsMissingError


def findings() -> list[str]:
    """Return what an administrator should know about the fonts of this machine; nothing when they are a tested set."""
    try:
        fonts = gateways().typesetter.fonts
    except FontsMissingError as error:
        return [f"No certificate can be printed before these packages of fonts are installed: {error.params['fonts']}"]
    if fonts.is_tested:
        return []
    found = [f"The fonts are no set that was tested; documents record them as {fonts.name}."]
    if fonts.absent:
        found.append(f"Not on this machine: {', '.join(fonts.absent)}")
    if fonts.other:
        found.append(f"Another edition than the tested one: {', '.join(fonts.other)}")
    return found


def made_with() -> str:
    """Return the engine and the set of fonts, as documents record them."""
    typesetter = gateways().typesetter
    return f"{typesetter.engine}, fonts {typesetter.fonts.name}"


def missing_packages() -> tuple[str, ...]:
    """Return the packages of fonts without which no certificate can be printed; looks at names only, so it is fast."""
    return gateways().typesetter.missing_packages()


def warm() -> None:
    """Get the typesetter ready, so that the first document does not wait; without fonts there is nothing to do."""
    try:
        gateways().typesetter.warm()
    except FontsMissingError:
        """Whoever prints is told."""
