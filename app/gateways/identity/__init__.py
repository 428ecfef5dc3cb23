"""Who vouches for people: an outside identity provider, and the authorities of IC cards; both off unless configured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gateways.identity.port import Card, CardVerifier, IdentityRefusedError, OutsideIdentity, OutsideProvider

if TYPE_CHECKING:
    from config import Settings

__all__ = [
    "Card",
    "CardVerifier",
    "IdentityRefusedError",
    "OutsideIdentity",
    "OutsideProvider",
    "card_verifier",
    "outside_provider",
]


def outside_provider(settings: Settings) -> OutsideProvider | None:
    """Return the identity provider of this deployment, or None when it has none."""
    if not settings.oidc_issuer:
        return None
    from app.gateways.identity.openid import OpenIdProvider

    return OpenIdProvider(
        issuer=settings.oidc_issuer, client_id=settings.oidc_client_id, client_secret=settings.oidc_client_secret
    )


def card_verifier(settings: Settings) -> CardVerifier | None:
    """Return the verifier of IC cards of this deployment, or None when it takes none."""
    if not settings.card_ca_file:
        return None
    from app.gateways.identity.cards import AuthorityFiles

    return AuthorityFiles(authorities=settings.card_ca_file, revocations=settings.card_crl_file)
