"""Applications of several documents: whether they share their goods.

Revision ID: 0002
Revises: 0001

"""
from alembic import op
import sqlalchemy as sa

import app.models.base

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("application", sa.Column("shares_goods", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade():
    op.drop_column("application", "shares_goods")
