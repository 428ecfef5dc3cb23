"""The official labels that the portal shows in every language: each once, and no attestation among them."""

from __future__ import annotations

from app.catalogue.labels import is_shown, official_labels
from app.catalogue.loader import catalogue

FIELDS = {field.key: field for field in catalogue().formats["c3-1"].fields}


def test_attestations_pictures_and_what_the_head_says_are_left_to_the_document() -> None:
    assert is_shown(FIELDS["consignor"])
    assert not is_shown(FIELDS["certificate_no"])
    assert not any(is_shown(field) for field in FIELDS.values() if field.kind in ("richtext", "image"))


def test_every_type_in_use_and_every_shown_label_stands_there_once() -> None:
    labels = official_labels()
    assert len(labels) == len(set(labels))
    assert {kind.en for kind in catalogue().types.values() if kind.enabled} <= set(labels)
    assert FIELDS["consignor"].en in labels
