"""What refusals say of applications, their documents, templates, reissues: code → sentence; %(name)s are parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "unknown_reissue_kind": _l("There is no kind of reissue called %(kind)s."),
    "template_unusable": _l("No document of this template can be used: not in force are %(formats)s."),
    "last_document_of_template": _l("A template keeps at least one document. Delete the template instead."),
    "default_needs_country_or_product": _l("Choose a destination, a product, or both."),
    "default_taken": _l("“%(name)s” is the default for these. Tick below to take it over, or choose something else."),
    "unknown_original_place": _l("Choose where the printed original is from the list."),
    "original_place_unfit": _l(
        "%(reissue_kind)s does not go with an original that is: %(original_place)s. Choose another kind, or say "
        "where the original really is."
    ),
    "reissue_origin_gone": _l("The old document %(number)s is not valid any more, so this cannot be issued."),
    "no_documents_chosen": _l("No document is chosen. Choose at least one."),
    "too_many_documents": _l("An application has at most %(limit)s documents."),
    "documents_of_two_kinds": _l(
        "Certificates bear the number of the declaration, packaging slips that of the packaging application: "
        "apply for them separately."
    ),
    "last_document": _l("It is the only document. Delete the whole application instead."),
    "nothing_to_print": _l("None of the chosen documents has such a file."),
    "differs_from_declaration": _l("The declaration says %(declared)s."),
    "other_row_count": _l("%(rows)s rows; the declaration has %(declared)s."),
    "total_differs": _l("Together %(total)s; the declaration says %(declared)s."),
    "gross_below_net": _l("Less than the net weight of %(net)s."),
    "country_differs": _l("The declaration names another destination: %(country)s."),
    "despatch_before_declaration": _l("Before the day of the declaration, %(declared)s."),
    "produced_after_despatch": _l("After the day of despatch, %(despatch)s."),
    "container_twice": _l("This container stands twice."),
    "container_not_declared": _l("The declaration does not have this container, only %(declared)s."),
    "name_nearly_used": _l("Nearly the name that was used before. Did you mean %(corrected)s?"),
}
