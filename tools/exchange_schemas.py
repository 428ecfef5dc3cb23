"""Write the JSON Schemas of the exchange with customs into docs/exchange/, out of the models; --check compares only."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "exchange"
sys.path.insert(0, str(ROOT))

from app.gateways.customs.messages import MODELS, schema, versions  # noqa: E402 the tree is not a package that is installed


def text(name: str, protocol: int) -> str:
    """Return the file of a kind of message in a version."""
    return json.dumps(schema(name, protocol), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def file_name(name: str, protocol: int) -> str:
    """Name the file of a kind of message; the first version goes without a number."""
    return f"{name}.schema.json" if protocol == 1 else f"{name}.{protocol}.schema.json"


def main() -> int:
    """Write, or say which files are behind."""
    wanted = {FOLDER / file_name(name, v): text(name, v) for name in MODELS for v in versions(name)}
    if "--check" in sys.argv:
        behind = [path.name for path, content in wanted.items() if not path.exists() or path.read_text() != content]
        behind += sorted({path.name for path in FOLDER.glob("*.schema.json")} - {path.name for path in wanted})
        print("\n".join(behind) or "The schemas are those of the models.")
        return 1 if behind else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, content in wanted.items():
        path.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
