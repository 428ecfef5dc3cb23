"""Registrations, outside identities, cards, accounts.

Revision ID: 0005
Revises: 0004

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

import app.models.base

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade():
    _add_registrations()
    _add_identities()
    _add_account_columns()
    _menu_nodes_up()


def downgrade():
    _menu_nodes_down()
    _drop_account_columns()
    op.drop_table("card_challenge")
    op.drop_table("identity")
    op.drop_table("registration")


def _record_columns():
    return (
        sa.Column("created_at", app.models.base.UtcDateTime(), nullable=False),
        sa.Column("changed_at", app.models.base.UtcDateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _record_keys(table):
    return (
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name=op.f(f"fk_{table}_created_by_id_ab_user")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["ab_user.id"], name=op.f(f"fk_{table}_changed_by_id_ab_user")),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name=op.f(f"fk_{table}_user_id_ab_user")),
    )


def _add_registrations():
    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(150), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("credit_code", sa.String(18), nullable=False),
        sa.Column("inspection_registration_no", sa.String(10), nullable=True),
        sa.Column("contact_name", sa.String(64), nullable=False),
        sa.Column("contact_phone", sa.String(70), nullable=False),
        sa.Column("post_code", sa.String(12), nullable=False),
        sa.Column("street_address", sa.String(200), nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("last_name", sa.String(64), nullable=False),
        sa.Column("first_name", sa.String(64), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("password", sa.String(256), nullable=True),
        sa.Column("reference_hash", sa.String(64), nullable=True),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("decided_at", app.models.base.UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.String(130), nullable=False),
        *_record_columns(),
        *_record_keys("registration"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_registration_organisation_id_organisation")
        ),
        sa.CheckConstraint("kind in ('enterprise', 'number')", name=op.f("ck_registration_kind")),
        sa.CheckConstraint("state in ('pending', 'approved', 'rejected')", name=op.f("ck_registration_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("reference_hash", name=op.f("uq_registration_reference_hash")),
    )
    op.create_index("ix_registration_state", "registration", ["state", "id"])
    op.create_index("ix_registration_login", "registration", ["login"])
    op.create_index("ix_registration_organisation", "registration", ["organisation_id"])
    op.create_index("ix_registration_address", "registration", ["address", "created_at"])


def _add_identities():
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("issuer", sa.String(400), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("expires_at", app.models.base.UtcDateTime(), nullable=True),
        *_record_columns(),
        *_record_keys("identity"),
        sa.CheckConstraint("kind in ('outside', 'card')", name=op.f("ck_identity_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
    )
    op.create_index("uq_identity_key", "identity", ["kind", "issuer", "subject"], unique=True)
    op.create_index("ix_identity_user", "identity", ["user_id"])
    op.create_table(
        "card_challenge",
        sa.Column("nonce_hash", sa.String(64), nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("issued_at", app.models.base.UtcDateTime(), nullable=False),
        sa.Column("expires_at", app.models.base.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("nonce_hash", name=op.f("pk_card_challenge")),
    )
    op.create_index("ix_card_challenge_expires_at", "card_challenge", ["expires_at"])


def _add_account_columns():
    op.add_column("ab_user", sa.Column("time_zone", sa.String(40), nullable=True))
    op.add_column("ab_user", sa.Column("password_set_at", app.models.base.UtcDateTime(), nullable=True))


def _drop_account_columns():
    # in place, where a batch would build SQLite's table anew that everything refers to
    op.execute("ALTER TABLE ab_user DROP COLUMN password_set_at")
    op.execute("ALTER TABLE ab_user DROP COLUMN time_zone")


def _menu_nodes_up():
    op.create_table(
        "menu_node",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("label_zh", sa.String(60), nullable=False),
        sa.Column("label_en", sa.String(60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("is_visible", sa.Boolean(), nullable=False),
        *_record_columns(),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name=op.f("fk_menu_node_created_by_id_ab_user")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["ab_user.id"], name=op.f("fk_menu_node_changed_by_id_ab_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_menu_node")),
        sa.UniqueConstraint("code", name=op.f("uq_menu_node_code")),
    )
    op.create_table(
        "seeded_default",
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_seeded_default")),
    )
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("notice", sa.Column("organisation_ids", json, nullable=False, server_default="[]"))
    op.add_column("ab_role", sa.Column("title", sa.String(60), nullable=False, server_default=""))
    op.add_column("ab_role", sa.Column("remark", sa.String(300), nullable=False, server_default=""))
    op.add_column("ab_role", sa.Column("side", sa.String(12), nullable=False, server_default="enterprise"))


def _menu_nodes_down():
    op.execute("ALTER TABLE notice DROP COLUMN organisation_ids")
    for column in ("side", "remark", "title"):
        op.execute(f"ALTER TABLE ab_role DROP COLUMN {column}")
    op.drop_table("seeded_default")
    op.drop_table("menu_node")
