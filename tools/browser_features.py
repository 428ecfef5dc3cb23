"""Find features in our own scripts, styles and pages that the oldest supported browser, Chrome 109, lacks."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
CSS, JS, HTML = ".css", ".js", ".html"

#: pattern → (feature, first Chrome that has it, or why it is refused all the same)
Table = dict[str, tuple[str, str]]

STYLES: Table = {
    r":has\(": (":has()", "Firefox 121; slow in long lists on old machines"),
    r"\blight-dark\(": ("light-dark()", "123"),
    r"@container[^{]*\bstyle\(": ("container style queries", "111"),
    r"@scope\b": ("@scope", "118"),
    r"@starting-style\b": ("@starting-style", "117"),
    r"@view-transition\b": ("@view-transition", "126"),
    r"@position-try\b|\banchor-name\s*:|\banchor\(": ("anchor positioning", "125"),
    r"@function\b|(?<![\w-])if\(\s*(style|media|supports)\(": ("functions and if()", "137"),
    r"\bcolor-mix\(": ("color-mix()", "111"),
    r"(?<![\w-])(oklch|oklab|lch|lab|color)\(": ("wide colour functions", "111"),
    r"(?<![\w-])(rgb|hsl|hwb)a?\(\s*from\b": ("relative colours", "119"),
    r"\bsubgrid\b": ("subgrid", "117"),
    r"\btext-wrap\s*:|\btext-wrap-(mode|style)\s*:": ("text-wrap", "114"),
    r"\bwhite-space-collapse\s*:": ("white-space-collapse", "114"),
    r"\bfield-sizing\s*:": ("field-sizing", "123"),
    r"\binterpolate-size\s*:|\bcalc-size\(": ("sizes that can be animated", "129"),
    r"\btransition-behavior\s*:|\ballow-discrete\b": ("transition-behavior", "117"),
    r"\banimation-timeline\s*:|\b(scroll|view)-timeline\b": ("scroll-driven animations", "115"),
    r"\bview-transition-name\s*:": ("view transitions", "111"),
    r"(?<![\w-])linear\(": ("linear() easing", "113"),
    r"(?<![\w-])(sin|cos|tan|asin|acos|atan2?|pow|sqrt|hypot|log|exp)\(": ("maths functions", "111"),
    r"(?<![\w-])(round|mod|rem|abs|sign|progress)\(": ("rounding functions", "125"),
    r"(?<![\w-])image-set\(": ("image-set() without prefix", "113"),
    r"(?<![\w-])mask(-image|-size|-position|-repeat)?\s*:": ("mask without prefix", "120"),
    r":user-(in)?valid\b": (":user-valid and :user-invalid", "119"),
    r":dir\(": (":dir(); use [dir=rtl]", "120"),
    r":popover-open\b": ("popover", "114"),
    r":nth-(last-)?child\([^)]*\bof\b": (":nth-child(… of …)", "111"),
    r"::details-content\b": ("::details-content", "131"),
    r"\binitial-letter\s*:": ("initial-letter", "110"),
    r"\btext-box(-trim|-edge)?\s*:": ("text-box", "133"),
    r"\(\s*(scripting|prefers-reduced-transparency|inverted-colors)\b": ("newer media features", "118"),
    r"\b\d*\.?\d+(rcap|rch|rex|ric|cap|lh\s*\*|rlh)\b": ("newer units", "109"),
}

SCRIPTS: Table = {
    r"\.(toSorted|toReversed|toSpliced)\(": ("copying array methods", "110"),
    r"\b(Object|Map)\.groupBy\(": ("groupBy", "117"),
    r"\bArray\.fromAsync\(": ("Array.fromAsync", "121"),
    r"\bPromise\.(withResolvers|try)\(": ("newer Promise functions", "119"),
    r"\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference|intersection|difference|union)\(": (
        "Set methods",
        "122",
    ),
    r"\bIterator\.(from|prototype)\b": ("Iterator helpers", "122"),
    r"\.(isWellFormed|toWellFormed)\(": ("well-formed strings", "111"),
    r"\bURL\.(canParse|parse)\(": ("URL.canParse and URL.parse", "120"),
    r"\bAbortSignal\.any\(": ("AbortSignal.any", "116"),
    r"\.(showPopover|hidePopover|togglePopover)\(|\.popover\b": ("popover", "114"),
    r"\bstartViewTransition\(": ("view transitions", "111"),
    r"\bscheduler\.yield\(": ("scheduler.yield", "129"),
    r"\bscrollend\b": ("scrollend", "114"),
    r"\.moveBefore\(": ("moveBefore", "133"),
    r"\b(setHTMLUnsafe|parseHTMLUnsafe|getHTML)\(": ("setHTMLUnsafe and getHTML", "124"),
    r"\.(fromBase64|toBase64|toHex|fromHex)\(": ("base64 of byte arrays", "140"),
    r"\bRegExp\.escape\(": ("RegExp.escape", "136"),
    r"\bTemporal\.": ("Temporal", "144"),
    r"\bIntl\.DurationFormat\b": ("Intl.DurationFormat", "129"),
    r"\bnew FormData\([^()]+,": ("FormData with a submitter", "112"),
    r"\.getSetCookie\(": ("Headers.getSetCookie", "113"),
    r"\bfetchLater\(|\bCloseWatcher\b": ("fetchLater and CloseWatcher", "126"),
    r"\brequestClose\(": ("requestClose", "134"),
    r"/[dgimsuy]*v[dgimsuy]*\.(test|exec)\(": ("regular expression flag v", "112"),
    r"^\s*(await )?using\s+\w+\s*=": ("using declarations", "134"),
    r"\bimport\b[^;]*\bwith\s*\{": ("import attributes", "123"),
}

PAGES: Table = {
    r"<[^>]*\s(popover|popovertarget)\b": ("popover", "114"),
    r"<[^>]*\s(commandfor|closedby|interestfor)=": ("invoker commands", "134"),
    r"<details[^>]*\sname=": ("exclusive details", "120"),
    r"<search\b": ("search element", "118"),
    r"<selectedcontent\b": ("customisable select", "135"),
}


@dataclass(frozen=True)
class Finding:
    """A feature that is too new, and where it stands."""

    path: Path
    line: int
    feature: str
    since: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.feature} (since {self.since})"


def findings(path: Path, text: str) -> Iterator[Finding]:
    """List the too new features of one file, by the kind that its name ends in."""
    table = {CSS: STYLES, JS: SCRIPTS, HTML: PAGES}[path.suffix]
    bare = _without_comments(text, kind=path.suffix)
    for pattern, (feature, since) in table.items():
        for hit in re.finditer(pattern, bare, re.MULTILINE):
            yield Finding(path, bare.count("\n", 0, hit.start()) + 1, feature, since)
    if path.suffix == CSS:
        yield from (Finding(path, line, "nested rules", "112") for line in _nested_rules(bare))


def sources(root: Path = ROOT) -> list[Path]:
    """List our own scripts, styles and pages; vendored libraries are judged when they are chosen."""
    static = [path for kind in (CSS, JS) for path in (root / "app/static").rglob(f"*{kind}")]
    pages = (root / "app/templates").rglob(f"*{HTML}")
    return sorted(path for path in [*static, *pages] if "vendor" not in path.parts)


def main(arguments: list[str]) -> int:
    """Check the files named, or all of ours."""
    paths = [Path(name) for name in arguments] or sources()
    found = [finding for path in paths for finding in findings(path, path.read_text(encoding="utf-8"))]
    print("\n".join(map(str, found)) or f"Browser features: {len(paths)} files need nothing newer than Chrome 109.")
    return 1 if found else 0


def _without_comments(text: str, *, kind: str) -> str:
    """Blank out comments, and in styles and scripts texts between quotes, keeping the line breaks."""
    pattern = {
        CSS: r"/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'",
        JS: r"/\*.*?\*/|(?<!:)//[^\n]*",
        HTML: r"<!--.*?-->|\{#.*?#\}",
    }[kind]
    return re.sub(pattern, lambda hit: "\n" * hit.group().count("\n"), text, flags=re.DOTALL)


def _nested_rules(text: str) -> Iterator[int]:
    """List the lines where a block opens inside a style rule."""
    open_blocks: list[bool] = []  # True: a style rule, in which nothing may open
    start = 0
    for hit in re.finditer(r"[{};]", text):
        if hit.group() == "{":
            if open_blocks and open_blocks[-1]:
                yield text.count("\n", 0, hit.start()) + 1
            open_blocks.append(not text[start : hit.start()].strip().startswith("@"))
        elif hit.group() == "}" and open_blocks:
            open_blocks.pop()
        start = hit.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
