"""Exports in the background.

Revision ID: 0010
Revises: 0009

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

import app.models.base

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "export_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(100), nullable=False),
        sa.Column("arguments", json, nullable=False),
        sa.Column("columns", json, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=True),
        sa.Column("rows_written", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(40), nullable=True),
        sa.Column("claimed_until", app.models.base.UtcDateTime(), nullable=True),
        sa.Column("storage_key", sa.String(120), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("problem", sa.String(60), nullable=False),
        sa.Column("asked_at", app.models.base.UtcDateTime(), nullable=False),
        sa.Column("started_at", app.models.base.UtcDateTime(), nullable=True),
        sa.Column("finished_at", app.models.base.UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state in ('waiting', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_export_job_state")
        ),
        sa.CheckConstraint("kind in ('xlsx', 'pdf', 'csv')", name=op.f("ck_export_job_kind")),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name=op.f("fk_export_job_user_id_ab_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_job")),
    )
    op.create_index("ix_export_job_user", "export_job", ["user_id", "id"])
    op.create_index("ix_export_job_state", "export_job", ["state", "id"])


def downgrade():
    op.drop_index("ix_export_job_state", table_name="export_job")
    op.drop_index("ix_export_job_user", table_name="export_job")
    op.drop_table("export_job")
