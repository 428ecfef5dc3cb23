"""Producer names: kept once each by triggers, for searches by a part of them; an index of reviewers.

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
#: index of 0009 that a part of a name was searched by
PARTS = "ix_certificate_producer"
INDEXES = {PARTS: ["producer", "id"], "ix_certificate_reviewer": ["reviewer_id", "id"]}
NAMES = "INSERT INTO producer_name (name) SELECT DISTINCT producer FROM {rows} WHERE producer <> '' ORDER BY producer"


def _is_postgresql():
    return op.get_bind().dialect.name == "postgresql"


def upgrade():
    op.create_table(
        "producer_name",
        sa.Column("name", sa.String(150), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_producer_name")),
    )
    op.execute(NAMES.format(rows="certificate"))
    for verb, columns in (("insert", ""), ("update", " OF producer")):
        (_keep_by_statement if _is_postgresql() else _keep_by_row)(verb, columns)
    op.execute(f"DROP INDEX {PARTS}")
    for name, columns in INDEXES.items():
        op.create_index(name, "certificate", columns, sqlite_where=IS_KEPT, postgresql_where=IS_KEPT)


def _keep_by_statement(verb, _columns):
    """Add the new names of a statement at once; in order, so that two transactions never wait for each other in a ring."""
    op.execute(
        f"CREATE FUNCTION certificate_producer_{verb}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {NAMES.format(rows='fresh')} ON CONFLICT DO NOTHING; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER certificate_producer_{verb} AFTER {verb.upper()} ON certificate REFERENCING NEW TABLE AS fresh "
        f"FOR EACH STATEMENT EXECUTE FUNCTION certificate_producer_{verb}()"
    )


def _keep_by_row(verb, columns):
    op.execute(
        f"CREATE TRIGGER certificate_producer_{verb} AFTER {verb.upper()}{columns} ON certificate "
        f"WHEN NEW.producer <> '' BEGIN INSERT INTO producer_name (name) VALUES (NEW.producer) ON CONFLICT DO NOTHING; END"
    )


def downgrade():
    for name in INDEXES:
        op.drop_index(name, "certificate")
    _index_parts()
    for verb in ("insert", "update"):
        on = " ON certificate" if _is_postgresql() else ""
        op.execute(f"DROP TRIGGER certificate_producer_{verb}{on}")
        if _is_postgresql():
            op.execute(f"DROP FUNCTION certificate_producer_{verb}()")
    op.drop_table("producer_name")


def _index_parts():
    """Index parts of words as 0009 did, where the database has the extension."""
    has_trigrams = _is_postgresql() and op.get_bind().scalar(
        sa.text("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
    )
    if has_trigrams:
        op.execute(f"CREATE INDEX {PARTS} ON certificate USING gin (producer gin_trgm_ops)")
    else:
        op.create_index(PARTS, "certificate", ["producer"])
