"""Documents a second: the preview, the first PDF, the stored PDF, and a hundred in one run of the engine."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.catalogue.loader import catalogue
from app.gateways.pdf import engine
from app.gateways.storage import Folder
from app.reports.certificate import Printout, certificate_html, certificates_html
from tests.factories.contents import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.reports.certificate import CertificatePages

BATCH = 100


def run() -> None:
    """Print documents a second for each step, and the ratios that the bars speak of."""
    sheet = _sheet()
    preview = _per_second(_sheet, repeat=20)
    print(f"{'preview in the browser (no engine)':<44}{preview:10.1f} /s      1.00")
    for name in ("wkhtmltopdf", "weasyprint"):
        chosen = engine(name)
        chosen.render(sheet.html, pages=sheet.pages)
        first = _per_second(lambda chosen=chosen: chosen.render(sheet.html, pages=sheet.pages), repeat=8)
        print(f"{'first PDF, ' + name:<44}{first:10.1f} /s  {first / preview:8.2f} × preview")
        batch = _batch()
        one_run = _seconds(lambda chosen=chosen, batch=batch: chosen.render(batch.html, pages=batch.pages))
        ratio = one_run / (BATCH / first)
        print(f"{f'{BATCH} documents in one run, {name}':<44}{BATCH / one_run:10.1f} /s  {ratio:8.3f} × one run each")
    with tempfile.TemporaryDirectory() as folder:
        store = Folder(Path(folder))
        store.put("a.pdf", engine("auto").render(sheet.html, pages=sheet.pages))
        stored = _per_second(lambda: store.get("a.pdf"), repeat=200)
    print(f"{'stored PDF':<44}{stored:10.1f} /s  {stored / preview:8.2f} × preview")


def _sheet() -> CertificatePages:
    return certificate_html(catalogue().formats["c3-1"], SAMPLES["c3-1"], certificate_no="226000004178628001")


def _batch() -> CertificatePages:
    documents = [
        Printout(format=catalogue().formats["c3-1"], content=SAMPLES["c3-1"], certificate_no=f"22600000417{n:07d}")
        for n in range(BATCH)
    ]
    return certificates_html(documents)


def _per_second(work: Callable[[], object], *, repeat: int) -> float:
    return repeat / _seconds(lambda: [work() for _ in range(repeat)])


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
