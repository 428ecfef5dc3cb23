"""Settings: production refuses to start unsafely, and says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import create_app
from app.domain.errors import DomainError
from config import SAMPLE_SECRETS, ConfigurationError, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

GOOD = "Vw3q9zK0b2mXt7Lr5sYc8dHf1gJp4nAe"


def _production(folder: Path, **changes: str) -> dict[str, str]:
    return {
        "CERT_ENV": "production",
        "INSTANCE_PATH": str(folder),
        "SECRET_KEY": GOOD,
        "HISTORY_KEY": GOOD[::-1],
        **changes,
    }


@pytest.mark.parametrize("name", ["SECRET_KEY", "HISTORY_KEY"])
@pytest.mark.parametrize("secret", [*sorted(SAMPLE_SECRETS), "short", "a" * 64, "abab" * 16])
def test_production_refuses_missing_known_short_and_repeated_secrets(tmp_path: Path, name: str, secret: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        Settings.from_environment(_production(tmp_path, **{name: secret}))


def test_production_starts_with_good_secrets_and_asks_for_secure_cookies(tmp_path: Path) -> None:
    settings = Settings.from_environment(_production(tmp_path))
    assert settings.secret_key == GOOD
    assert settings.secure_cookies
    assert GOOD not in repr(settings)


def test_an_unknown_environment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="CERT_ENV"):
        Settings.from_environment({"CERT_ENV": "prod", "INSTANCE_PATH": str(tmp_path)})


def test_development_makes_its_secrets_once_and_keeps_them_to_itself(tmp_path: Path) -> None:
    first = Settings.from_environment({"INSTANCE_PATH": str(tmp_path)})
    assert first.secret_key == Settings.from_environment({"INSTANCE_PATH": str(tmp_path)}).secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_production_refuses_a_database_with_demo_users(app: Flask) -> None:
    settings = app.config["SETTINGS"]
    environment = _production(settings.instance, DATABASE_URL=settings.database_url)
    with pytest.raises(DomainError) as refusal:
        create_app(Settings.from_environment(environment))
    assert refusal.value.code == "demo_users_in_production"


def test_production_starts_before_its_tables_exist(tmp_path: Path) -> None:
    assert create_app(Settings.from_environment(_production(tmp_path)))


def test_cards_need_the_names_of_the_system_in_production(tmp_path: Path) -> None:
    cards = {"CARD_CA_FILE": "ca.pem", "CARD_CRL_FILE": "crl.pem"}
    with pytest.raises(ConfigurationError, match="HOSTS"):
        Settings.from_environment(_production(tmp_path, **cards))
    hosts = Settings.from_environment(_production(tmp_path, **cards, HOSTS="A.example, b.example:8443")).hosts
    assert hosts == {"a.example", "b.example:8443"}
