"""Our security manager: FAB's users and roles, our doors, rights read once per request."""

from __future__ import annotations

from flask import Flask
from flask_appbuilder.security.sqla.manager import SecurityManager
from flask_limiter import Limiter
from flask_login import LoginManager

from app.extensions import limiter
from app.models import User
from app.services.base import accounts
from app.views.frame.actor import current_actor


class CertificateSecurityManager(SecurityManager):
    def register_views(self) -> None:
        """Register our doors only: users and roles have screens of their own, JSON has no door (traps F5, F11, F14)."""
        from app.views.doors.login import LoginView
        from app.views.doors.password import PasswordView
        from app.views.frame.health import HealthView

        self.auth_view = self.appbuilder.add_view_no_menu(LoginView)
        self.appbuilder.add_view_no_menu(PasswordView)
        self.appbuilder.add_view_no_menu(HealthView)

    def create_login_manager(self, app: Flask) -> LoginManager:
        """Leave out Flask-Login's own session protection: it writes to the session of every visitor."""
        manager: LoginManager = super().create_login_manager(app)
        manager.session_protection = None
        return manager

    def create_limiter(self, app: Flask) -> Limiter:
        """Use the application's one limiter instead of a second one."""
        limiter.init_app(app)
        return limiter

    def create_jwt_manager(self, app: Flask) -> None:
        """Issue and accept no JSON web tokens: nobody here logs in with one."""

    def auth_user_db(self, username: str, password: str) -> None:
        """Refuse FAB's own login, which counts no attempts: `services/doors/logins.py` is the only door."""
        raise NotImplementedError("log in by app.services.logins.attempt")

    def load_user(self, pk: str) -> User | None:
        """Return the user of a session; None once he is locked, or his epoch was raised (traps F4)."""
        user_id, _, epoch = str(pk).partition(".")
        user = accounts.find(int(user_id)) if user_id.isdecimal() and user_id.isascii() else None
        return user if user and user.is_active and epoch == str(user.session_epoch) else None

    def has_access(self, permission_name: str, view_name: str) -> bool:
        """Ask the rights that the actor holds in this request; nobody who is not logged in has any."""
        return (permission_name, view_name) in current_actor().permissions

    def exist_permission_on_roles(self, view_name: str, permission_name: str, _role_ids: list[int]) -> bool:
        """Answer FAB's other questions from the same rights instead of the database, eight times a page."""
        return (permission_name, view_name) in current_actor().permissions

    def is_item_public(self, permission_name: str, view_name: str) -> bool:
        """Give the public nothing but what `views/frame/access.py` says, whatever its role has been given."""
        del permission_name, view_name
        return False
