"""Templates of applications; where the printed original of a reissued document is.

Revision ID: 0003
Revises: 0002

"""
from alembic import op
import sqlalchemy as sa

import app.models.base

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

JSON = app.models.base.Json


def upgrade():
    op.create_table(
        "draft_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("header", JSON, nullable=False),
        sa.Column("documents", JSON, nullable=False),
        sa.Column("shares_goods", sa.Boolean(), nullable=False),
        sa.Column("type_codes", sa.String(100), nullable=False),
        sa.Column("destination_country", sa.String(3), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("default_country", sa.String(3), nullable=False),
        sa.Column("default_product", sa.String(150), nullable=False),
        sa.Column("default_claim", sa.String(160), nullable=True),
        sa.Column("client_token", sa.String(40), nullable=True),
        sa.Column("maker_name", sa.String(130), nullable=False),
        sa.Column("last_used_at", app.models.base.UtcDateTime(), nullable=True),
        sa.Column("last_user_name", sa.String(130), nullable=False),
        sa.Column("last_used_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", app.models.base.UtcDateTime(), nullable=False),
        sa.Column("changed_at", app.models.base.UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_draft_template_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name=op.f("fk_draft_template_created_by_id_ab_user")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["ab_user.id"], name=op.f("fk_draft_template_changed_by_id_ab_user")
        ),
        sa.ForeignKeyConstraint(
            ["last_used_by_id"], ["ab_user.id"], name=op.f("fk_draft_template_last_used_by_id_ab_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_template")),
        sa.UniqueConstraint("organisation_id", "name", name="uq_draft_template_name"),
        sa.UniqueConstraint("organisation_id", "default_claim", name="uq_draft_template_default_claim"),
        sa.UniqueConstraint("organisation_id", "client_token", name="uq_draft_template_client_token"),
    )
    op.create_index("ix_draft_template_owner", "draft_template", ["organisation_id", "id"])
    op.add_column("application", sa.Column("original_place", sa.String(16), nullable=True))
    op.add_column("application", sa.Column("original_note", sa.String(200), nullable=False, server_default=""))
    op.create_index("ix_application_reissue_of", "application", ["reissue_of_id"])


def downgrade():
    op.drop_index("ix_application_reissue_of", "application")
    op.drop_column("application", "original_note")
    op.drop_column("application", "original_place")
    op.drop_table("draft_template")
