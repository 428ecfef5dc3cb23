"""The words of the exchange with customs: kinds and states of messages, jobs, how formats stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

from app.views.words import code_words
from app.views.words.label import Label
from app.views.words.refusals import SENTENCES, worded

KINDS: dict[str, Label] = {
    "application": _l("Declared application"),
    "reissue": _l("Declaration of a reissue"),
    "withdrawal": _l("Withdrawal"),
    "confirmation": _l("Confirmation or objection"),
    "printed_counts": _l("Printed copies"),
    "format": _l("Format"),
    "review_result": _l("Review result"),
    "dates": _l("Receipt and making dates"),
    "customs_prints": _l("Printed by customs"),
}
SUBJECTS: dict[str, Label] = {
    "application": _l("Application"),
    "format": _l("Format"),
    "prints": _l("Customs"),
}
STATES: dict[str, tuple[str, Label]] = {
    "waiting": ("warn", _l("Waiting to be dealt with")),
    "delivered": ("ok", _l("Delivered")),
    "applied": ("ok", _l("Carried out")),
    "outdated": ("mute", _l("Outdated")),
    "failed": ("bad", _l("Failed")),
    "in_step": ("ok", _l("In step")),
    "running": ("info", _l("Running")),
    "done": ("ok", _l("Done")),
}
JOBS: dict[str, Label] = {
    "sweep_orphan_files": _l("Remove issued files without a row"),
    "sweep_orphan_scans": _l("Remove scans without a row"),
    "sweep_previews": _l("Remove old previews"),
    "clean_sessions": _l("End expired sessions"),
    "clean_job_runs": _l("Remove old runs of jobs"),
    "fold_totals": _l("Add up statistics"),
    "put_formats_in_force": _l("Put formats into force whose day has come"),
    "sweep_exports": _l("Remove old exports"),
    "write_exports": _l("Write exports that were asked for"),
    "send_messages": _l("Send messages to customs"),
    "collect_answers": _l("Collect answers of customs"),
    "sync_formats": _l("Sync formats with customs"),
    "reconcile": _l("Compare both sides"),
}
#: what jobs count in their results
RESULTS: dict[str, Label] = {
    "accepted": _l("%(count)s accepted"),
    "repeated": _l("%(count)s repeated"),
    "put off": _l("%(count)s put off"),
    "failed": _l("%(count)s failed"),
    "kept": _l("%(count)s kept"),
    "refused": _l("%(count)s refused"),
    "applied": _l("%(count)s carried out"),
    "outdated": _l("%(count)s outdated"),
    "compared": _l("%(count)s compared"),
    "sent again": _l("%(count)s sent again"),
    "differences": _l("%(count)s differences"),
    "in step": _l("%(count)s in step"),
    "waiting": _l("%(count)s waiting"),
}
COUNTED = re.compile(rf"\b({'|'.join(RESULTS)}) (\d+)")
#: codes inside results and reasons, with the HTTP status that may stand behind
CODED = re.compile(r"\b(customs_[a-z_]+)(?: (\d{3})\b)?")
STARTED_BY: dict[str, Label] = {"button": _l("by hand"), "job": _l("by the scheduled job")}


def install(app: Flask) -> None:
    """Give templates the words."""
    app.jinja_env.filters.update(
        message_kind=kind,
        message_state=state_label,
        message_colour=colour,
        job_label=job,
        message_error=reason,
        job_result=result,
    )
    code_words.take_in(
        {
            f"{table}.{column}": words
            for table in ("inbox_message", "outbox_message")
            for column, words in (("state", state_label), ("kind", kind), ("subject", subject), ("error", reason))
        }
    )


def kind(code: str) -> str:
    """Return what a kind of message is called."""
    return str(KINDS.get(code, code))


def subject(name: str) -> str:
    """Return what a message is about: the application, the format or the office by its number."""
    kind_of, _slash, number = name.partition("/")
    return f"{SUBJECTS[kind_of]} {number}" if kind_of in SUBJECTS else name


def stored_subjects(text: str) -> Iterator[str]:
    """Yield how a subject that was typed as lists show it is stored: `Application 12` as `application/12`."""
    for code, label in SUBJECTS.items():
        words = str(label)
        if text.casefold().startswith(words.casefold()):
            yield f"{code}/{text[len(words) :].strip()}"


def state(code: str) -> tuple[str, str]:
    """Return colour and label of a state."""
    found = STATES.get(code, ("mute", code))
    return found[0], str(found[1])


def state_label(code: str) -> str:
    """Return the label of a state."""
    return state(code)[1]


def colour(code: str) -> str:
    """Return the colour of a state."""
    return state(code)[0]


def job(name: str) -> str:
    """Return what a scheduled job is called."""
    return str(JOBS.get(name, name))


def reason(text: str) -> str:
    """Return why a message failed: our own codes as sentences, what customs or the network said as it is."""
    return worded(text) if text in SENTENCES else _in_words(text)


def _in_words(text: str) -> str:
    return CODED.sub(lambda found: worded(found[1], {"number": found[2]}) if found[1] in SENTENCES else found[0], text)


def result(text: str) -> str:
    """Return what came of a run, with what our jobs count in the page's language."""
    if text == "killed before it ended":
        return str(_l("Ended from outside before it was done; the next run goes on."))
    return _in_words(COUNTED.sub(lambda found: str(RESULTS[found[1]]) % {"count": found[2]}, text))


def has_exchange() -> bool:
    """Tell whether customs is another system, so that messages wait and travel."""
    return str(current_app.config["SETTINGS"].customs_side) != "desk"
