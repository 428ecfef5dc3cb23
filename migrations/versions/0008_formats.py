"""Formats: working copies and their publication.

Revision ID: 0008
Revises: 0007

"""
from alembic import op
import sqlalchemy as sa

import app.models.base

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("certificate_format") as table:
        table.add_column(sa.Column("is_changed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("certificate_format") as table:
        table.alter_column("is_changed", server_default=None)


def downgrade():
    with op.batch_alter_table("certificate_format") as table:
        table.drop_column("is_changed")
