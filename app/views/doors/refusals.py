"""What refusals say of the doors: passwords, cards, the Single Window: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "password_easy_to_guess": _l("Too easy to guess. Add a word or two that do not belong together."),
    "identity_taken": _l("It is bound to an account already. Take it off there first."),
    "identity_not_for_officials": _l("Overseas officials log in at the overseas portal with their password."),
    "outside_not_asked": _l("This answer does not belong to this browser, or it was used already. Begin again."),
    "outside_too_late": _l("It took longer than ten minutes. Begin again."),
    "outside_cancelled": _l("The Single Window did not log you in. Begin again, or use your password."),
    "outside_refused": _l("The Single Window did not confirm the login. Begin again."),
    "outside_token_wrong": _l("What the Single Window sent cannot be relied on, so nobody was logged in. Begin again."),
    "outside_unreachable": _l("The Single Window cannot be reached right now. Use your password, or try again later."),
    "outside_not_bound": _l("The Single Window account %(name)s belongs to no account here yet."),
    "card_refused": _l("The card opens no account, or the account is locked. Ask your administrator."),
    "card_none_sent": _l("The browser sent no certificate. Put the card in, close the browser, open it again."),
    "card_challenge_used": _l("The text to sign was used already, or belongs to another browser. Sign the new one."),
    "card_challenge_late": _l("The text to sign is older than five minutes. Sign the new one."),
    "card_unreadable": _l("This is no certificate or signature that can be read. Copy it again, to its end."),
    "card_signature_wrong": _l("The signature does not belong to this text and this certificate. Sign the new text."),
    "card_other_authority": _l("The card was not issued by an authority that this system trusts."),
    "card_expired": _l("The card has expired. Have it renewed."),
    "card_not_yet_valid": _l("The card is not valid yet. Check its dates."),
    "card_revoked": _l("The card is revoked. Ask whoever issued it."),
    "card_revocation_unknown": _l(
        "Whether the card is revoked cannot be checked right now. Use your password, and tell customer service."
    ),
    "card_not_for_login": _l("This certificate is not made for logging in. Choose the card's signing certificate."),
    "card_weak": _l("The card's key is too weak. Have the card replaced."),
    "card_settings_wrong": _l("Cards cannot be checked right now. Use your password, and tell customer service."),
    "card_not_bound": _l("The card is good, but belongs to no account here yet."),
    "password_known": _l("This password is on the lists that everybody tries first. Choose another one."),
}
