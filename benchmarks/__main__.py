"""Run every benchmark, or those named: python -m benchmarks [documents] [lists] [previews] …, each a module here."""

from __future__ import annotations

import importlib
import sys

ALL = ("documents", "exports", "lists", "peers", "previews", "users")


def main() -> None:
    """Run the chosen benchmarks one after the other."""
    for name in sys.argv[1:] or ALL:
        print(f"\n== {name}")
        importlib.import_module(f"benchmarks.{name}").run()


if __name__ == "__main__":
    main()
