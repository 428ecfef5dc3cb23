"""A plain Django admin of the certificates: its settings, the model on our table, the admin as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import make_url

if TYPE_CHECKING:
    from sqlalchemy import URL

LIST = "/admin/benchmarks/certificate/"
PARTS = ("admin", "auth", "contenttypes", "sessions", "messages")


def client(url: str) -> Any:
    """Return a client who may see everything, on the database with this address."""
    application(url)
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    peer = User.objects.filter(username="peer").first() or User.objects.create_superuser("peer")
    found = Client()
    found.force_login(peer)
    return found


def application(url: str) -> Any:
    """Return Django as a WSGI application on the database with this address; may be asked for one after another."""
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    at = _at(make_url(url))
    if settings.configured:
        connections["default"].close()
        connections["default"].settings_dict.update(at)
        return get_wsgi_application()
    settings.configure(
        SECRET_KEY="b" * 40,
        ALLOWED_HOSTS=["*"],
        USE_TZ=True,
        ROOT_URLCONF="benchmarks.django_admin",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        STATIC_URL="/static/",
        INSTALLED_APPS=["benchmarks", *(f"django.contrib.{name}" for name in PARTS)],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[_templates()],
        DATABASES={"default": at},
    )
    django.setup()
    return get_wsgi_application()


def _templates() -> dict[str, Any]:
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }


def _at(at: URL) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": at.database,
        "USER": at.username,
        "PASSWORD": at.password or "",
        "HOST": at.query.get("host") or at.host or "",
        "PORT": at.port or "",
        "CONN_MAX_AGE": None,
    }
