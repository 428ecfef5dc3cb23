"""A published version gives its format back as an object, read once."""

from __future__ import annotations

from app.catalogue.loader import catalogue
from app.models import CertificateFormat, FormatVersion

PUBLISHED = catalogue().formats["c3-1"]


def test_a_version_gives_back_the_format_that_was_published() -> None:
    version = FormatVersion(
        number=2, definition=PUBLISHED.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    )
    assert version.spec == PUBLISHED
    assert version.spec is version.spec
    assert str(version) == "v2"


def test_a_format_is_called_by_code_and_title() -> None:
    assert str(CertificateFormat(code="c3-1", title_zh="兽医（卫生）证书")) == "c3-1 兽医（卫生）证书"
