"""What refusals say of saved queries and exports: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "too_many_exports": _l("%(limit)s of your exports are not finished yet. Wait for one, or cancel one."),
    "export_is_over": _l("This export has ended already."),
    "export_failed": _l(
        "The export could not be written. Ask for it again; if it fails once more, tell the administrator."
    ),
    "query_empty": _l("Write a SELECT."),
    "query_letter": _l("Line %(line)s, position %(column)s: there is a letter that cannot be seen. Delete it."),
    "query_comment": _l("Line %(line)s, position %(column)s: a query has no comments. Delete it."),
    "query_several": _l("Line %(line)s, position %(column)s: a query is one statement, without a semicolon."),
    "query_not_a_select": _l("Line %(line)s, position %(column)s: a query begins with SELECT, not with “%(word)s”."),
    "query_inner_select": _l(
        "Line %(line)s, position %(column)s: there can be no SELECT inside. Join the tables instead."
    ),
    "query_function": _l("Line %(line)s, position %(column)s: the function “%(word)s” is not allowed."),
    "query_word": _l("Line %(line)s, position %(column)s: “%(word)s” is not allowed here."),
    "query_part": _l("Line %(line)s, position %(column)s: “%(word)s” stands in a way that is not allowed."),
    "query_join": _l("Line %(line)s, position %(column)s: tables are joined by JOIN, LEFT JOIN or CROSS JOIN only."),
    "query_type": _l("Line %(line)s, position %(column)s: CAST makes TEXT, INTEGER, BIGINT or NUMERIC only."),
    "query_number": _l("Line %(line)s, position %(column)s: here stands a plain number of at most 15 digits."),
    "query_table": _l("Line %(line)s, position %(column)s: there is no table “%(word)s” for queries."),
    "query_administrators_table": _l("“%(word)s” is for administrators only."),
    "query_column": _l(
        "Line %(line)s, position %(column)s: there is no column “%(word)s” in the tables of this query."
    ),
    "query_same_name": _l(
        "Line %(line)s, position %(column)s: two tables are called “%(word)s”. Give one another name."
    ),
    "query_no_table": _l("Say FROM which table the query reads."),
    "query_too_many_tables": _l("Line %(line)s, position %(column)s: a query joins at most six tables."),
    "query_too_long": _l("The query is too long."),
    "query_too_deep": _l("The query is nested too deeply."),
    "query_unreadable": _l("Line %(line)s, position %(column)s: this cannot be read as a SELECT (%(word)s)."),
    "query_not_a_number": _l("“%(word)s” is not a number."),
    "query_took_too_long": _l("The query takes too long and was stopped. Narrow its conditions or join fewer tables."),
    "query_failed": _l("The database cannot answer this: %(reason)s"),
}
