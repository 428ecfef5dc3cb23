"""Write the JSON Schemas of the exchange with customs into docs/exchange/, out of the models; --check compares only."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "exchange"
sys.path.insert(0, str(ROOT))

from app.gateways.customs.messages import MODELS, schema  # noqa: E402 the tree is not a package that is installed


def text(name: str) -> str:
    """Return the file of a kind of message."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main() -> int:
    """Write, or say which files are behind."""
    wanted = {FOLDER / f"{name}.schema.json": text(name) for name in MODELS}
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
