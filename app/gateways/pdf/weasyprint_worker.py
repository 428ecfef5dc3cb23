"""A process of its own that prints with WeasyPrint: reads length and HTML, writes length and PDF, until its input ends.

Run by path and isolated, so that it loads nothing of the application.
"""

from __future__ import annotations

import logging
import struct
import sys
from typing import Any

from weasyprint import HTML
from weasyprint.urls import URLFetcher

LENGTH = struct.Struct(">I")


class OnlyWhatIsInThePage(URLFetcher):
    """Fetch data: addresses, which are inside the page, and nothing else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Return the data in the address; raises ValueError for any other address."""
        if not url.lower().startswith("data:"):
            raise ValueError("addresses outside the page are not fetched")
        return super().fetch(url, headers)


def main() -> None:
    """Answer one request after the other; an empty answer says that it failed."""
    logging.disable(logging.CRITICAL)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while header := source.read(LENGTH.size):
        html = source.read(*LENGTH.unpack(header)).decode("utf-8")
        try:
            made = HTML(string=html, base_url=None, url_fetcher=OnlyWhatIsInThePage()).write_pdf()
        except Exception:  # noqa: BLE001 - whatever the page did, the next one must print
            made = b""
        sink.write(LENGTH.pack(len(made)) + made)
        sink.flush()


if __name__ == "__main__":
    main()
