"""Documents a second: a preview, a changed field's preview, the first PDF, the stored PDF, long documents, a hundred.

Each is set beside one page of a list that a wkhtmltopdf process prints in the same run, where it is installed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.catalogue.loader import catalogue
from app.gateways.pdf import engine
from app.gateways.storage import Folder
from app.gateways.typesetting import Sheet, typesetter
from app.reports import list_pdf
from app.reports.certificate import PAPER, Printout, sheet_of
from app.reports.list_sheet import ColumnHead, ListSheet
from tests.factories.contents import SAMPLES, with_goods

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.document.content import Content

BATCH = 100


def run() -> None:
    """Print the seconds of processor time of each step, and the ratios that the bars speak of."""
    printer = typesetter(PAPER, Path())
    printer.warm()
    base = _wkhtmltopdf()
    print(f"{'one page of a list, wkhtmltopdf':<44}{1e3 * base:8.0f} ms" if base else "wkhtmltopdf is not installed")
    steps: dict[str, tuple[Callable[[int], object], int]] = {
        "a changed field's preview": (lambda at: printer.draw(_sheet(at)), 20),
        "one sheet as PDF": (lambda at: printer.print(_sheet(100 + at)), 20),
        "300 goods lines as PDF": (lambda at: printer.print(_sheet(200 + at, goods=300)), 2),
    }
    for name, (work, repeat) in steps.items():
        _say(name, _processor_seconds(work, repeat=repeat), base)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        begun = time.perf_counter()
        list(threads.map(lambda at: printer.print(_sheet(300 + at)), range(BATCH)))
        _say(f"{BATCH} documents on all cores, each", (time.perf_counter() - begun) / BATCH, base)
    with tempfile.TemporaryDirectory() as folder:
        store = Folder(Path(folder))
        store.put("a.pdf", printer.print(_sheet(0)).pdf)
        _say("stored PDF", _processor_seconds(lambda _: store.get("a.pdf"), repeat=200), base)


def _say(name: str, seconds: float, base: float | None) -> None:
    ratio = f"{seconds / base:8.3f} × wkhtmltopdf" if base else ""
    print(f"{name:<44}{1e3 * seconds:8.1f} ms  {ratio}")


def _sheet(at: int, *, goods: int = 0) -> Sheet:
    """Return a document that no other call returns."""
    content: Content = with_goods(SAMPLES["c3-1"], goods) if goods else SAMPLES["c3-1"]
    content = replace(content, values={**content.values, "consignor": f"EXAMPLE {at}\nDALIAN"})
    number = f"22600000417{at:07d}"
    data = sheet_of(Printout(format=catalogue().formats["c3-1"], content=content, certificate_no=number))
    return Sheet(title=data["meta"]["title"], data=data)


def _wkhtmltopdf() -> float | None:
    """Return the processor time of one wkhtmltopdf process, with its children."""
    if not shutil.which("wkhtmltopdf"):
        return None
    rows = [[f"226000004178{at:03d}", "冻明太鱼片（示例）"] for at in range(30)]
    sheet = ListSheet(title="List", heads=[ColumnHead("No.", 20)] * 2, rows=rows, limit=99, cut_note="")
    html = list_pdf.write(sheet)
    return _processor_seconds(lambda _: engine("wkhtmltopdf").render(html.html, pages=html.pages), repeat=5)


def _processor_seconds(work: Callable[[int], object], *, repeat: int) -> float:
    begun = os.times()
    for act in (partial(work, at) for at in range(repeat)):
        act()
    return sum(later - before for later, before in zip(os.times()[:4], begun[:4], strict=True)) / repeat
