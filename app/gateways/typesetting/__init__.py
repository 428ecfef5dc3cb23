"""Typst behind one port: lays certificates out, prints them, and draws what the screen shows of them."""

from app.gateways.typesetting.port import (
    Box,
    FontsMissingError,
    Picture,
    PictureKind,
    Printed,
    Sheet,
    SheetRefusedError,
    Typesetter,
    TypesettingError,
    TypesettingTimeoutError,
    UnreadablePdfError,
)

__all__ = [
    "Box",
    "FontsMissingError",
    "Picture",
    "PictureKind",
    "Printed",
    "Sheet",
    "SheetRefusedError",
    "Typesetter",
    "TypesettingError",
    "TypesettingTimeoutError",
    "UnreadablePdfError",
]
