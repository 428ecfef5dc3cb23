"""The library: forms of other authorities as files (format language 2), which an installation switches on by code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.catalogue.errors import CatalogueError
from app.catalogue.loader import PACKAGED, catalogue
from app.catalogue.schema import Format
from app.catalogue.yaml_reading import read_yaml


@cache
def library() -> Mapping[str, Format]:
    """Return the forms that come with the program by their codes, read once."""
    return load(PACKAGED / "library")


def load(folder: Path) -> Mapping[str, Format]:
    """Read and check the forms in a folder; raises CatalogueError with the file and the reason."""
    found: dict[str, Format] = {}
    for path in sorted(folder.glob("*.yaml")):
        spec = catalogue().parse_format(read_yaml(path), name=path.name)
        if spec.code != path.stem:
            raise CatalogueError(path, f"the file must be named {spec.code}.yaml, as its code")
        if spec.code in catalogue().formats:
            raise CatalogueError(path, f"the catalogue has a format {spec.code} already")
        if spec.form is None or spec.form.about is None:
            raise CatalogueError(path, "a form of the library says where it comes from: format: 2 and `about`")
        found[spec.code] = spec
    return found
