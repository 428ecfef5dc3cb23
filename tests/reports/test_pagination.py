"""Both engines print as many pages as were laid out, whatever a document holds."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue.columns import row_columns
from app.catalogue.loader import catalogue
from app.catalogue.schema import Format, FormatField
from app.domain.document.content import Content
from app.gateways.pdf import engine, port
from app.reports.certificate import Printout, certificates_html
from tests.factories.contents import SAMPLES, with_goods, with_value

needs_wkhtmltopdf = pytest.mark.skipif(not shutil.which("wkhtmltopdf"), reason="wkhtmltopdf is not installed")
both_engines = pytest.mark.parametrize("name", [pytest.param("wkhtmltopdf", marks=needs_wkhtmltopdf), "weasyprint"])
COUNTS = (0, 1, 3, 4, 28, 29, 200)
CHINESE = "本品经检验符合输入国要求，货物包装完好、标识清晰。动物（卫生）产品加工厂注册号"
WORDS = ["the", "goods", "described", "above", "were", "inspected;", "FROZEN", "ALASKA", "POLLOCK"]
WORDS += ["V.027W", "(EXAMPLE)", "12,345", "mixed/TRANSPORT"]


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine finish: what counts here is how many pages come out."""
    monkeypatch.setattr(port, "SECONDS", 300.0)


def document(code: str, content: Content) -> Printout:
    return Printout(format=catalogue().formats[code], content=content, certificate_no="221000004178628001")


@both_engines
@pytest.mark.parametrize("code", ["c3-1", "5-3", "c4-1"])
def test_any_number_of_goods_lines_prints_on_the_pages_laid_out(code: str, name: str) -> None:
    pages = certificates_html([document(code, with_goods(SAMPLES[code], count)) for count in COUNTS])
    engine(name).render(pages.html, pages=pages.pages)  # type: ignore[arg-type]


@both_engines
def test_a_long_text_prints_on_the_pages_laid_out(name: str) -> None:
    texts = (" ".join(WORDS * 100)[:8000], (CHINESE * 250)[:8000], "\n".join([*WORDS, CHINESE] * 30)[:8000])
    pages = certificates_html([document("c3-1", with_value(SAMPLES["c3-1"], attestation=text)) for text in texts])
    engine(name).render(pages.html, pages=pages.pages)  # type: ignore[arg-type]


def prose(length: int) -> st.SearchStrategy[str]:
    pieces = st.sampled_from([*WORDS, CHINESE, CHINESE[:7], "\n", "W" * 40, "수산물", "ЖЩ", "–"])
    return st.lists(pieces, max_size=max(2, length // 8)).map(lambda found: " ".join(found)[:length].strip())


def value(field: FormatField) -> st.SearchStrategy[str]:
    if field.kind in {"date", "enum", "country", "code"}:
        fixed = {"date": "2026-09-28", "country": "KOR", "code": "2"}
        return st.just(fixed.get(field.kind) or field.options[0].value)
    return prose(field.max_length or 0)


def contents(format_: Format) -> st.SearchStrategy[Content]:
    once = {f.key: value(f) for f in format_.fields if f.repeats == "none" and f.entered_by != "system"}
    columns = row_columns(format_, catalogue().declaration)
    rows = {}
    for group, most in (
        ("goods_lines", 12),
        ("containers", 4),
        ("treatments", 5),
        ("test_items", 10),
        ("write_offs", 12),
    ):
        cells = {
            c.key: st.integers(1, 99999).map(str)
            if c.kind == "decimal"
            else prose(min(c.max_length, 200)).map(lambda t: t.replace("\n", " "))
            for c in columns
            if c.group == group
        }
        rows[group] = st.lists(st.fixed_dictionaries(cells), max_size=most).map(tuple)
    statements = st.sets(st.sampled_from([s.key for s in format_.statements])).map(frozenset)
    return st.builds(
        Content, values=st.fixed_dictionaries(once), rows=st.fixed_dictionaries(rows), statements=statements
    )


any_document = st.sampled_from(sorted(SAMPLES)).flatmap(
    lambda code: contents(catalogue().formats[code]).map(lambda content: document(code, content))
)


@both_engines
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(printouts=st.lists(any_document, min_size=3, max_size=3))
def test_whatever_passes_the_limits_prints_on_the_pages_laid_out(name: str, printouts: list[Printout]) -> None:
    pages = certificates_html(printouts)
    engine(name).render(pages.html, pages=pages.pages)  # type: ignore[arg-type]
