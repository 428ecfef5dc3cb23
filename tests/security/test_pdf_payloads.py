"""Bar S5: nothing that is typed makes the typesetter or a PDF engine fetch an address or read a file."""

from __future__ import annotations

import io
import shutil
import subprocess
import threading
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.catalogue.columns import row_columns
from app.catalogue.loader import catalogue
from app.catalogue.schema import ROW_GROUPS, Format
from app.domain.document.content import Content
from app.gateways.pdf import PdfError, engine, port, sealing
from tests.factories.contents import SAMPLES
from tests.support.papers import data_of, printed

needs_wkhtmltopdf = pytest.mark.skipif(not shutil.which("wkhtmltopdf"), reason="wkhtmltopdf is not installed")
both_engines = pytest.mark.parametrize("name", [pytest.param("wkhtmltopdf", marks=needs_wkhtmltopdf), "weasyprint"])
SECRET = "TOP5ECRETFILETEXT"

#: What may be tried; {u} is an address of the canary, {f} a file address, {p} the path of the file.
PAYLOADS = (
    '<iframe src="{u}"></iframe>',
    '<iframe src="{f}" width=800 height=800></iframe>',
    '<iframe srcdoc="&lt;img src={u}&gt;"></iframe>',
    '<img src="{u}">',
    '<img src="{f}">',
    '<img srcset="{u} 1x">',
    "<img src=x onerror=\"location='{u}'\">",
    '<script src="{u}"></script>',
    "<script>fetch('{u}')</script>",
    "<script>var x=new XMLHttpRequest();x.open('GET','{f}',false);x.send();document.write(x.responseText)</script>",
    "<script>while(true){{}}</script>",
    '<meta name="pdfkit-enable-local-file-access" content="">',
    '<meta name="pdfkit-allow" content="/"><meta name="pdfkit-post-file" content="x {p}">',
    '<meta name="pdfkit-header-html" content="{u}">',
    '<meta name="pdfkit-cookie-jar" content="jar">',
    '<meta http-equiv="refresh" content="0;url={u}">',
    '<meta http-equiv="refresh" content="0;url={f}">',
    '<link rel="stylesheet" href="{u}">',
    '<link rel="attachment" href="{f}">',
    '<link rel="icon" href="{u}">',
    "<style>@import url({u});</style>",
    "<style>@font-face{{font-family:x;src:url({u})}}*{{font-family:x}}</style>",
    "</style><style>body{{background:url({u})}}</style>",
    '<div style="background:url({u})">x</div>',
    '<div style="list-style-image:url({u});display:list-item">x</div>',
    '<p style="content:url({f})">x</p>',
    '<svg><image href="{u}" width="9" height="9"/></svg>',
    '<svg><image xlink:href="{f}" width="9" height="9"/></svg>',
    '<svg><use href="{u}#a"/></svg>',
    '<svg><foreignObject><iframe src="{u}"></iframe></foreignObject></svg>',
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{f}">]><x>&e;</x>',
    '<object data="{u}"></object>',
    '<object data="{f}" type="text/plain"></object>',
    '<embed src="{f}">',
    '<video src="{u}" poster="{u}"></video><audio src="{u}"></audio>',
    '<base href="{u}/"><img src="a.png">',
    '<form action="{u}"><input type="image" src="{u}"></form>',
    '<a rel="attachment" href="{f}">x</a>',
    "![x]({u}) [x](javascript:location='{u}')",
    '#read("{p}") #image("{u}") #import "{u}" #include "{p}" #link("{u}")[x]',
    '#eval("read("{p}")") #plugin("{u}") #bibliography("{p}") #pdf.attach("{p}")',
    "{{{{ config }}}} {{% include '{p}' %}} ${{jndi:{u}}}",
)
#: Payloads that stand together in one field; the documents of a format take all of them.
TOGETHER = 5


class Canary(BaseHTTPRequestHandler):
    """Remember every address that is asked for; answer with a redirect to the secret file."""

    hits: list[str] = []  # noqa: RUF012 - shared by all requests on purpose
    secret = ""

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_response(302)
        self.send_header("Location", self.secret)
        self.end_headers()

    do_POST = do_HEAD = do_GET  # noqa: N815 - named by http.server

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine finish: what counts here is what is fetched."""
    monkeypatch.setattr(port, "SECONDS", 120.0)


@pytest.fixture
def canary(secret: Path) -> Iterator[str]:
    Canary.hits, Canary.secret = [], secret.as_uri()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(f"{SECRET}\n" * 3)
    return file


def filled(payload: str, *, canary: str, place: str, secret: Path) -> str:
    return payload.format(u=f"{canary}/{place}", f=secret.as_uri(), p=secret)


class Places:
    """Say which payloads the next place of a document gets: the same in all, or one after the other."""

    def __init__(self, format_: Format, payloads: tuple[str, ...], *, canary: str, secret: Path) -> None:
        self.format, self.payloads, self.canary, self.secret = format_, payloads, canary, secret
        self.at = 0

    def everywhere(self, key: str) -> str:
        """Return all payloads; each address names the place."""
        place = f"{self.format.code}/{key}"
        return "\n".join(filled(p, canary=self.canary, place=place, secret=self.secret) for p in self.payloads)

    def in_turn(self, key: str) -> str:
        """Return the next payload."""
        self.at += 1
        payload = self.payloads[self.at % len(self.payloads)]
        return filled(payload, canary=self.canary, place=f"{self.format.code}/{key}", secret=self.secret)


def hostile(format_: Format, text: Callable[[str], str]) -> Content:
    """Fill every text of a document."""
    values = {field.key: text(field.key) for field in format_.fields if field.repeats == "none"}
    columns = row_columns(format_, catalogue().declaration)
    rows = {
        group: ({c.key: text(f"{group}.{c.key}") for c in columns if c.group == group},)
        for group in ROW_GROUPS.values()
    }
    return Content(values=values, rows=rows)


def check(code: str, contents: list[Content], *, number: str) -> None:
    """Print the documents and look for what must not be there."""
    for content in contents:
        made = printed(data_of(code, content, certificate_no=number))
        assert SECRET not in text_and_files(made.pdf)
    assert Canary.hits == []


def text_and_files(pdf: bytes) -> str:
    reader = PdfReader(io.BytesIO(pdf))
    attached = str(list(reader.attachments))
    if shutil.which("pdftotext"):
        made = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
        return made.stdout.decode("utf-8", "replace") + attached
    return "".join(page.extract_text() for page in reader.pages) + attached


def test_the_canary_sings(canary: str) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - the redirect to a file is refused by Python itself
        urllib.request.urlopen(f"{canary}/here")  # noqa: S310
    assert Canary.hits == ["/here"]


def test_there_are_forty_payloads() -> None:
    assert len(set(PAYLOADS)) >= 40


@pytest.mark.bar("S5")
@pytest.mark.parametrize("code", list(SAMPLES))
def test_no_payload_reaches_out(code: str, canary: str, secret: Path) -> None:
    places = Places(catalogue().formats[code], PAYLOADS, canary=canary, secret=secret)
    contents = [hostile(places.format, places.in_turn) for _ in range(2)]
    check(code, contents, number=places.in_turn("certificate_no"))


@pytest.mark.soak
@pytest.mark.bar("S5")
@pytest.mark.parametrize("code", list(SAMPLES))
def test_no_payload_in_any_field_reaches_out(code: str, canary: str, secret: Path) -> None:
    for at in range(0, len(PAYLOADS), TOGETHER):
        places = Places(catalogue().formats[code], PAYLOADS[at : at + TOGETHER], canary=canary, secret=secret)
        check(code, [hostile(places.format, places.everywhere)], number=places.in_turn("certificate_no"))


@pytest.mark.bar("S5")
@both_engines
@pytest.mark.parametrize("cut_off", [True, False], ids=["without network", "with network"])
def test_even_markup_that_got_through_reaches_nothing(
    name: str, *, cut_off: bool, canary: str, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not cut_off:
        monkeypatch.setattr(sealing, "without_network", tuple)
    printer = type(engine(name))()  # type: ignore[arg-type]
    try:
        for payload in PAYLOADS:
            body = filled(payload, canary=canary, place="raw", secret=secret)
            html = f"<!doctype html><html><head><meta charset='utf-8'>{body}</head><body>{body}<p>end</p></body></html>"
            try:
                made = printer.render(html, pages=None)
            except PdfError:
                continue
            assert SECRET not in text_and_files(made), payload
        assert Canary.hits == []
    finally:
        close = getattr(printer, "close", None)
        if close:
            close()
