"""Read the catalogue from its files, check it whole, and keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from app.catalogue.checks import check_types, format_faults
from app.catalogue.codes import CodeList, load_codes
from app.catalogue.columns import row_columns
from app.catalogue.declaration import DeclarationKeys
from app.catalogue.errors import CatalogueError
from app.catalogue.faults import Fault
from app.catalogue.names import CatalogueNames
from app.catalogue.schema import CertificateType, Format
from app.catalogue.shape_faults import of_schema
from app.catalogue.yaml_reading import read_yaml

_Model = TypeVar("_Model", bound=BaseModel)

PACKAGED = Path(__file__).parent


@dataclass(frozen=True)
class Catalogue:
    """Everything that is data about certificates."""

    types: Mapping[str, CertificateType]  # by code, in the order of the menu
    formats: Mapping[str, Format]  # by code
    codes: Mapping[str, CodeList]  # by list name
    declaration: DeclarationKeys

    @cached_property
    def names(self) -> CatalogueNames:
        """Return what names codes and countries in a language."""
        return CatalogueNames(self.codes)

    def menu(self, group: str) -> tuple[CertificateType, ...]:
        """Return the enabled types of a menu group ("exit_inspection", "packaging_inspection")."""
        return tuple(t for t in self.types.values() if t.enabled and t.menu == group)

    def format_faults(self, data: object) -> list[Fault]:
        """Return everything that is wrong with a working copy: its shape first, then what it says."""
        try:
            fmt = Format.model_validate(data)
        except ValidationError as error:
            return of_schema(error)
        return list(format_faults(fmt, codes=self.codes, declaration=self.declaration, types=self.types))

    def draft_format(self, data: object) -> Format | None:
        """Return a working copy as a format when its shape allows it, whatever else is wrong with it."""
        try:
            fmt = Format.model_validate(data)
            return fmt.model_copy(update={"columns": row_columns(fmt, self.declaration)})
        except (ValidationError, KeyError):
            return None

    def parse_format(self, data: object, *, name: str = "format") -> Format:
        """Make a checked format out of an administrator's working copy; raises CatalogueError."""
        return _checked(data, name, self.codes, self.declaration, self.types)


@cache
def catalogue() -> Catalogue:
    """Return the packaged catalogue, read once."""
    return load(PACKAGED)


def load(folder: Path) -> Catalogue:
    """Read and check the catalogue in a folder; raises CatalogueError with the file and the reason."""
    codes = load_codes(folder / "codes")
    declaration = _validated(DeclarationKeys, read_yaml(folder / "declaration.yaml"), folder / "declaration.yaml")
    types = _types(folder / "types.yaml")
    formats: dict[str, Format] = {}
    for path in sorted((folder / "formats").glob("*.yaml")):
        fmt = _checked(read_yaml(path), path, codes, declaration, types)
        if fmt.code != path.stem:
            raise CatalogueError(path, f"the file must be named {fmt.code}.yaml, as its code")
        formats[fmt.code] = fmt
    check_types(types, formats, folder / "types.yaml")
    return Catalogue(types, formats, codes, declaration)


def _types(path: Path) -> dict[str, CertificateType]:
    rows = read_yaml(path)
    if not isinstance(rows, list):
        raise CatalogueError(path, "it must be a list of document types")
    types = [_validated(CertificateType, row, path) for row in rows]
    by_code = {t.code: t for t in types}
    if len(by_code) != len(types) or len({t.key for t in types}) != len(types):
        raise CatalogueError(path, "a code or key stands twice")
    return by_code


def _validated(model: type[_Model], data: object, path: Path | str) -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise CatalogueError(path, of_schema(error)[0].text) from error


def _checked(
    data: object,
    path: Path | str,
    codes: Mapping[str, CodeList],
    declaration: DeclarationKeys,
    types: Mapping[str, CertificateType],
) -> Format:
    fmt = _validated(Format, data, path)
    for fault in format_faults(fmt, codes=codes, declaration=declaration, types=types):
        raise CatalogueError(path, fault.text)
    return fmt.model_copy(update={"columns": row_columns(fmt, declaration)})
