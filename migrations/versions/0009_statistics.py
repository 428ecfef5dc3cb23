"""Statistics: running totals kept by triggers, customs' own printing records, indexes of queries.

Revision ID: 0009
Revises: 0008

"""
from alembic import op
import sqlalchemy as sa

import app.models.base

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

#: searched columns of the application that a certificate repeats from now on
REPEATED = (
    ("entry_mode", "VARCHAR(16) NOT NULL DEFAULT 'single'", "VARCHAR(16) NOT NULL DEFAULT 'single'"),
    ("approved_at", "TIMESTAMP WITH TIME ZONE", "DATETIME"),
    ("reviewed_at", "TIMESTAMP WITH TIME ZONE", "DATETIME"),
    ("reviewer_id", "INTEGER", "INTEGER"),
)
DAILY = "measure, day, customs_code, entry_mode"
STANDING = "organisation_id, type_code, customs_code, is_declared, status"
#: table → what one row of it counts as: (total, its key, SELECT of the keys with {sign} out of {rows})
CLOUD = "SELECT 'cloud', receipt_date, declaring_customs, entry_mode, {sign} FROM {rows} WHERE issued_at IS NOT NULL AND receipt_date IS NOT NULL AND deleted_at IS NULL"
APPROVED = "SELECT 'approved', {day}, declaring_customs, entry_mode, {sign} FROM {rows} WHERE approved_at IS NOT NULL AND deleted_at IS NULL"
LISTED = "SELECT organisation_id, type_code, declaring_customs, submitted_at IS NOT NULL, status, {sign} FROM {rows} WHERE deleted_at IS NULL"
PRINTED = "SELECT 'printed', receipt_date, customs_code, '', {sign} FROM {rows}"
COUNTED = {
    "certificate": (("daily_total", DAILY, (CLOUD, APPROVED)), ("standing_total", STANDING, (LISTED,))),
    "customs_print": (("daily_total", DAILY, (PRINTED,)),),
}
#: columns that a count depends on; SQLite calls its trigger for these alone
WATCHED = {
    "certificate": (
        "organisation_id", "type_code", "declaring_customs", "submitted_at", "status", "deleted_at", "issued_at",
        "receipt_date", "approved_at", "entry_mode",
    ),
    "customs_print": ("customs_code", "receipt_date"),
}
IS_KEPT = sa.text("deleted_at IS NULL")
KEPT = {
    "ix_certificate_kept": ["id"],
    "ix_certificate_status": ["status", "id"],
    "ix_certificate_office": ["declaring_customs", "status", "id", "submitted_at"],
    "ix_certificate_entry_mode": ["entry_mode", "id"],
    "ix_certificate_country": ["destination_country", "id"],
    "ix_certificate_making_date": ["making_date", "id"],
    "ix_certificate_submitted_at": ["submitted_at", "id"],
    "ix_certificate_reviewed_at": ["reviewed_at", "id"],
    "ix_certificate_approved_at": ["approved_at", "id"],
}
#: indexes of 0001 that from now on hold the rows alone that are not deleted
NARROWED = {
    "ix_certificate_list": ["organisation_id", "type_code", "id"],
    "ix_certificate_list_status": ["organisation_id", "type_code", "status", "id"],
    "ix_certificate_type": ["type_code", "id"],
    "ix_certificate_type_status": ["type_code", "status", "id"],
}
TRIGRAM = "ix_certificate_producer"


def _is_postgresql():
    return op.get_bind().dialect.name == "postgresql"


def upgrade():
    _repeat_columns()
    op.create_table(
        "daily_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("customs_code", sa.String(6), nullable=False),
        sa.Column("entry_mode", sa.String(16), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_total")),
    )
    op.create_index("ix_daily_total_key", "daily_total", ["measure", "day", "customs_code", "entry_mode", "amount"])
    op.create_table(
        "monthly_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(12), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("customs_code", sa.String(6), nullable=False),
        sa.Column("entry_mode", sa.String(16), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_total")),
    )
    op.create_index(
        "ix_monthly_total_key", "monthly_total", ["measure", "month", "customs_code", "entry_mode", "amount"]
    )
    _sum_months()
    op.create_table(
        "standing_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("type_code", sa.String(2), nullable=False),
        sa.Column("customs_code", sa.String(6), nullable=False),
        sa.Column("is_declared", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_total")),
    )
    op.create_index("ix_standing_total_owner", "standing_total", ["organisation_id", "type_code", "status", "amount"])
    op.create_index(
        "ix_standing_total_office", "standing_total", ["type_code", "customs_code", "is_declared", "status", "amount"]
    )
    op.create_table(
        "customs_print",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customs_code", sa.String(6), nullable=False),
        sa.Column("document_no", sa.String(40), nullable=False),
        sa.Column("receipt_date", sa.Date(), nullable=False),
        sa.Column("created_at", app.models.base.UtcDateTime(), nullable=False),
        sa.Column("changed_at", app.models.base.UtcDateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name=op.f("fk_customs_print_created_by_id_ab_user")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["ab_user.id"], name=op.f("fk_customs_print_changed_by_id_ab_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customs_print")),
        sa.UniqueConstraint("document_no", name="uq_customs_print_document_no"),
    )
    op.create_index("ix_customs_print_office", "customs_print", ["customs_code", "receipt_date", "id"])
    for table, counted in COUNTED.items():
        for total, key, parts in counted:
            op.execute(f"INSERT INTO {total} ({key}, amount) {_summed(key, parts, table)}")
    for table in COUNTED:
        (_count_by_statement if _is_postgresql() else _count_by_row)(table)
    _add_trigrams()


def _repeat_columns():
    for name, postgresql, sqlite in REPEATED:
        op.execute(f"ALTER TABLE certificate ADD COLUMN {name} {postgresql if _is_postgresql() else sqlite}")
        op.execute(
            f"UPDATE certificate SET {name} = (SELECT a.{name} FROM application a WHERE a.id = certificate.application_id)"
        )
    op.create_index("ix_certificate_list_number", "certificate", ["organisation_id", "type_code", "inspection_no", "id"])
    op.create_index("ix_certificate_type_number", "certificate", ["type_code", "inspection_no", "id"])
    op.create_index("ix_certificate_issued", "certificate", ["declaring_customs", "receipt_date", "id"])
    op.create_index("ix_certificate_approved", "certificate", ["declaring_customs", "approved_at", "id"])
    for name in NARROWED:
        op.drop_index(name, "certificate")
    # what lists show: without the deleted rows, the index alone answers how many there are
    for name, columns in (KEPT | NARROWED).items():
        op.create_index(name, "certificate", columns, sqlite_where=IS_KEPT, postgresql_where=IS_KEPT)


def _rows(parts, rows, sign):
    day = "CAST(approved_at AT TIME ZONE 'Asia/Shanghai' AS DATE)" if _is_postgresql() else "date(approved_at, '+8 hours')"
    return " UNION ALL ".join(part.format(rows=rows, sign=sign, day=day) for part in parts)


def _summed(key, parts, *sources):
    """Return the SELECT that sums what the rows of each source count as; the second source counts backwards."""
    rows = " UNION ALL ".join(_rows(parts, source, sign) for source, sign in zip(sources, ("1", "-1")))
    places = ", ".join(str(n + 1) for n in range(len(key.split(","))))
    columns = key + ", amount"
    return (
        f"SELECT {key}, SUM(amount) FROM ({_named(rows, columns)}) AS counted"
        f" GROUP BY {places} HAVING SUM(amount) <> 0"
    )


def _named(rows, columns):
    """Give the columns of a UNION their names: its first SELECT, which has no rows, says them."""
    kinds = {"is_declared": "false", "organisation_id": "0", "amount": "0", "day": "CAST(NULL AS DATE)"}
    if not _is_postgresql():
        kinds = {"is_declared": "0", "organisation_id": "0", "amount": "0", "day": "NULL"}
    firsts = ", ".join(f"{kinds.get(name.strip(), chr(39) * 2)} AS {name.strip()}" for name in columns.split(","))
    return f"SELECT {firsts} WHERE 1 = 0 UNION ALL {rows}"


def _count_by_statement(table):
    """Count once a statement, over its transition tables: COPY of a million rows adds a handful of totals."""
    sources = {"insert": ("fresh",), "update": ("fresh", "gone"), "delete": ("gone",)}
    for verb, rows in sources.items():
        body = []
        for total, key, parts in COUNTED[table]:
            if verb == "delete":
                select = _summed(key, tuple(part.replace("{sign}", "-1") for part in parts), "gone")
            else:
                select = _summed(key, parts, *rows)
            body.append(f"INSERT INTO {total} ({key}, amount) {select};")
        op.execute(
            f"CREATE FUNCTION {table}_count_{verb}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {' '.join(body)} RETURN NULL; END $$"
        )
        tables = " ".join(f"{'NEW' if name == 'fresh' else 'OLD'} TABLE AS {name}" for name in rows)
        op.execute(
            f"CREATE TRIGGER {table}_count_{verb} AFTER {verb.upper()} ON {table} REFERENCING {tables} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_count_{verb}()"
        )


def _count_by_row(table):
    """Count row by row, where there are no transition tables."""
    for verb in ("insert", "update", "delete"):
        body = []
        for total, key, parts in COUNTED[table]:
            for part in parts:
                for row, sign in (("NEW", "1"), ("OLD", "-1")):
                    if (row == "NEW" and verb == "delete") or (row == "OLD" and verb == "insert"):
                        continue
                    select = _of_row(part, table, row, sign)
                    body.append(f"INSERT INTO {total} ({key}, amount) {select};")
        columns = f" OF {', '.join(WATCHED[table])}" if verb == "update" else ""
        op.execute(
            f"CREATE TRIGGER {table}_count_{verb} AFTER {verb.upper()}{columns} ON {table} BEGIN {' '.join(body)} END"
        )


def _of_row(part, table, row, sign):
    """Return the SELECT of a part with the columns of NEW or OLD instead of a table's."""
    values = ", ".join(f"{row}.{name} AS {name}" for name in WATCHED[table])
    return part.format(rows=f"(SELECT {values})", sign=sign, day="date(approved_at, '+8 hours')")


def _sum_months():
    """Let every row that comes to the days, or leaves them, come to its month too: folding the days changes no month."""
    names = "measure, month, customs_code, entry_mode, amount"
    for verb, row, sign in (("insert", "NEW", ""), ("delete", "OLD", "-")):
        if _is_postgresql():
            op.execute(
                f"CREATE FUNCTION daily_total_month_{verb}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"INSERT INTO monthly_total ({names}) SELECT measure, CAST(date_trunc('month', day) AS DATE), "
                f"customs_code, entry_mode, {sign}SUM(amount) FROM changed GROUP BY 1, 2, 3, 4 HAVING SUM(amount) <> 0; "
                f"RETURN NULL; END $$"
            )
            op.execute(
                f"CREATE TRIGGER daily_total_month_{verb} AFTER {verb.upper()} ON daily_total "
                f"REFERENCING {row} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION daily_total_month_{verb}()"
            )
        else:
            op.execute(
                f"CREATE TRIGGER daily_total_month_{verb} AFTER {verb.upper()} ON daily_total BEGIN "
                f"INSERT INTO monthly_total ({names}) VALUES ({row}.measure, date({row}.day, 'start of month'), "
                f"{row}.customs_code, {row}.entry_mode, {sign}{row}.amount); END"
            )


def _add_trigrams():
    """Index parts of words where the database has the extension; without it the searches read the table."""
    if _is_postgresql() and _has_trigrams():
        op.execute(f"CREATE INDEX {TRIGRAM} ON certificate USING gin (producer gin_trgm_ops)")
    else:
        op.create_index(TRIGRAM, "certificate", ["producer"])


def _has_trigrams():
    """Install the extension; False where the server has not got it or our account may not."""
    try:
        with op.get_bind().begin_nested():
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except sa.exc.DBAPIError:
        return False
    return True


def downgrade():
    op.execute(f"DROP INDEX IF EXISTS {TRIGRAM}")
    for table in COUNTED:
        for verb in ("insert", "update", "delete"):
            on = f" ON {table}" if _is_postgresql() else ""
            op.execute(f"DROP TRIGGER {table}_count_{verb}{on}")
            if _is_postgresql():
                op.execute(f"DROP FUNCTION {table}_count_{verb}()")
    for table in ("customs_print", "standing_total", "daily_total", "monthly_total"):
        op.drop_table(table)
    if _is_postgresql():
        for verb in ("insert", "delete"):
            op.execute(f"DROP FUNCTION daily_total_month_{verb}()")
    for name in (*KEPT, *NARROWED):
        op.drop_index(name, "certificate")
    for name, columns in NARROWED.items():
        op.create_index(name, "certificate", columns)
    for name in ("approved", "issued", "type_number", "list_number"):
        op.drop_index(f"ix_certificate_{name}", "certificate")
    for name, _postgresql, _sqlite in REPEATED:
        op.execute(f"ALTER TABLE certificate DROP COLUMN {name}")
