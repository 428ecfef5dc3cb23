"""The tests mirror the app: a test file without its module and a module without its test are named here.

`app/<layer>/<wing>/<file>.py` is tested by `tests/<layer>/<wing>/test_<file>.py`; a second file of tests for the same
module stands beside it as `test_<file>_<aspect>.py`. A module without a function that does something (tables of words,
errors, rows of columns, protocols) needs none: whoever uses it proves it. A module below a screen may be proved
through that screen's test, and a folder of small ones through one test that imports from it.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = "app/views/screens.py"
LAYERS = ("domain", "services", "views", "models", "reports", "gateways", "catalogue")

#: Modules that are proved through the test of another one. A module gets a test of its own rather than a row here.
THROUGH: dict[str, str] = {
    "app/catalogue/errors.py": "tests/catalogue/test_loader.py",
    "app/catalogue/schema.py": "tests/catalogue/test_loader.py",
    "app/gateways/customs/bodies.py": "tests/gateways/customs/test_messages.py",
    "app/gateways/customs/sandbox/office.py": "tests/services/exchange/test_outbox.py",
    "app/gateways/customs/sandbox/server.py": "tests/services/exchange/test_outbox.py",
    "app/gateways/identity/cards.py": "tests/security/test_card_door.py",
    "app/gateways/identity/openid.py": "tests/security/test_outside_door.py",
    "app/gateways/identity/port.py": "tests/security/test_outside_door.py",
    "app/gateways/pdf/sealing.py": "tests/gateways/pdf/test_weasyprint.py",
    "app/gateways/scanner/worker/": "tests/gateways/scanner/worker/test_main.py",
    "app/gateways/workbooks.py": "tests/gateways/test_import_files.py",
    "app/models/immutable.py": "tests/security/test_scope.py",
    "app/models/role_guard.py": "tests/views/people/test_roles.py",
    "app/models/write_guard.py": "tests/security/test_scope.py",
    "app/reports/list_sheet.py": "tests/reports/test_list_excel.py",
    "app/services/base/paper.py": "tests/services/certificates/test_printing.py",
    "app/services/actions/": "tests/services/workflow/test_workflow.py",
    "app/services/demo/demo.py": "tests/services/demo/test_applications.py",
    "app/services/doors/card_logins.py": "tests/security/test_card_door.py",
    "app/services/doors/logins.py": "tests/security/test_login_attempts.py",
    "app/services/doors/outside_logins.py": "tests/security/test_outside_door.py",
    "app/services/doors/sessions.py": "tests/security/test_sessions.py",
    "app/services/statistics/countries.py": "tests/services/statistics/test_issued.py",
    "app/services/statistics/enterprises.py": "tests/services/statistics/test_issued.py",
    "app/services/statistics/products.py": "tests/services/statistics/test_issued.py",
    "app/views/applications/case.py": "tests/views/applications/test_applications.py",
    "app/views/applications/documents.py": "tests/views/applications/test_applications.py",
    "app/views/applications/new.py": "tests/views/applications/test_applications.py",
    "app/views/applications/page.py": "tests/views/applications/test_applications.py",
    "app/views/applications/template_forms.py": "tests/views/applications/test_templates.py",
    "app/views/certificates/actions.py": "tests/views/lists/test_actions.py",
    "app/views/certificates/reissue.py": "tests/browser/test_reissue.py",
    "app/views/certificates/reissue_words.py": "tests/browser/test_reissue.py",
    "app/views/certificates/returned.py": "tests/browser/test_return_and_fix.py",
    "app/views/certificates/reuse_words.py": "tests/views/certificates/test_wizard_steps.py",
    "app/views/certificates/wizard_documents.py": "tests/views/certificates/test_wizard.py",
    "app/views/certificates/wizard_edit.py": "tests/views/certificates/test_wizard_saving.py",
    "app/views/certificates/wizard_errors.py": "tests/views/certificates/test_wizard_steps.py",
    "app/views/certificates/wizard_import.py": "tests/views/certificates/test_wizard_saving.py",
    "app/views/certificates/wizard_new.py": "tests/views/certificates/test_wizard_saving.py",
    "app/views/certificates/wizard_page.py": "tests/views/certificates/test_wizard.py",
    "app/views/declarations/declarations.py": "tests/views/declarations/test_imports.py",
    "app/views/doors/card_login.py": "tests/security/test_card_pages.py",
    "app/views/doors/doors.py": "tests/security/test_outside_door.py",
    "app/views/doors/outside_login.py": "tests/security/test_outside_door.py",
    "app/views/frame/access.py": "tests/security/test_access.py",
    "app/views/frame/actor.py": "tests/views/frame/test_menu.py",
    "app/views/frame/fab.py": "tests/views/words/test_columns.py",
    "app/views/frame/fab_patches.py": "tests/security/test_fab.py",
    "app/views/frame/headers.py": "tests/security/test_headers.py",
    "app/views/frame/logs.py": "tests/security/test_hardening.py",
    "app/views/frame/menu_arrangement.py": "tests/views/people/test_rights_tree.py",
    "app/views/frame/portal_language.py": "tests/catalogue/test_languages.py",
    "app/views/frame/sessions.py": "tests/security/test_sessions.py",
    "app/views/frame/settings.py": "tests/views/home/test_shell.py",
    "app/views/history/json_words.py": "tests/views/history/test_record_words.py",
    "app/views/home/notice_board.py": "tests/views/home/test_notices.py",
    "app/views/home/reminders.py": "tests/browser/test_return_and_fix.py",
    "app/views/lists/forms.py": "tests/views/settings/test_parameters.py",
    "app/views/lists/page.py": "tests/views/lists/test_base.py",
    "app/views/people/registrations.py": "tests/views/people/test_enterprise.py",
    "app/views/queries/export_desk.py": "tests/views/queries/test_queries.py",
    "app/views/review/checks.py": "tests/views/review/test_desk.py",
    "app/views/review/page.py": "tests/views/review/test_desk.py",
    "app/views/review/steps.py": "tests/views/review/test_desk.py",
    "app/views/review/verbs.py": "tests/views/review/test_desk.py",
    "app/views/scans/uploads.py": "tests/views/scans/test_scans.py",
    "app/views/screens.py": "tests/views/lists/test_base.py",
    "app/views/workflow/": "tests/views/workflow/test_table.py",
}


@cache
def syntax(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


@cache
def modules() -> list[str]:
    """List the modules of the mirrored layers with a function that does something."""
    paths = (path for layer in LAYERS for path in (ROOT / "app" / layer).rglob("*.py") if path.name != "__init__.py")
    named = sorted(path.relative_to(ROOT).as_posix() for path in paths)
    return [name for name in named if any(does_something(node) for node in ast.walk(syntax(name)))]


def does_something(node: ast.AST) -> bool:
    """Say whether a node is a function with a body; a protocol's have none, and a row's name for logs asks no test."""
    if not isinstance(node, ast.FunctionDef) or node.name == "__repr__":
        return False
    return not all(isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) for part in node.body)


def files_of_tests() -> list[str]:
    """List the test files of the mirrored layers."""
    paths = (path for layer in LAYERS for path in (ROOT / "tests" / layer).rglob("test_*.py"))
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


def twin(module: str) -> str:
    """Return where the test of a module stands."""
    path = Path(module)
    return Path("tests", *path.parts[1:-1], f"test_{path.name}").as_posix()


def subject(test: str) -> str:
    """Return the module that a test file is named after."""
    path = Path(test)
    return Path("app", *path.parts[1:-1], path.name.removeprefix("test_")).as_posix()


def stands_beside_a_twin(test: str) -> bool:
    """Say whether a test file is a further one for a module that has its own beside it."""
    path = Path(test)
    words = path.stem.split("_")
    shorter = (path.with_name("_".join(words[:end]) + ".py").as_posix() for end in range(2, len(words)))
    return any((ROOT / found).is_file() and (ROOT / subject(found)).is_file() for found in shorter)


@cache
def imported(path: str) -> frozenset[str]:
    """Return the dotted names of everything that a file imports."""
    found: set[str] = set()
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return frozenset(found)


@cache
def signs(module: str) -> frozenset[str]:
    """Return by what a test shows that it exercises a module: its classes and its addresses."""
    tree = syntax(module)
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")}
    addresses = {
        str(node.value.value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        and isinstance(node.value, ast.Constant)
        and "route_base" in ast.unparse(node).partition("=")[0]
    }
    if "" in addresses:  # its routes are whole addresses
        addresses |= set(re.findall(r'@(?:expose|route)\("(/[^"<]+)"', (ROOT / module).read_text(encoding="utf-8")))
    return frozenset({*classes, *(address for address in addresses if len(address) > 1)})


@cache
def names(test: str, module: str) -> bool:
    """Say whether a test file imports a module or names its class or its address."""
    if dotted(module) in imported(test):
        return True
    text = (ROOT / test).read_text(encoding="utf-8")
    return any(sign in text and re.search(rf"(?<!\w){re.escape(sign)}(?!\w)", text) for sign in signs(module))


@cache
def users(module: str) -> tuple[str, ...]:
    """Return the modules that import a module; the registry of screens names them all and shows nothing."""
    return tuple(name for name in sources() if dotted(module) in imported(name) and name != REGISTRY)


@cache
def sources() -> tuple[str, ...]:
    return tuple(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "app").rglob("*.py")))


def dotted(module: str) -> str:
    return module.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")


def stands_in_the_table(module: str) -> bool:
    """Say whether a row of the table is for a module or for the folder that it stands in."""
    return module in THROUGH or f"{Path(module).parent.as_posix()}/" in THROUGH


def exercises(test: str, module: str) -> bool:
    """Say whether a test names a module, or the screen at most two steps above it; of a folder it imports one."""
    if module.endswith("/"):
        return any(dotted(name) in imported(test) for name in modules() if name.startswith(module))
    nearest = users(module)
    above = {module, *nearest, *(further for near in nearest for further in users(near))}
    return any(names(test, one) for one in above)


def test_every_test_file_has_its_module() -> None:
    lost = [
        test for test in files_of_tests() if not (ROOT / subject(test)).is_file() and not stands_beside_a_twin(test)
    ]
    assert lost == [], "these test files mirror no module of app/; move them to where their module went"


def test_every_module_has_its_test() -> None:
    lacking = [name for name in modules() if not (ROOT / twin(name)).is_file() and not stands_in_the_table(name)]
    assert lacking == [], f"these modules have no test; the first one's belongs at {twin((lacking or ['app/x.py'])[0])}"


@pytest.mark.parametrize(("module", "test"), THROUGH.items(), ids=THROUGH)
def test_a_row_of_the_table_is_needed_and_true(module: str, test: str) -> None:
    known = [name for name in modules() if name == module or f"{Path(name).parent.as_posix()}/" == module]
    assert known, "the module is gone or has no function any more: take its row out"
    assert not all((ROOT / twin(name)).is_file() for name in known), "it has a test of its own now: take its row out"
    assert (ROOT / test).is_file(), "the test is gone: name the one that proves the module now"
    assert exercises(test, module), "the test names neither the module nor one that uses it"
