"""Who acts: the person or job in whose name a service works, with the rights of this very moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.permissions import OVERSEAS


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Hold identity, rights and reach of whoever asks.

    permissions        pairs (permission, resource), e.g. ("can_submit", "certificate_quality")
    organisation_ids   organisations whose rows he may see; empty for those who see by office or see all
    customs_codes      offices whose declared rows he reviews
    has_registration   his enterprise has an inspection registration number, without which it cannot declare
    sees_all           system administrators and jobs
    """

    login: str
    name: str
    user_id: int | None = None
    roles: frozenset[str] = frozenset()
    permissions: frozenset[tuple[str, str]] = field(default_factory=frozenset, repr=False)
    organisation_id: int | None = None
    organisation_ids: frozenset[int] = frozenset()
    organisation_name: str = ""
    has_registration: bool = False
    customs_codes: frozenset[str] = frozenset()
    country: str | None = None
    sees_all: bool = False
    address: str = ""
    request_id: str = ""

    def may(self, permission: str, resource: str) -> bool:
        """Tell whether one of the actor's roles gives this permission on this resource."""
        return self.is_system or (permission, resource) in self.permissions

    @property
    def is_overseas(self) -> bool:
        """Tell whether this is an official abroad, who uses the overseas portal and nothing else (manual 5.7)."""
        return OVERSEAS in self.roles

    @property
    def is_system(self) -> bool:
        """Tell whether this is the system itself (a job or a command), not a person."""
        return self.user_id is None and self.sees_all

    @property
    def is_customs_feed(self) -> bool:
        """Tell whether this is a customs system whose messages are being applied."""
        return self.is_system and bool(self.customs_codes)


def customs_feed(office: str, officer: str) -> Actor:
    """Return the actor in whose name a message of a customs office is applied."""
    return Actor(login="customs", name=officer, sees_all=True, customs_codes=frozenset({office}))


#: The actor of commands and scheduled jobs.
SYSTEM = Actor(login="system", name="System", sees_all=True)
