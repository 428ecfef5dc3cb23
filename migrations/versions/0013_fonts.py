"""The set of fonts that an issued document was printed with.

Revision ID: 0013
Revises: 0012

"""
from alembic import op
import sqlalchemy as sa

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("issued_document", sa.Column("fonts", sa.String(length=60), nullable=True))


def downgrade():
    op.drop_column("issued_document", "fonts")
