"""Rich text of notices: a small set of tags survives cleaning, everything else goes, plain text stays plain."""

from __future__ import annotations

import re

import nh3

BLOCKS = ("p", "br", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td")
TAGS = {*BLOCKS, "strong", "em", "u", "a"}
SCHEMES = {"http", "https", "mailto"}
#: what goes with everything in it; of other foreign tags the text stays
GONE = {"script", "style", "svg", "math", "iframe", "object", "noscript", "template", "textarea", "title"}
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_ENDS_BLOCK = re.compile(rf"</?(?:{'|'.join(BLOCKS)})(?:\s[^>]*)?/?>\s*$", re.IGNORECASE)
_BEGINS_BLOCK = re.compile(rf"\s*</?(?:{'|'.join(BLOCKS)})[\s>/]", re.IGNORECASE)


def is_rich(text: str) -> bool:
    """Tell whether a text holds markup; any other is shown letter for letter, with its line breaks."""
    return _MARKUP.search(text) is not None


def cleaned(text: str) -> str:
    """Return a text as it may be stored and shown: rich text with allowed tags only, plain text as it is."""
    if not is_rich(text):
        return text
    html = _with_breaks(_clean(text)).strip()
    # a text that has lost all its tags still has escaped letters, so it stays rich
    return html if is_rich(html) or not html else f"<p>{html}</p>"


def words(text: str) -> str:
    """Return a text without its tags, for the operation history."""
    return text if not is_rich(text) else " ".join(re.sub(r"<[^>]*>", " ", cleaned(text)).split())


def _clean(text: str) -> str:
    return nh3.clean(
        text,
        tags=TAGS,
        clean_content_tags=GONE,
        attributes={"a": {"href"}},
        attribute_filter=_absolute,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )


def _absolute(tag: str, attribute: str, value: str) -> str | None:
    """Keep only addresses with a scheme: what is relative here would lead elsewhere in a mail or an export."""
    del tag
    if attribute != "href":
        return value
    return value if value.strip().lower().startswith(("http://", "https://", "mailto:")) else None


def _with_breaks(html: str) -> str:
    """Write the line breaks that somebody typed between words as tags; those between blocks mean nothing."""
    lines = html.replace("\r\n", "\n").split("\n")
    joined = lines[0]
    for line in lines[1:]:
        is_between_words = not (_ENDS_BLOCK.search(joined) or _BEGINS_BLOCK.match(line) or not joined)
        joined += ("<br>" if is_between_words else "") + "\n" + line
    return joined
