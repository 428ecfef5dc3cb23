"""On hold 暂缓中: the status of an application that rests at customs, and the rights to hold and to resume.

Revision ID: 0012
Revises: 0011

"""
from alembic import op
import sqlalchemy as sa

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

BEFORE = "'draft', 'submitted', 'under_review', 'awaiting_confirmation', 'confirmed', 'returned', 'approved', 'issued', 'withdrawn'"
AFTER = BEFORE.replace("'under_review', ", "'under_review', 'on_hold', ")
OPEN = (
    ("ix_certificate_open_owner", ["organisation_id", "status", "changed_at", "id"]),
    ("ix_certificate_open_office", ["declaring_customs", "status", "changed_at", "id"]),
)
#: new right → whoever may return an application gets it
RIGHTS = ("can_hold", "can_resume")
GIVEN_WITH = "can_return"


def upgrade():
    _let_status_be(AFTER, instead_of=BEFORE)
    for right in RIGHTS:
        _give(right)


def _let_status_be(statuses, *, instead_of):
    if op.get_bind().dialect.name == "sqlite":
        _write_rules_anew(statuses, instead_of)
    else:
        for table in ("application", "certificate"):
            op.drop_constraint(op.f(f"ck_{table}_status"), table, type_="check")
            op.create_check_constraint(op.f(f"ck_{table}_status"), table, f"status in ({statuses})")
    where = sa.text(f"deleted_at IS NULL AND status IN ({statuses.removesuffix(_CLOSED)})")
    for name, columns in OPEN:
        op.drop_index(name, "certificate")
        op.create_index(name, "certificate", columns, sqlite_where=where, postgresql_where=where)


_CLOSED = ", 'issued', 'withdrawn'"


def _write_rules_anew(statuses, instead_of):
    """Change the rule in the text of the table, as SQLite's own guide does where no stored row changes its form.

    A new table under the old name would lose the triggers that hang on it, and would copy every row.
    """
    connection = op.get_bind()
    version = connection.scalar(sa.text("PRAGMA schema_version"))
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    for table in ("application", "certificate"):
        connection.execute(
            sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = :table"),
            {"old": f"status in ({instead_of})", "new": f"status in ({statuses})", "table": table},
        )
    connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = RESET"))


def _give(right):
    """Make a right on every document type, for the roles that may return; seeding shall not hand it out once more."""
    op.execute(f"INSERT INTO ab_permission (name) SELECT '{right}' WHERE EXISTS (SELECT 1 FROM ab_permission WHERE name = '{GIVEN_WITH}')"
               f" AND NOT EXISTS (SELECT 1 FROM ab_permission WHERE name = '{right}')")
    op.execute(
        "INSERT INTO ab_permission_view (permission_id, view_menu_id) SELECT fresh.id, v.view_menu_id"
        " FROM ab_permission fresh, ab_permission p JOIN ab_permission_view v ON v.permission_id = p.id"
        f" WHERE fresh.name = '{right}' AND p.name = '{GIVEN_WITH}' AND NOT EXISTS (SELECT 1 FROM ab_permission_view k"
        " WHERE k.permission_id = fresh.id AND k.view_menu_id = v.view_menu_id)"
    )
    op.execute(
        "INSERT INTO ab_permission_view_role (permission_view_id, role_id) SELECT mine.id, r.role_id"
        " FROM ab_permission_view_role r JOIN ab_permission_view v ON v.id = r.permission_view_id"
        " JOIN ab_permission p ON p.id = v.permission_id"
        " JOIN ab_permission_view mine ON mine.view_menu_id = v.view_menu_id"
        " JOIN ab_permission fresh ON fresh.id = mine.permission_id"
        f" WHERE p.name = '{GIVEN_WITH}' AND fresh.name = '{right}' AND NOT EXISTS (SELECT 1 FROM ab_permission_view_role k"
        " WHERE k.permission_view_id = mine.id AND k.role_id = r.role_id)"
    )
    op.execute(
        f"INSERT INTO seeded_default (kind, key) SELECT kind, replace(key, '/{GIVEN_WITH}/', '/{right}/') FROM seeded_default"
        f" WHERE kind = 'grant' AND key LIKE '%/{GIVEN_WITH}/%' AND replace(key, '/{GIVEN_WITH}/', '/{right}/')"
        " NOT IN (SELECT key FROM seeded_default WHERE kind = 'grant')"
    )


def downgrade():
    for right in RIGHTS:
        op.execute(f"DELETE FROM seeded_default WHERE kind = 'grant' AND key LIKE '%/{right}/%'")
        mine = f"SELECT v.id FROM ab_permission_view v JOIN ab_permission p ON p.id = v.permission_id WHERE p.name = '{right}'"
        op.execute(f"DELETE FROM ab_permission_view_role WHERE permission_view_id IN ({mine})")
        op.execute(f"DELETE FROM ab_permission_view WHERE id IN ({mine})")
        op.execute(f"DELETE FROM ab_permission WHERE name = '{right}'")
    for table in ("application", "certificate"):
        op.execute(f"UPDATE {table} SET status = 'under_review' WHERE status = 'on_hold'")
    _let_status_be(BEFORE, instead_of=AFTER)
