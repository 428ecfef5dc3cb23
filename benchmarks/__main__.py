"""Run every benchmark, or those named: python -m benchmarks [documents] [list_page] [peers] [exports]."""

from __future__ import annotations

import importlib
import sys

ALL = ("documents", "list_page", "exports")


def main() -> None:
    """Run the chosen benchmarks one after the other."""
    for name in sys.argv[1:] or ALL:
        print(f"\n== {name}")
        importlib.import_module(f"benchmarks.{name}").run()


if __name__ == "__main__":
    main()
