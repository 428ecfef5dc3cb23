"""Faults as sentences."""

from __future__ import annotations

from app.catalogue.faults import Fault


def test_a_fault_says_its_place_and_its_parameters() -> None:
    fault = Fault("fields.3", "key_twice", {"key": "remark"})
    assert fault.text == "fields.3: The key remark stands twice."
    assert Fault("", "needed").text == "This must be filled in."
