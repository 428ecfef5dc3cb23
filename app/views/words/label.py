"""A text of a page: written already, or put into the reader's language when it is written."""

from __future__ import annotations

from typing import TypeAlias

from flask_babel.speaklater import LazyString

Label: TypeAlias = str | LazyString
