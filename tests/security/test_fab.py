"""Flask-AppBuilder's own holes, attacked on plain views of it inside our application (traps F1–F16)."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask, request
from flask_appbuilder import ModelView
from flask_appbuilder.actions import action
from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy import select

from app import create_app
from app.extensions import db
from app.models import Application, Certificate, Declaration, User
from app.views.frame import access, audiences, fab_patches
from tests.security.routes import token_of
from tests.support.forms import log_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

RESOURCE = "declarations"
SEEN: list[Any] = []


# ruff: noqa: RUF012, ARG002 FAB's views are written like this


class PlainCertificateView(ModelView):  # type: ignore[misc]
    datamodel = SQLAInterface(Certificate)
    route_base = "/plain-certificates"
    class_permission_name = RESOURCE
    list_columns = show_columns = ["inspection_no", "consignee_name_foreign"]
    search_columns = ["inspection_no"]
    # FAB cannot make a form field of a counted column (print_count)
    add_columns = edit_columns = ["goods_name"]


class PlainApplicationView(ModelView):  # type: ignore[misc]
    """A view as FAB's documentation shows it: no base_filters, an action, a related view."""

    datamodel = SQLAInterface(Application)
    route_base = "/plain"
    class_permission_name = RESOURCE
    list_columns = show_columns = ["inspection_no", "consignee_name_foreign"]
    search_columns = ["inspection_no", "needs_confirmation"]
    page_size = 5
    related_views = [PlainCertificateView]

    @action("can_show", "Take", "Sure?", multiple=True)
    def take(self, rows: Any) -> Any:
        SEEN.extend(rows if isinstance(rows, list) else [rows])
        return "taken"

    @action("can_list", "Search", "Sure?")
    def echo(self, rows: Any) -> Any:
        return repr(self._filters.values)


ENDPOINTS = ("list", "show", "add", "edit", "delete", "action", "action_post", "download")


@pytest.fixture(scope="module")
def second(_worker_app: Flask) -> Iterator[Flask]:
    """Build a second application on the same database, with FAB's plain views beside ours."""
    with pytest.MonkeyPatch.context() as patch:
        for view in ("PlainApplicationView", "PlainCertificateView"):
            for name in ENDPOINTS:
                patch.setitem(access.AUDIENCES, f"{view}.{name}", audiences.LOGGED_IN)
        made = create_app(_worker_app.config["SETTINGS"])
        with made.app_context():
            from flask import current_app

            current_app.appbuilder.add_view_no_menu(PlainCertificateView)  # type: ignore[attr-defined]
            current_app.appbuilder.add_view_no_menu(PlainApplicationView)  # type: ignore[attr-defined]
        yield made


@pytest.fixture
def plain(second: Flask, both_sides: None) -> Iterator[Flask]:
    """Give the application with FAB's plain views on a fresh database with rows of two enterprises."""
    SEEN.clear()
    yield second
    with second.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def clerk(plain: Flask) -> FlaskClient:
    return log_in(plain.test_client(), "haian.clerk")


@pytest.fixture
def foreign(app: Flask, plain: Flask) -> list[int]:
    with app.app_context():
        owner = db.session.scalar(select(User.organisation_id).where(User.username == "beifang.clerk"))
        return list(db.session.scalars(select(Application.id).where(Application.organisation_id == owner)))


@pytest.mark.bar("S1")
class TestRows:
    """F1, F2, F12: actions, related views, counts, forms."""

    def test_an_action_on_a_foreign_row_is_404(self, clerk: FlaskClient, foreign: list[int]) -> None:
        headers = {"X-CSRFToken": token_of(clerk)}
        assert clerk.post(f"/plain/action/can_show/{foreign[0]}", headers=headers).status_code == 404
        assert SEEN == []

    def test_an_action_on_chosen_rows_is_404_when_one_is_foreign(
        self, clerk: FlaskClient, foreign: list[int], app: Flask
    ) -> None:
        with app.app_context():
            own = db.session.scalar(select(Application.id).where(Application.id.not_in(foreign)))
        headers = {"X-CSRFToken": token_of(clerk)}
        data = {"action": "can_show", "rowid": [own, foreign[0]]}
        assert clerk.post("/plain/action_post", data=data, headers=headers).status_code == 404
        assert SEEN == []
        assert clerk.post("/plain/action_post", data={**data, "rowid": [own]}, headers=headers).data == b"taken"

    @pytest.mark.parametrize("name", ["unknown", "", "__class__"])
    def test_an_unknown_action_is_404(self, clerk: FlaskClient, name: str) -> None:
        headers = {"X-CSRFToken": token_of(clerk)}
        answer = clerk.post("/plain/action_post", data={"action": name, "rowid": ["1"]}, headers=headers)
        assert answer.status_code == 404

    def test_an_action_by_a_link_is_refused(self, clerk: FlaskClient, foreign: list[int]) -> None:
        assert clerk.get(f"/plain/action/can_show/{foreign[0]}").status_code == 405

    def test_an_action_without_its_permission_is_403(self, plain: Flask, foreign: list[int]) -> None:
        client = log_in(plain.test_client(), "haian.admin")
        headers = {"X-CSRFToken": token_of(client)}
        assert client.post(f"/plain/action/can_show/{foreign[0]}", headers=headers).status_code == 403

    def test_show_and_its_related_views_are_404_for_foreign_rows(self, clerk: FlaskClient, foreign: list[int]) -> None:
        for name in ("show", "edit", "delete"):
            assert clerk.get(f"/plain/{name}/{foreign[0]}").status_code in {403, 404, 302}, name
        assert clerk.get(f"/plain/show/{foreign[0]}").status_code == 404

    def test_the_count_of_a_list_without_base_filters_tells_nothing(
        self, plain: Flask, app: Flask, foreign: list[int]
    ) -> None:
        from app.services.base import accounts

        with app.app_context():
            user = db.session.scalar(select(User).where(User.username == "haian.clerk"))
            accounts.bind(accounts.actor_for(user))
            count, rows = SQLAInterface(Application, db.session).query(page=0, page_size=100)
        assert count == len(rows) > 0
        assert not {row.id for row in rows} & set(foreign)


@pytest.mark.bar("S12")
class TestListArguments:
    """F9: page sizes, pages, sort columns, filters and ids of any kind."""

    @pytest.mark.parametrize(
        "query",
        [
            "page_PlainApplicationView=abc", "page_PlainApplicationView=-1", "psize_PlainApplicationView=1e9",
            "psize_PlainApplicationView=", "_oc_PlainApplicationView=zzz&_od_PlainApplicationView=asc",
            "_oc_PlainApplicationView=created_by.password&_od_PlainApplicationView=asc",
            "_oc_PlainApplicationView=__class__&_od_PlainApplicationView=desc", "_flt_7_needs_confirmation=1",
            "_flt_0_organisation_id=x", "page_PlainApplicationView=99999999999999999999999",
        ],
    )  # fmt: skip
    def test_a_malformed_argument_is_400(self, clerk: FlaskClient, query: str) -> None:
        assert clerk.get(f"/plain/list/?{query}").status_code == 400

    def test_a_page_is_never_longer_than_a_hundred(self, plain: Flask) -> None:
        with plain.test_request_context("/plain/list/?psize_V=5000&page_V=3"):
            assert fab_patches.get_page_size_args() == {"V": 100}
            assert fab_patches.get_page_args() == {"V": 3}

    @pytest.mark.parametrize("pk", ["abc", "99999999999999999999", "-1", "1.5", "1 or 1=1", "%00", "[]"])
    def test_an_id_that_no_row_can_have_is_no_row(self, clerk: FlaskClient, pk: str) -> None:
        assert clerk.get(f"/plain/show/{pk}").status_code in {400, 404}


class TestThreads:
    """F3: search filters belong to the request."""

    def test_requests_at_once_see_only_their_own_search(self, plain: Flask) -> None:
        view = next(v for v in plain.appbuilder.baseviews if type(v).__name__ == "PlainApplicationView")  # type: ignore[attr-defined]
        gate = threading.Barrier(4)

        def _search(number: int) -> bool:
            with plain.test_request_context(f"/plain/list/?_flt_0_inspection_no={number}"):
                gate.wait(timeout=20)
                fab_patches.get_filter_args(view._filters)
                gate.wait(timeout=20)
                return view._filters.values == [[str(number)]] and request.args["_flt_0_inspection_no"] == str(number)

        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(_search, range(200)))

    def test_a_search_is_gone_with_its_request(self, plain: Flask) -> None:
        view = next(v for v in plain.appbuilder.baseviews if type(v).__name__ == "PlainApplicationView")  # type: ignore[attr-defined]
        with plain.test_request_context("/plain/list/?_flt_0_inspection_no=7"):
            fab_patches.get_filter_args(view._filters)
        with plain.test_request_context("/plain/list/"):
            assert view._filters.values == []


@pytest.mark.bar("S2")
class TestDoors:
    """F5, F8, F10, F11, F14, F15: what FAB would open and we do not."""

    @pytest.mark.parametrize(
        "address",
        [
            "/api/v1/security/login", "/api/v1/security/refresh", "/api/v1/security/users/", "/api/v1/menu/",
            "/api/v1/_openapi", "/swagger/v1", "/swaggerview/v1", "/download/config.py", "/users/download/x",
            "/back", "/lang/en", "/userstatschart/chart/", "/groups/list/", "/register/form", "/resetpassword/form",
            "/resetmypassword/form", "/userinfoeditview/form", "/permissions/list/", "/viewmenus/list/", "/roles/list/",
            "/login/github", "/oauth-authorized/x", "/saml/acs/",
        ],
    )  # fmt: skip
    def test_doors_that_we_do_not_open_do_not_exist(self, app: Flask, address: str) -> None:
        client = log_in(app.test_client(), "admin")
        assert client.get(address).status_code == 404
        assert client.post(address, json={"username": "admin", "password": "x", "provider": "db"}).status_code in {
            400,
            404,
        }

    def test_no_route_is_exempt_from_csrf(self, app: Flask) -> None:
        csrf = app.extensions["csrf"]
        # customs' system has no session: it signs what it sends, and the hook believes nothing else
        assert csrf._exempt_views == {"app.views.exchange.hook.answers"}
        assert csrf._exempt_blueprints == set()

    def test_no_route_is_made_by_fab_s_apis_or_serves_uploads_by_name(self, app: Flask) -> None:
        rules = [rule for rule in app.url_map.iter_rules() if re.match(r"/api/v1|/swagger", rule.rule)]
        assert rules == []
        assert [
            r.endpoint
            for r in app.url_map.iter_rules()
            if r.endpoint.endswith((".download", ".action", ".action_post"))
        ] == []

    def test_a_bearer_token_opens_nothing(self, app: Flask) -> None:
        for token in ("sst_abc", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."):
            answer = app.test_client().get("/password/", headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code == 302

    def test_no_role_is_given_by_a_pattern(self, app: Flask) -> None:
        assert not app.config.get("FAB_ROLES")
        with app.app_context():
            assert app.appbuilder.sm.builtin_roles.get("clerk") is None  # type: ignore[attr-defined]

    def test_the_public_role_opens_nothing_whatever_it_is_given(self, app: Flask) -> None:
        from app.models import PermissionView, Role

        with app.app_context():
            public = db.session.scalar(select(Role).where(Role.name == "public"))
            public.permissions = list(db.session.scalars(select(PermissionView)).unique())
            db.session.commit()
        assert app.test_client().get("/declarations/").status_code == 302

    def test_fab_s_own_login_refuses_to_work(self, app: Flask) -> None:
        with app.app_context(), pytest.raises(NotImplementedError):
            app.appbuilder.sm.auth_user_db("admin", "x")  # type: ignore[attr-defined]

    def test_session_says_nothing_of_the_pages_seen(self, app: Flask) -> None:
        client = log_in(app.test_client(), "haian.clerk")
        client.get("/declarations/")
        with client.session_transaction() as kept:
            assert "page_history" not in kept


def test_what_we_override_in_fab_is_still_what_we_know() -> None:
    """When this fails FAB was updated: read what changed, adapt `fab_patches.py`, then write the new hashes here."""
    now = {name: fab_patches.fingerprint(watched) for name, watched in fab_patches.WATCHED.items()}
    assert now == KNOWN


KNOWN: dict[str, str] = {
    "BaseModelView._init_properties": "10a97bc8994ec692",
    "BaseCRUDView._list": "272a87f649f928b5",
    "BaseCRUDView._get_related_view_widget": "2e97f52d6b2d10fc",
    "ModelRestApi._handle_filters_args": "1158f46e3f9771ad",
    "Filters": "4f66bd0d912fd42b",
    "urltools": "41db8d7a5cefe174",
    "AuthDBView.login": "35aa7b27214f9bd4",
    "BaseSecurityManager.load_user": "2f050bc6a3a74f94",
    "BaseSecurityManager.has_access": "47d07058e3490d53",
    "BaseSecurityManager._has_view_access": "80b51dc9e8d980a0",
    "BaseSecurityManager.is_item_public": "7226c17b23566dd6",
    "BaseSecurityManager.create_limiter": "a788eea76a87eec7",
    "BaseSecurityManager.register_views": "0f9d1caa5a4570e3",
    "BaseCRUDView._get_list_widget": "b8bd9f3ee791aece",
    "SQLAInterface.get": "22ae3ffef6d52c71",
    "ModelView.action": "2a262383056ce673",
    "ModelView.action_post": "1cae459adb1785b4",
    "AppBuilder._add_admin_views": "96902d2fffbe940e",
}


def test_owned_rows_of_declarations_are_not_offered_in_forms(clerk: FlaskClient, app: Flask) -> None:
    """F12: selects of relations list own rows only, query_rel_fields or not."""
    with app.app_context():
        owner = db.session.scalar(select(User.organisation_id).where(User.username == "beifang.clerk"))
        numbers = list(
            db.session.scalars(select(Declaration.inspection_no).where(Declaration.organisation_id == owner))
        )
    assert numbers
    body = clerk.get("/plain-certificates/add").get_data(as_text=True)
    assert [number for number in numbers if number in body] == []
