"""The cases whose pictures are kept: every format × copy kind × short, usual, long, Arabic and many-rowed contents."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

from app.catalogue.loader import catalogue
from app.gateways.typesetting import Printed
from app.reports.certificate_head import second_original_note
from tests.factories.contents import CONTAINERS, SAMPLES, goods_line
from tests.support.papers import FORMATS, NUMBER, data_of, printed

if TYPE_CHECKING:
    from app.catalogue.schema import Format
    from app.domain.document.content import Content
    from app.reports.certificate import CopyMark

#: Dots a millimetre of a kept picture, and the sheets of a long document that it shows: the first ones and the last.
DOTS, SHEETS = 0.75, 3
#: What a short document has filled in, as far as its format knows it.
FEW = ("consignor", "consignee", "place_of_issue", "date_of_issue", "authorized_officer", "certificate_title")
ARABIC = "شركة المثال لاستيراد الأسماك والمنتجات البحرية ذ.م.م، شارع الميناء رقم ١٢، دبي"
LONG = "This clause is repeated to fill the box up to what a clerk may type into it. 本句反复出现以填满本栏。"
#: Letters of the longest text that a golden prints; longer ones differ in the number of their sheets only.
LONGEST = 1200
COPY_KINDS: tuple[CopyMark, ...] = ("original", "copy", "second_original")


@dataclass(frozen=True, order=True)
class Case:
    """One kept picture."""

    format: str
    copy: str
    content: str

    @property
    def name(self) -> str:
        """Return the name of its file."""
        return f"{self.format}.{self.copy}.{self.content}"

    @property
    def is_usual(self) -> bool:
        """Tell whether every run prints it; the others differ from those in one thing and wait for the soak."""
        return self.content == "usual" or (self.copy == "original" and self.content in ("short", "arabic"))


def cases() -> list[Case]:
    """Return all cases: slips have no copies, and what a format has no rows for is left out."""
    return sorted(case for code in FORMATS for case in _of(catalogue().formats[code]))


def _of(spec: Format) -> Iterator[Case]:
    kinds = COPY_KINDS if any(field.key == "copy_mark" for field in spec.fields) else COPY_KINDS[:1]
    groups = {column.group for column in spec.columns}
    contents = ["short", "usual", "longest", "arabic"]
    contents += ["goods300"] if spec.layout.goods else []
    contents += ["containers60"] if "containers" in groups else []
    yield from (Case(spec.code, kind, content) for kind in kinds for content in contents)


def printout(case: Case) -> Printed:
    """Print a case as it is issued."""
    notes = [second_original_note(NUMBER)] if case.copy == "second_original" else []
    spec = catalogue().formats[case.format]
    content = _CONTENTS[case.content](spec, SAMPLES[case.format])
    return printed(data_of(case.format, content, copy_mark=case.copy, notes=notes))


@cache
def picture(case: Case) -> Image.Image:
    """Draw a case in grey, its first sheets and its last side by side, with another program than printed it."""
    document = pypdfium2.PdfDocument(io.BytesIO(printout(case).pdf))
    chosen = sorted({*range(min(SHEETS - 1, len(document))), len(document) - 1})
    sheets = [document[at].render(scale=4 * DOTS * 25.4 / 72, grayscale=True).to_pil() for at in chosen]
    size = (round(210 * DOTS), round(297 * DOTS))
    strip = Image.new("L", (size[0] * len(sheets), size[1]), 255)
    for at, sheet in enumerate(sheets):
        strip.paste(sheet.convert("L").resize(size, Image.Resampling.BOX), (at * size[0], 0))
    return strip


def _short(_spec: Format, usual: Content) -> Content:
    values = {key: text for key, text in usual.values.items() if key in FEW}
    return replace(usual, values=values, rows={group: rows[:1] for group, rows in usual.rows.items()})


def _long(spec: Format, usual: Content) -> Content:
    def full(key: str, most: int) -> str:
        return (LONG * (most // len(LONG) + 1))[: min(most, LONGEST)] if most > 100 else usual.values.get(key, "")

    texts = {f.key: full(f.key, f.max_length or 0) for f in spec.fields if f.kind in ("text", "textarea", "richtext")}
    once = {f.key for f in spec.fields if f.repeats == "none"}
    return replace(usual, values={**usual.values, **{key: text for key, text in texts.items() if key in once}})


def _arabic(spec: Format, usual: Content) -> Content:
    texts = [f.key for f in spec.fields if f.kind in ("textarea", "richtext") and f.repeats == "none"]
    return replace(usual, values={**usual.values, **dict.fromkeys(texts, ARABIC)})


def _goods(_spec: Format, usual: Content) -> Content:
    lines = [goods_line(f"冻鱼 {n}", f"FROZEN FISH, ITEM {n}", weight=str(100 + n)) for n in range(1, 301)]
    return replace(usual, rows={**usual.rows, "goods_lines": lines})


def _containers(_spec: Format, usual: Content) -> Content:
    boxes = [{**CONTAINERS[0], "container_no": f"TCLU{n:07d}", "seal_no": f"CN{n:06d}"} for n in range(1, 61)]
    return replace(usual, rows={**usual.rows, "containers": boxes})


_CONTENTS: dict[str, Callable[[Format, Content], Content]] = {
    "short": _short,
    "usual": lambda _spec, usual: usual,
    "longest": _long,
    "arabic": _arabic,
    "goods300": _goods,
    "containers60": _containers,
}
