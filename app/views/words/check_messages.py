"""What imports and cross-checks say: a part of the one table in `messages`, in a file of its own for its length."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

#: code of an ImportRefusedError, of a CellError or of a warning of `domain/cross_checks` → sentence
CHECK_MESSAGES: dict[str, Label] = {
    # uploaded tables
    "import_missing": _l("Choose a file."),
    "import_empty": _l("The file has no rows below its headings."),
    "import_too_large": _l("The file is larger than %(limit)s MB. Import it in parts."),
    "import_too_many_rows": _l("The file has more than %(limit)s rows, or cells far apart. Import it in parts."),
    "import_unpacks_too_far": _l("The workbook unpacks to far more than a table needs. Copy its rows into a template."),
    "import_macros": _l("The workbook has macros or embedded programs. Save it as an ordinary workbook (xlsx)."),
    "import_encrypted": _l("The workbook is protected by a password. Save it without one."),
    "import_old_excel": _l("This is a workbook of Excel 97-2003. Save it as xlsx."),
    "import_damaged": _l("The file cannot be read to its end. Open it on your computer, save it anew and send that."),
    "import_no_text": _l("This is neither Excel, nor CSV or JSON in UTF-8 or GB18030."),
    "import_bad_json": _l("The JSON cannot be read. It must be a list of records, as in the template."),
    "import_lacks_columns": _l("These columns are missing: %(columns)s. Use the headings of the template."),
    "import_has_errors": _l("%(count)s cells of the file are wrong. Nothing was imported."),
    "import_expired": _l("This file is no longer kept. Send it again."),
    "enterprise_needed": _l("Choose the enterprise whose declarations these are."),
    "unknown_column": _l("There is no column of this name. Compare the headings with the template."),
    "column_twice": _l("This column stands twice."),
    "column_missing": _l("This column is missing."),
    "differs_from_first_row": _l("Says something else than the first row of this number."),
    "not_in_first_sheet": _l("The first sheet has no row with this number."),
    "no_goods_lines": _l("This declaration has no goods."),
    "line_twice": _l("Line number %(value)s stands twice."),
    "not_a_text": _l("Write a text or a number here."),
    "too_many_items": _l("At most %(limit)s entries fit into one cell."),
    "not_such_an_item": _l("Write %(form)s."),
    "item_part_missing": _l("“%(part)s” is missing in an entry."),
    "not_an_hs_code": _l("An HS code has 8 or 10 digits. Excel drops leading zeros of numbers: make the column text."),
    "not_a_whole_number": _l("Not a whole number."),
    "not_yes_or_no": _l("Neither yes nor no."),
    # cross-checks
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
