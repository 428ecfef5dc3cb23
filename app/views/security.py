"""Our security manager: FAB's users and roles, our doors, rights read once per request."""

from __future__ import annotations

from typing import Any

from flask_appbuilder.security.sqla.manager import SecurityManager

from app.services import accounts
from app.views.actor import current_actor


class CertificateSecurityManager(SecurityManager):
    def register_views(self) -> None:
        """Register our login only: users and roles have screens of their own."""
        from app.views.login import LoginView

        self.auth_view = self.appbuilder.add_view_no_menu(LoginView)

    def load_user(self, pk: Any) -> Any | None:
        """Return the user of a session; None once he is locked, or his epoch was raised (traps F4)."""
        user_id, _, epoch = str(pk).partition(".")
        user = accounts.find(int(user_id)) if user_id.isdigit() else None
        return user if user and user.is_active and epoch == str(user.session_epoch) else None

    def exist_permission_on_roles(self, view_name: str, permission_name: str, _role_ids: list[int]) -> bool:
        """Ask the rights that the actor already holds instead of the database, eight times a page."""
        return (permission_name, view_name) in current_actor().permissions
