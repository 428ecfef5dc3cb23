"""Show which papers look otherwise than their kept pictures, side by side in one page; --keep keeps those of now."""

from __future__ import annotations

import base64
import html
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageOps

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.golden.cases import cases, picture
from tests.golden.comparing import difference, keep, kept

if TYPE_CHECKING:
    from tests.golden.cases import Case

PAGE = Path("build/goldens.html")
HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Papers that look otherwise</title>
<style>body{font:14px sans-serif;margin:20px}figure{display:inline-block;margin:4px;vertical-align:top}
img{border:1px solid #999}h2{font-size:15px}</style>"""


def main(arguments: list[str]) -> int:
    """Print every case; return 1 when one looks otherwise and is not kept now."""
    wanted = [word for word in arguments if not word.startswith("-")]
    is_kept = "--keep" in arguments
    found: list[tuple[Case, str]] = []
    for case in cases():
        if (not wanted or any(word in case.name for word in wanted)) and (said := difference(case, picture(case))):
            found.append((case, said))
            print(f"{case.name}: {said}")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(HEAD + "".join(_section(case, said) for case, said in found), "utf-8")
    print(f"{len(found)} of the papers look otherwise; see {PAGE}")
    if is_kept:
        for case, _said in found:
            keep(case, picture(case))
    return int(bool(found) and not is_kept)


def _section(case: Case, said: str) -> str:
    now = picture(case)
    before = Image.open(kept(case)).convert("L") if kept(case).exists() else Image.new("L", now.size, 255)
    size = (max(now.width, before.width), now.height)
    sides = [ImageOps.pad(one, size, color=255, centering=(0, 0)) for one in (before, now)]
    pictures = {"before": sides[0], "now": sides[1], "difference": ImageOps.invert(ImageChops.difference(*sides))}
    figures = "".join(f"<figure><figcaption>{it}</figcaption>{_image(one)}</figure>" for it, one in pictures.items())
    return f"<section><h2>{html.escape(case.name)}: {html.escape(said)}</h2>{figures}</section>\n"


def _image(one: Image.Image) -> str:
    data = io.BytesIO()
    one.save(data, "PNG")
    return f'<img alt="" src="data:image/png;base64,{base64.b64encode(data.getvalue()).decode("ascii")}">'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
