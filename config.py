"""Every deployment setting, read once from the environment; production refuses to start without its secrets."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BASE = Path(__file__).resolve().parent
ENVIRONMENTS = ("development", "production", "testing")
SAMPLE_SECRETS = frozenset(
    {"", "dev", "secret", "changeme", "change-me", "secret-key", "password", "your-secret-key", "insecure"}
)
MIN_SECRET_LENGTH = 32


class ConfigurationError(RuntimeError):
    """Say in words which setting is missing or unsafe, and what to do about it."""


def _stored_secret(folder: Path, name: str) -> str:
    """Return a secret of this machine, made at first use; only development and tests rely on it."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        draft.chmod(0o600)
        try:
            os.link(draft, path)  # the first of several processes wins; nobody overwrites
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Hold what differs between deployments; `from_environment` reads it."""

    environment: str = "development"
    instance: Path = BASE / "instance"
    secret_key: str = field(default="", repr=False)
    history_key: str = field(default="", repr=False)
    database_url: str = ""
    query_database_url: str = field(default="", repr=False)
    storage_url: str = ""
    pdf_engine: str = "auto"
    customs_side: str = "desk"
    customs_url: str = ""
    customs_sender: str = "enterprise"
    customs_signature: str = "hmac-sha256"
    customs_key: str = field(default="", repr=False)
    customs_peer_key: str = field(default="", repr=False)
    customs_timeout: float = 10.0
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    card_ca_file: str = ""
    card_crl_file: str = ""
    card_header: str = ""
    card_proxies: tuple[str, ...] = ()
    card_middleware: str = ""
    host: str = "127.0.0.1"
    port: int = 8080
    trusted_proxies: int = 0
    #: names that the system answers to; empty: any
    hosts: frozenset[str] = frozenset()
    secure_cookies: bool = False
    update_permissions: bool = False

    @classmethod
    def from_environment(cls, environ: dict[str, str] | None = None) -> Settings:
        """Read the settings; raises ConfigurationError when production would start unsafely."""
        env = dict(os.environ) if environ is None else environ
        environment = env.get("CERT_ENV", "development")
        if environment not in ENVIRONMENTS:
            raise ConfigurationError(f"CERT_ENV must be one of {', '.join(ENVIRONMENTS)}, not {environment!r}.")
        instance = Path(env.get("INSTANCE_PATH") or BASE / "instance").resolve()
        production = environment == "production"
        return cls(
            environment=environment,
            instance=instance,
            secret_key=_secret(env, "SECRET_KEY", instance, production=production),
            history_key=_secret(env, "HISTORY_KEY", instance, production=production),
            database_url=env.get("DATABASE_URL") or f"sqlite:///{instance / 'certificates.db'}",
            query_database_url=env.get("QUERY_DATABASE_URL", ""),
            storage_url=env.get("STORAGE_URL") or str(instance / "files"),
            pdf_engine=env.get("PDF_ENGINE", "auto"),
            **_exchange(env, production=production),
            **_doors(env, production=production),
            host=env.get("HOST", "127.0.0.1"),
            port=int(env.get("PORT", "8080")),
            trusted_proxies=int(env.get("TRUSTED_PROXIES", "0")),
            hosts=frozenset(env.get("HOSTS", "").replace(",", " ").lower().split()),
            secure_cookies=env.get("SECURE_COOKIES", "1" if production else "0") == "1",
        )

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    def flask(self) -> dict[str, Any]:
        """Return the settings in the words of Flask and its extensions."""
        return {
            "SETTINGS": self,
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(self.database_url),
            "TESTING": self.environment == "testing",
            "APP_NAME": "检验检疫证书系统",
            "FAB_CREATE_DB": False,
            "FAB_SECURITY_MANAGER_CLASS": "app.views.doors.security.CertificateSecurityManager",
            "FAB_UPDATE_PERMS": self.update_permissions,
            "FAB_ADD_SECURITY_API": False,
            "FAB_ADD_MENU_API": False,
            "FAB_API_SWAGGER_UI": False,
            "FAB_OPENAPI_SERVERS": [],
            "FAB_PASSWORD_COMPLEXITY_ENABLED": True,
            "AUTH_TYPE": 1,
            "AUTH_ROLE_ADMIN": "system_administrator",
            "AUTH_ROLE_PUBLIC": "public",
            "AUTH_USER_REGISTRATION": False,
            "BABEL_DEFAULT_LOCALE": "zh_Hans",
            "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
            "BABEL_TRANSLATION_DIRECTORIES": str(BASE / "translations"),
            "LANGUAGES": {
                "zh_Hans": {"flag": "cn", "name": "简体中文"},
                "en": {"flag": "gb", "name": "English"},
            },
            "RATELIMIT_ENABLED": self.environment != "testing",
            "RATELIMIT_STORAGE_URI": "memory://",
            "AUTH_RATE_LIMITED": False,  # our own attempts table counts across processes
            "WTF_CSRF_TIME_LIMIT": None,  # a form may stay open all day; the session ends it
            "SESSION_COOKIE_NAME": f"{'__Host-' if self.secure_cookies else ''}certificates",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "SESSION_REFRESH_EACH_REQUEST": False,
            "PERMANENT_SESSION_LIFETIME": 12 * 3600,
            "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
            "MAX_FORM_PARTS": 8000,
        }


def _doors(env: dict[str, str], *, production: bool) -> dict[str, Any]:
    """Return the settings of the doors beside the password: an identity provider, IC cards; both off by default."""
    issuer, client = env.get("OIDC_ISSUER", ""), env.get("OIDC_CLIENT_ID", "")
    if issuer and not (client and env.get("OIDC_CLIENT_SECRET")):
        raise ConfigurationError("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.")
    if issuer and production and not issuer.startswith("https://"):
        raise ConfigurationError("In production OIDC_ISSUER begins with https://.")
    authorities, revocations = env.get("CARD_CA_FILE", ""), env.get("CARD_CRL_FILE", "")
    if authorities and not revocations:
        raise ConfigurationError("CARD_CA_FILE needs CARD_CRL_FILE: without the list, revoked cards would open doors.")
    if authorities and production and not env.get("HOSTS", "").strip(" ,"):
        raise ConfigurationError("CARD_CA_FILE needs HOSTS: cards sign the host's name, so nobody else may choose it.")
    header, proxies = env.get("CARD_HEADER", ""), tuple(env.get("CARD_PROXIES", "").replace(",", " ").split())
    if header and not (authorities and proxies):
        raise ConfigurationError("CARD_HEADER needs CARD_CA_FILE and CARD_PROXIES, the addresses that may send it.")
    return {
        "oidc_issuer": issuer,
        "oidc_client_id": client,
        "oidc_client_secret": env.get("OIDC_CLIENT_SECRET", ""),
        "card_ca_file": authorities,
        "card_crl_file": revocations,
        "card_header": header,
        "card_proxies": proxies,
        "card_middleware": env.get("CARD_MIDDLEWARE", ""),
    }


def _secret(env: dict[str, str], name: str, instance: Path, *, production: bool) -> str:
    value = env.get(name, "")
    if production and (
        len(value) < MIN_SECRET_LENGTH or value.lower() in SAMPLE_SECRETS or len(set(value)) < 10  # noqa: PLR2004 a repeated letter is no secret
    ):
        raise ConfigurationError(
            f"{name} must be set to a secret of at least {MIN_SECRET_LENGTH} characters in production. "
            f"Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value or _stored_secret(instance, name.lower())


def _exchange(env: dict[str, str], *, production: bool) -> dict[str, Any]:
    """Return the settings of the exchange with customs; the embedded desk needs none of them."""
    side = env.get("CUSTOMS_SIDE", "desk")
    url, key = env.get("CUSTOMS_URL", "").rstrip("/"), env.get("CUSTOMS_KEY", "")
    if side == "http" and not (url and key):
        raise ConfigurationError("CUSTOMS_SIDE=http needs CUSTOMS_URL and CUSTOMS_KEY; see docs/exchange.md.")
    if side == "http" and production and not (url.startswith("https://") and len(key) >= MIN_SECRET_LENGTH):
        raise ConfigurationError(
            "In production CUSTOMS_URL begins with https:// "
            f"and CUSTOMS_KEY has at least {MIN_SECRET_LENGTH} characters."
        )
    return {
        "customs_side": side,
        "customs_url": url,
        "customs_sender": env.get("CUSTOMS_SENDER", "enterprise"),
        "customs_signature": env.get("CUSTOMS_SIGNATURE", "hmac-sha256"),
        "customs_key": key,
        "customs_peer_key": env.get("CUSTOMS_PEER_KEY", ""),
        "customs_timeout": float(env.get("CUSTOMS_TIMEOUT", "10")),
    }


def _engine_options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": 20}}
    return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 10}
