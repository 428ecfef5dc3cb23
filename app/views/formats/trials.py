"""A working copy tried on the last documents of its format, compared as pictures and texts (before 同步到数据库)."""

from __future__ import annotations

from typing import Literal

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView

from app.catalogue.loader import catalogue
from app.domain.errors import InvalidError
from app.services.certificates import format_trials as trials
from app.services.formats import copies
from app.views.formats.words import place_name
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.base import BIGGEST_ID
from app.views.words.formatting import name_language
from app.views.words.refusals import worded

DOCUMENT = f"/{BIGGEST_ID}/trials/<int(max=9223372036854775807):certificate_id>"


class FormatTrialsView(BaseView):
    route_base = "/formats"
    class_permission_name = "formats"

    @route(f"/{BIGGEST_ID}/trials", right="publish")
    def trials(self, pk: int) -> ResponseReturnValue:
        """List the documents; each is compared by a request of its own, since that takes half a second."""
        row = copies.find(pk)
        return self.render_template("formats/trials.html", row=row, found=trials.documents(current_actor(), pk))

    @route(f"{DOCUMENT}/result", right="publish")
    def result(self, pk: int, certificate_id: int) -> ResponseReturnValue:
        """Answer in a few words what the working copy changes on one document."""
        try:
            found = trials.trial(current_actor(), pk, certificate_id)
        except InvalidError:
            return self.render_template("formats/trial_result.html", found=None, words={})
        return self.render_template("formats/trial_result.html", found=found, words=_words(pk, found))

    @route(DOCUMENT, right="publish")
    def show(self, pk: int, certificate_id: int) -> ResponseReturnValue:
        """Show a document as it prints now beside what it would be, with what differs outlined."""
        found = trials.trial(current_actor(), pk, certificate_id)
        pages = [
            {
                "number": number,
                "areas": next((change.areas for change in found.sheets if change.page == number), ()),
                "differs": any(change.page == number for change in found.sheets),
                "sides": [
                    (side, url_for(".picture", pk=pk, certificate_id=certificate_id, side=side, page=number))
                    for side, count in zip(("old", "new"), found.pages, strict=True)
                    if number <= count
                ],
            }
            for number in range(1, max(found.pages) + 1)
        ]
        return self.render_template(
            "formats/trial.html", row=copies.find(pk), found=found, pages=pages, words=_words(pk, found)
        )

    @route(f"{DOCUMENT}/<any(old, new):side>/<int(max=999):page>.png", right="publish")
    def picture(self, pk: int, certificate_id: int, side: Literal["old", "new"], page: int) -> ResponseReturnValue:
        """Answer one sheet as a picture."""
        made = trials.picture(current_actor(), pk, certificate_id, side=side, page=page)
        answer = Response(made.data, mimetype="image/png")
        answer.cache_control.private, answer.cache_control.no_cache = True, True
        return answer


def _words(pk: int, found: trials.Trial) -> dict[str, str]:
    """Return the names of the boxes that changed, and what refuses to print."""
    if found.refusal:
        return {"refusal": worded(found.refusal)}
    row = copies.find(pk)
    names = {
        field.key: field.zh if name_language() == "zh" else field.en
        for spec in (found.certificate.format_version.spec, catalogue().draft_format(row.definition))
        if spec
        for field in spec.fields
    }
    return {change.key: names.get(change.key) or place_name(change.key, row.definition) for change in found.texts}
