"""The access matrix: every route has an audience, every role gets its routes and no other (bar S2, S1)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect, select

from app.extensions import db
from app.models import (
    Application,
    Certificate,
    Declaration,
    DraftTemplate,
    IssuedDocument,
    OperationRecord,
    Organisation,
    OutboxMessage,
    PackagingApplication,
    Reminder,
    ReviewRemark,
    User,
)  # fmt: skip
from app.models.lookup import Lookup
from app.models.scan import Scan, ScanFile, ScanNumber
from app.models.scope import OWNED
from app.views.frame import access, audiences
from app.views.frame.health import HealthView
from tests.security.routes import BODIES, METHODS, Route, path, routes, send, token_of, unknown_arguments
from tests.security.rows import actor_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

#: One demo user of each role, in the order of the golden table's columns.
ROLES = {
    "system_administrator": "admin",
    "enterprise_administrator": "haian.admin",
    "clerk": "haian.clerk",
    "reviewer": "customs.0901",
    "overseas": "overseas.kor",
}
RIGHTS = pytest.mark.one_database(reason="rights are compared in Python, before a screen asks the database")
GOLDEN = Path(__file__).parents[1] / "golden" / "access.txt"
#: All that somebody who has not logged in can reach.
FOR_EVERYBODY = {
    "HealthView.health", "LoginView.login", "ExchangeHookView.answers",
    "AppearanceView.choose_language", "AppearanceView.choose_theme",
    "PortalLoginView.login", "PortalLoginView.leave", "PortalLanguageView.choose",
    "RegistrationView.register", "RegistrationView.state", "CustomerServiceView.show", "OutsideLoginView.start",
    "OutsideLoginView.back", "CardLoginView.login", "CardLoginView.certificate",
}  # fmt: skip


def matrix(app: Flask) -> list[str]:
    """Return the table: route, audience, and the initials of the roles that are admitted."""
    with app.app_context():
        actors = {role: actor_of(login) for role, login in ROLES.items()}
    lines = set()
    for route in routes(app):
        audience = access.audience_of(app, route.endpoint)
        arguments = {name: "veterinary_health" for name in route.arguments if name == "type_key"}
        admitted = [role for role, actor in actors.items() if audience and audiences.admits(audience, actor, arguments)]
        told = "everybody" if audience == audiences.PUBLIC else ", ".join(admitted) or "nobody"
        lines.add(f"{route.endpoint} | {audiences.described(audience) if audience else '-'} | {told}")
    return sorted(lines)


@pytest.mark.bar("S2")
def test_every_route_has_a_declared_audience(app: Flask) -> None:
    without = sorted({r.endpoint for r in routes(app) if access.audience_of(app, r.endpoint) is None})
    assert not without, (
        f"Give @route a right or an audience, or AUDIENCES in app/views/frame/access.py a row, to {without}"
    )


@pytest.mark.bar("S2")
def test_no_audience_is_left_of_a_route_that_is_gone(app: Flask) -> None:
    assert set(access.AUDIENCES) - set(app.view_functions) == set()


@pytest.mark.bar("S2")
def test_roles_get_the_routes_of_the_golden_table(app: Flask) -> None:
    """Write the table anew with UPDATE_GOLDEN=1 and read the difference before it is committed."""
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text("\n".join(matrix(app)) + "\n", encoding="utf-8")
    now, golden = set(matrix(app)), set(GOLDEN.read_text(encoding="utf-8").splitlines())
    changed = sorted(f"+ {line}" for line in now - golden) + sorted(f"- {line}" for line in golden - now)
    assert not changed, "Write the table anew with UPDATE_GOLDEN=1, if all of this is meant:\n" + "\n".join(changed)


@RIGHTS
@pytest.mark.bar("S2")
def test_the_public_gets_nothing_but_doors_files_and_health(app: Flask) -> None:
    public = {r.endpoint for r in routes(app) if access.audience_of(app, r.endpoint) == audiences.PUBLIC}
    assert public == FOR_EVERYBODY
    client = app.test_client()
    client.get("/login/")
    token = login_token(client)
    wrong = []
    for route, method, address in every_call(app):
        if route.endpoint in FOR_EVERYBODY:
            continue
        answer = send(client, method, address, token=token)
        to_login = answer.status_code == 302 and "/login/" in answer.headers["Location"]
        if not (to_login if method == "GET" else answer.status_code == 401):
            wrong.append((route.endpoint, method, answer.status_code))
    assert wrong == []


@RIGHTS
@pytest.mark.bar("S2")
@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_refused_every_route_that_is_not_its_own(
    app: Flask, login: Callable[[str], FlaskClient], role: str
) -> None:
    client = login_any(app, login, ROLES[role])
    token = token_of(client)
    with app.app_context():
        actor = actor_of(ROLES[role])
    let_in = []
    for route, method, address in every_call(app):
        audience = access.audience_of(app, route.endpoint)
        assert audience is not None
        arguments = {"type_key": "veterinary_health"} if "type_key" in route.arguments else {}
        if audiences.admits(audience, actor, arguments) or route.endpoint == "HomeView.index":
            continue
        answer = send(client, method, address, token=token)
        if answer.status_code != 403:
            let_in.append((route.endpoint, method, answer.status_code))
    assert let_in == []


@RIGHTS
@pytest.mark.bar("S2")
def test_a_role_without_rights_opens_no_screen(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    client = login("xiaogang.admin")
    with app.app_context():
        user = db.session.scalar(select(User).where(User.username == "xiaogang.admin"))
        user.roles = []
        db.session.commit()
    for route, method, address in every_call(app):
        if method == "GET" and isinstance(access.audience_of(app, route.endpoint), tuple):
            assert client.get(address).status_code == 403, route.endpoint


@pytest.mark.bar("S2")
def test_a_route_without_an_audience_is_refused(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(HealthView.health, "audience")
    assert client.get("/health/").status_code == 500


@RIGHTS
@pytest.mark.bar("S11")
def test_get_changes_nothing_and_every_change_wants_a_token(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    client = login("admin")
    for route, method, address in every_call(app):
        if method != "GET":
            assert client.open(address, method=method).status_code == 400, route.endpoint


#: Arguments and views whose ids are ids of an owned table: a foreign one is 404. Any other id only may not leak.
OWNED_IDS: dict[str, Any] = {
    "certificate_id": Certificate,
    "application_id": Application,
    "remark_id": ReviewRemark,
    "message_id": Reminder,
    "DeclarationsView.pk": Declaration,
    "PackagingApplicationsView.pk": PackagingApplication,
    "ScansView.pk": Scan,
    "TemplatesView.pk": DraftTemplate,
}
#: Columns whose text nobody else may read anywhere.
TELLING: dict[Any, tuple[str, ...]] = {
    Application: ("inspection_no", "consignee_name_foreign", "consignor_name_foreign"),
    Certificate: ("certificate_no",),
    Declaration: ("inspection_no",),
    PackagingApplication: ("application_no",),
    IssuedDocument: ("certificate_no", "sha256"),
    ReviewRemark: ("opinion",),
    Scan: ("document_no",),
    DraftTemplate: ("name",),
    ScanFile: ("name", "sha256"),
    Organisation: ("credit_code",),
    User: ("email",),
}
WALKERS = (
    "haian.clerk", "haian.admin", "beifang.clerk", "beifang.admin", "xiaogang.admin", "customs.0901", "customs.0908",
    "overseas.jpn",
)  # fmt: skip
#: one for each form of the scope's conditions: by enterprise and by office
WALKERS_ON_BOTH = ("haian.clerk", "customs.0901")
IN_ONE_SCOPE = pytest.mark.one_database(reason="the same conditions with other ids; test_scope asks them on both")


class Foreign:
    """Know the rows that are not somebody's, by his enterprise or office, and the texts that would betray them."""

    def __init__(self, login: str) -> None:
        user = db.session.scalar(select(User).where(User.username == login))
        self.office, self.owner = user.organisation.customs_code, user.organisation_id
        self.ids: dict[Any, list[int]] = {model: [row.id for row in self._rows(model)] for model in OWNED}
        self.secrets = {
            getattr(row, column)
            for model, columns in TELLING.items()
            for row in self._rows(model)
            for column in columns
        }
        own = {
            getattr(row, column) for model, columns in TELLING.items() for row in self._own(model) for column in columns
        }
        # what is part of an own text, as one address of another, betrays nothing
        mine = " ".join(str(text) for text in own)
        self.secrets = {text for text in self.secrets if text and text not in mine}

    def _rows(self, model: Any) -> list[Any]:
        return [row for row in db.session.scalars(select(model)) if self._is_foreign(row)]

    def _own(self, model: Any) -> list[Any]:
        return [row for row in db.session.scalars(select(model)) if not self._is_foreign(row)]

    def _is_foreign(self, row: Any) -> bool:
        if isinstance(row, OperationRecord | Lookup):
            return False
        if isinstance(row, Organisation):
            return bool(row.kind == "enterprise" and row.id != self.owner and self.office is None)
        if isinstance(row, User):
            return bool(row.organisation_id != self.owner)
        root = getattr(row, "application", None) or getattr(row, "document", None) or row
        root = getattr(root, "certificate", None) or root
        if isinstance(row, OutboxMessage):
            root = db.session.get_one(Application, row.application_id)
        if self.office is None:
            return bool(root.organisation_id != self.owner)
        if isinstance(root, DraftTemplate | Scan | ScanFile | ScanNumber):
            return True  # scans are no business of an office
        is_draft = isinstance(root, Application | Certificate) and root.submitted_at is None
        return is_draft or root.declaring_customs != self.office

    def state(self) -> dict[str, Any]:
        """Return every column of every row, to see that nothing changed."""
        return {
            f"{model.__tablename__}.{row.id}": {c.key: getattr(row, c.key) for c in inspect(model).column_attrs}
            for model in OWNED
            for row in self._rows(model)
        }

    def choose(self, route: Route) -> Iterator[dict[str, int]]:
        """Yield id arguments: for owned tables two rows of this enterprise, else one small number."""
        chosen = [(name, self._few(OWNED_IDS.get(name) or OWNED_IDS.get(f"{route.view}.{name}"))) for name in route.ids]
        for number in range(max((len(values) for _, values in chosen), default=1)):
            yield {name: values[number % len(values)] for name, values in chosen}

    def _few(self, model: Any) -> list[int]:
        ids = self.ids.get(model) or [1]
        return list(dict.fromkeys((ids[0], ids[-1])))


@pytest.mark.bar("S1")
@pytest.mark.parametrize(
    "login_name",
    [*WALKERS_ON_BOTH, *(pytest.param(name, marks=IN_ONE_SCOPE) for name in WALKERS if name not in WALKERS_ON_BOTH)],
)
def test_no_route_shows_or_changes_a_row_of_another_enterprise(
    app: Flask, both_sides: None, login: Callable[[str], FlaskClient], login_name: str
) -> None:
    with app.app_context():
        foreign = Foreign(login_name)
        before = foreign.state()
    client = login_any(app, login, login_name)
    token = token_of(client)
    with app.app_context():
        actor = actor_of(login_name)
    wrong: list[Any] = []
    for route in routes(app):
        audience = access.audience_of(app, route.endpoint)
        if audience is None or not audiences.admits(audience, actor, {"type_key": "veterinary_health"}):
            continue
        is_owned = any(name in OWNED_IDS or f"{route.view}.{name}" in OWNED_IDS for name in route.ids)
        for ids in foreign.choose(route):
            for method in sorted(route.methods - {"DELETE"} if route.endpoint == "LoginView.leave" else route.methods):
                if route.endpoint.endswith((".leave", "PasswordView.change")):
                    continue
                address = path(app, route, **ids)
                assert address is not None, route
                data = BODIES.get(route.endpoint, {}) if method != "GET" else None
                answer = send(client, method, address, token=token, data=data)
                body = answer.get_data()
                if is_owned and answer.status_code != 404:
                    wrong.append((method, address, answer.status_code))
                wrong += [(method, address, secret) for secret in foreign.secrets if secret.encode() in body]
                wrong += [(method, address, 500)] if answer.status_code >= 500 else []
    assert wrong == []
    with app.app_context():
        assert foreign.state() == before


@pytest.mark.bar("S1")
def test_search_and_queries_for_foreign_numbers_find_nothing(
    app: Flask, both_sides: None, login: Callable[[str], FlaskClient]
) -> None:
    with app.app_context():
        foreign = Foreign("haian.clerk")
        number = db.session.scalar(
            select(Application.inspection_no).where(Application.organisation_id != foreign.owner).limit(1)
        )
    client = login("haian.clerk")
    for address in (
        "/search/?q={}",
        "/declarations/?inspection_no={}",
        "/certificates/veterinary_health/?inspection_no={}",
    ):
        body = client.get(address.format(number)).get_data(as_text=True)
        assert [secret for secret in foreign.secrets - {number} if secret in body] == []


def test_the_walk_knows_every_kind_of_argument(app: Flask) -> None:
    unknown = list(unknown_arguments(app))
    assert not unknown, f"Write a value that exists into SAMPLES of tests/security/routes.py for {unknown}"


def every_call(app: Flask) -> Iterator[tuple[Route, str, str]]:
    """Yield route, method and address of everything that can be called."""
    for route in routes(app):
        address = path(app, route)
        assert address is not None, route
        for method in METHODS:
            if method in route.methods:
                yield route, method, address


def login_any(app: Flask, login: Callable[[str], FlaskClient], name: str) -> FlaskClient:
    """Log a user in by the door that is his."""
    if not name.startswith("overseas."):
        return login(name)
    from app.services.demo.demo import password
    from tests.support.forms import post

    client = app.test_client()
    answer = post(client, "/overseas/login/", data={"username": name, "password": password()})
    assert answer.status_code == 302
    return client


def login_token(client: FlaskClient) -> str:
    from tests.support.forms import csrf_token

    return csrf_token(client, "/login/")
