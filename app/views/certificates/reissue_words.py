"""The words of reissues: kinds, what each does to the old document, where the original is, why an entry is closed."""

from __future__ import annotations

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l

from app.models import Certificate
from app.services.applications import reissues
from app.services.certificates import reissue_limits
from app.views.frame.actor import current_actor
from app.views.words.label import Label
from app.views.words.labels import ORIGINAL_PLACES, REISSUE_KINDS

#: What each kind is for, and what happens to the old document.
EXPLAINED: dict[str, Label] = {
    "supplement": _l(
        "Adds what the issued certificate lacks, such as tests, treatments or findings. The old one stays valid; both "
        "are valid together only."
    ),
    "change": _l(
        "Corrects a fact. The old original must be given back; the old one is void as soon as the new one is issued."
    ),
    "replace": _l(
        "Stands in for an original that is lost or damaged. The old one is void as soon as the new one is issued."
    ),
    "second_original": _l(
        "A second original with the same contents, for contracts or credits that need two. The old one stays valid."
    ),
}
#: Why an entry of the draft cannot be changed.
CLOSED: dict[str, Label] = {
    "supplement": _l(
        "A supplement adds only: boxes that were empty, certificate text, remarks, tests and treatments. "
        "To correct what is certified, apply for a change."
    ),
    "change": _l("The inspection number, the office and the day belong to the declaration."),
    "replace": _l("The inspection number, the office and the day belong to the declaration."),
    "second_original": _l("A second original says the same as the first one. Only the numbers of papers are open."),
}
#: Why a value that customs suggests cannot be adopted here, and what can be done.
LEFT = _l(
    "This kind of reissue cannot change this entry. To correct it, delete this draft and declare a changed certificate."
)


def install(app: Flask) -> None:
    """Give templates the chain of a document, the openness of its entries and the words of both."""
    app.jinja_env.globals.update(
        reissue_chain=reissues.chain,
        reissue_openness=reissue_limits.openness,
        reissue_changes=reissues.changes,
        reissue_refusal=refusal,
        reissue_kinds=REISSUE_KINDS,
        reissue_places=ORIGINAL_PLACES,
        reissue_closed=CLOSED,
        reissue_left=LEFT,
        reissue_is_open=reissue_limits.is_open,
        chain_address=chain_address,
    )
    app.jinja_env.filters["original_place_label"] = lambda place: str(ORIGINAL_PLACES[place])


def chain_address(certificate: Certificate) -> str:
    """Return the page of a document of a chain: the review desk for those who review, its own page for all others."""
    if current_actor().may("can_show", "review_desk") and certificate.submitted_at is not None:
        page = "ReviewDeskView.show"
    else:
        page = "ApplicationView.show"
    return url_for(page, application_id=certificate.application_id, certificate=certificate.id)


def refusal(certificate: Certificate) -> str | None:
    """Return the code of the reason why the reader cannot reissue a document now, or None when he can."""
    return reissues.refusal(current_actor(), certificate)
