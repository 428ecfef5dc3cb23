"""Scale: known names and counts of steps kept by triggers, indexes for what opens each day.

Revision ID: 0011
Revises: 0010

"""
from alembic import op
import sqlalchemy as sa

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

IS_KEPT = sa.text("deleted_at IS NULL")
#: what still asks something of somebody: few rows, however many years are kept
IS_OPEN = sa.text(
    "deleted_at IS NULL AND status IN ('draft', 'submitted', 'under_review', 'awaiting_confirmation', 'confirmed',"
    " 'returned', 'approved')"
)
IS_ISSUED = sa.text("deleted_at IS NULL AND issued_at IS NOT NULL")
#: index of 0009 that a part of a name was searched by
PARTS = "ix_certificate_producer"
INDEXES = (
    ("certificate", PARTS, ["producer", "id"], IS_KEPT),
    ("certificate", "ix_certificate_reviewer", ["reviewer_id", "id"], IS_KEPT),
    ("certificate", "ix_certificate_author", ["created_by_id", "id"], IS_KEPT),
    ("certificate", "ix_certificate_open_owner", ["organisation_id", "status", "changed_at", "id"], IS_OPEN),
    ("certificate", "ix_certificate_open_office", ["declaring_customs", "status", "changed_at", "id"], IS_OPEN),
    ("certificate", "ix_certificate_office_list", ["declaring_customs", "type_code", "id", "status", "submitted_at"], IS_KEPT),
    ("certificate", "ix_certificate_office_number", ["declaring_customs", "type_code", "inspection_no", "id", "submitted_at"], IS_KEPT),
    ("certificate", "ix_certificate_office_created", ["declaring_customs", "type_code", "created_at", "id", "submitted_at"], IS_KEPT),
    ("certificate", "ix_certificate_sub_no", ["sub_certificate_no", "id"], sa.text("deleted_at IS NULL AND sub_certificate_no <> '001'")),
    ("certificate", "ix_certificate_receipt_date", ["receipt_date", "id"], IS_ISSUED),
    ("certificate", "ix_certificate_number", ["certificate_no", "id"], IS_ISSUED),
    ("application", "ix_application_status", ["status", "id"], IS_KEPT),
    ("application", "ix_application_number", ["inspection_no", "id"], IS_KEPT),
    ("application", "ix_application_submitted_at", ["submitted_at", "id"], IS_KEPT),
    ("application", "ix_application_declaration_date", ["declaration_date", "id"], IS_KEPT),
    ("application", "ix_application_reviewed_at", ["reviewed_at", "id"], IS_KEPT),
    ("application", "ix_application_owner_changed", ["organisation_id", "changed_at", "id"], IS_KEPT),
    ("application", "ix_application_reissued", ["created_at"], sa.text("reissue_kind IS NOT NULL")),
    ("application_event", "ix_application_event_returned", ["happened_at"], sa.text("action = 'return'")),
    ("customs_print", "ix_customs_print_receipt_date", ["receipt_date", "id"], None),
    ("operation_record", "ix_operation_record_happened", ["happened_at", "id"], None),
    ("operation_record", "ix_operation_record_actor", ["actor_name", "id"], None),
    ("operation_record", "ix_operation_record_number", ["row_id", "id"], None),
    ("operation_record", "ix_operation_record_deleted", ["id"], sa.text("operation = 'delete'")),
)
#: indexes of 0001 and 0009 that from now on hold the rows alone that lists show
NARROWED = (
    ("application", "ix_application_owner", ["organisation_id", "id"], None, IS_KEPT),
    ("application", "ix_application_owner_status", ["organisation_id", "status", "id"], None, IS_KEPT),
    ("application", "ix_application_office_status", ["declaring_customs", "status", "submitted_at"], None, IS_KEPT),
    ("certificate", "ix_certificate_making_date", ["making_date", "id"], IS_KEPT, IS_ISSUED),
)
#: "begins with" uses an index of this kind alone, whatever the collation
BEGINNINGS = (("application", "ix_application_inspection_no", "inspection_no"), ("customs_print", "ix_customs_print_number", "document_no"))
#: table of known names, the large table and the column that they are known of, what may change it
KNOWN = (
    ("producer_name", sa.String(150), "certificate", "producer", ("insert", "update")),
    ("actor_name", sa.String(130), "operation_record", "actor_name", ("insert",)),
)
NAMES = "INSERT INTO {known} (name) SELECT DISTINCT {column} FROM {rows} WHERE {column} <> '' ORDER BY {column}"
KEY = "day, action, organisation_id, customs_code"
STEPS = (
    f"INSERT INTO step_total ({KEY}, amount) SELECT {{day}}, e.action, a.organisation_id, a.declaring_customs, count(*)"
    " FROM {rows} e JOIN application a ON a.id = e.application_id"
    " WHERE e.action IN ('submit', 'issue', 'return') GROUP BY 1, 2, 3, 4"
)
MOVED = (
    f"INSERT INTO step_total ({KEY}, amount) SELECT {{day}}, e.action, {{row}}.organisation_id,"
    " {row}.declaring_customs, {sign}count(*) FROM application_event e"
    " WHERE e.application_id = {row}.id AND e.action IN ('submit', 'issue', 'return') GROUP BY 1, 2, 3, 4"
)


def _is_postgresql():
    return op.get_bind().dialect.name == "postgresql"


def _day():
    """Return the day in China of an event, in the words of either database."""
    if _is_postgresql():
        return "CAST(e.happened_at AT TIME ZONE 'Asia/Shanghai' AS DATE)"
    return "date(e.happened_at, '+8 hours')"


def upgrade():
    for known, kind, table, column, verbs in KNOWN:
        op.create_table(
            known,
            sa.Column("name", kind, nullable=False),
            sa.PrimaryKeyConstraint("name", name=op.f(f"pk_{known}")),
        )
        op.execute(NAMES.format(known=known, column=column, rows=table))
        for verb in verbs:
            (_keep_by_statement if _is_postgresql() else _keep_by_row)(known, table, column, verb)
    _add_steps()
    op.execute(f"DROP INDEX {PARTS}")
    for table, name, columns, where in INDEXES:
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    for table, name, columns, _before, where in NARROWED:
        op.drop_index(name, table)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    op.drop_index("ix_application_inspection_no", "application")
    for table, name, column in BEGINNINGS:
        op.create_index(name, table, [column], postgresql_ops={column: "varchar_pattern_ops"})


def _add_steps():
    op.create_table(
        "step_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("action", sa.String(24), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("customs_code", sa.String(6), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_total")),
    )
    op.create_index("ix_step_total_owner", "step_total", ["organisation_id", "day", "action", "amount"])
    op.create_index("ix_step_total_office", "step_total", ["customs_code", "day", "action", "amount"])
    op.create_index("ix_step_total_day", "step_total", ["day", "action", "amount"])
    op.execute(STEPS.format(day=_day(), rows="application_event"))
    if _is_postgresql():
        _count_steps_by_statement()
    else:
        _count_steps_by_row()


def _count_steps_by_statement():
    op.execute(
        "CREATE FUNCTION application_event_count() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {STEPS.format(day=_day(), rows='fresh')}; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER application_event_count AFTER INSERT ON application_event REFERENCING NEW TABLE AS fresh "
        "FOR EACH STATEMENT EXECUTE FUNCTION application_event_count()"
    )
    op.execute(
        "CREATE FUNCTION application_move_steps() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {_moves()} RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER application_move_steps AFTER UPDATE OF declaring_customs, organisation_id ON application "
        "FOR EACH ROW WHEN (OLD.declaring_customs <> NEW.declaring_customs OR OLD.organisation_id <> NEW.organisation_id)"
        " EXECUTE FUNCTION application_move_steps()"
    )


def _count_steps_by_row():
    one = "(SELECT NEW.application_id AS application_id, NEW.action AS action, NEW.happened_at AS happened_at)"
    op.execute(
        "CREATE TRIGGER application_event_count AFTER INSERT ON application_event "
        f"BEGIN {STEPS.format(day=_day(), rows=one)}; END"
    )
    op.execute(
        "CREATE TRIGGER application_move_steps AFTER UPDATE OF declaring_customs, organisation_id ON application "
        "WHEN OLD.declaring_customs <> NEW.declaring_customs OR OLD.organisation_id <> NEW.organisation_id "
        f"BEGIN {_moves()} END"
    )


def _moves():
    """Return the statements that take the steps of an application from where it was to where it is."""
    return " ".join(MOVED.format(day=_day(), row=row, sign=sign) + ";" for row, sign in (("OLD", "-"), ("NEW", "")))


def _keep_by_statement(known, table, column, verb):
    """Add the new names of a statement at once; in order, so that two transactions never wait for each other in a ring."""
    op.execute(
        f"CREATE FUNCTION {table}_{known}_{verb}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"{NAMES.format(known=known, column=column, rows='fresh')} ON CONFLICT DO NOTHING; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_{known}_{verb} AFTER {verb.upper()} ON {table} REFERENCING NEW TABLE AS fresh "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_{known}_{verb}()"
    )


def _keep_by_row(known, table, column, verb):
    columns = f" OF {column}" if verb == "update" else ""
    op.execute(
        f"CREATE TRIGGER {table}_{known}_{verb} AFTER {verb.upper()}{columns} ON {table} WHEN NEW.{column} <> '' "
        f"BEGIN INSERT INTO {known} (name) VALUES (NEW.{column}) ON CONFLICT DO NOTHING; END"
    )


def downgrade():
    for table, name, _columns, _where in INDEXES:
        op.drop_index(name, table)
    for table, name, columns, before, _where in NARROWED:
        op.drop_index(name, table)
        op.create_index(name, table, columns, sqlite_where=before, postgresql_where=before)
    for table, name, _column in BEGINNINGS:
        op.drop_index(name, table)
    op.create_index("ix_application_inspection_no", "application", ["inspection_no"])
    _index_parts()
    names = [(table, f"{table}_{known}_{verb}") for known, _kind, table, _column, verbs in KNOWN for verb in verbs]
    steps = [("application_event", "application_event_count"), ("application", "application_move_steps")]
    for table, name in names + steps:
        op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if _is_postgresql() else ""))
        if _is_postgresql():
            op.execute(f"DROP FUNCTION {name}()")
    for table in ("step_total", *(known for known, *_others in KNOWN)):
        op.drop_table(table)


def _index_parts():
    """Index parts of words as 0009 did, where the database has the extension."""
    has_trigrams = _is_postgresql() and op.get_bind().scalar(
        sa.text("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
    )
    if has_trigrams:
        op.execute(f"CREATE INDEX {PARTS} ON certificate USING gin (producer gin_trgm_ops)")
    else:
        op.create_index(PARTS, "certificate", ["producer"])
