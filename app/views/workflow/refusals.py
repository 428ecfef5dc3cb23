"""What refusals say of the actions of the workflow: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "no_confirmation_wanted": _l("The applicant did not ask to confirm before drafting."),
    "enterprise_must_confirm_first": _l("The enterprise must confirm first."),
    "second_person_needed": _l("A second reviewer must approve what the first one reviewed."),
    "customs_reviews_elsewhere": _l("Customs decides in its own system; its answer arrives here by itself."),
    "already_yours": _l("You are its reviewer already."),
    "applicants_fields_are_closed": _l("These entries are the applicant's. Return the application with an opinion."),
    "reason_for_reprint_needed": _l("%(allowed)s originals are printed already. Give a reason for a further one."),
}
