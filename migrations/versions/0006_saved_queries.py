"""Saved queries and their reporting views.

Revision ID: 0006
Revises: 0005

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

import app.models.base

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

#: In the SELECTs below, moment(x), day(x), month(x) and yes_no(x) stand for what each database calls them.
VIEWS = {
    "report_certificates": """
        SELECT c.id, c.application_id, c.organisation_id, o.name AS enterprise, c.type_code, c.format_code,
          c.goods_name, c.inspection_no, c.sub_certificate_no, c.certificate_no, c.status, c.validity,
          c.declaring_customs, c.destination_country, c.consignee_name_foreign, c.consignee_name_zh, c.producer,
          c.originals, c.copies, date(c.declaration_date) AS declaration_date, moment(c.submitted_at) AS declared_at,
          month(c.submitted_at) AS declared_month, moment(c.issued_at) AS issued_at, day(c.issued_at) AS issued_date,
          month(c.issued_at) AS issued_month, date(c.receipt_date) AS receipt_date,
          date(c.making_date) AS making_date, moment(c.created_at) AS created_at
        FROM certificate c JOIN organisation o ON o.id = c.organisation_id WHERE c.deleted_at IS NULL""",
    "report_applications": """
        SELECT a.id, a.organisation_id, o.name AS enterprise, a.entry_mode, a.status, a.inspection_no,
          a.declaring_customs, a.destination_country, a.consignor_name_zh, a.consignor_name_foreign,
          a.consignee_name_zh, a.consignee_name_foreign, a.producer, yes_no(a.needs_confirmation)
          AS needs_confirmation, a.review_round AS review_rounds, a.reissue_kind,
          date(a.declaration_date) AS declaration_date, moment(a.submitted_at) AS declared_at,
          month(a.submitted_at) AS declared_month, moment(a.accepted_at) AS accepted_at,
          moment(a.reviewed_at) AS reviewed_at, moment(a.approved_at) AS approved_at,
          moment(a.issued_at) AS issued_at, month(a.issued_at) AS issued_month, moment(a.created_at) AS created_at
        FROM application a JOIN organisation o ON o.id = a.organisation_id WHERE a.deleted_at IS NULL""",
    "report_steps": """
        SELECT e.id, e.application_id, e.certificate_id, a.organisation_id, o.name AS enterprise, a.inspection_no,
          a.declaring_customs, moment(a.submitted_at) AS declared_at, e.action, e.side, e.from_status, e.to_status,
          moment(e.happened_at) AS happened_at, month(e.happened_at) AS happened_month, e.actor_name,
          e.actor_organisation
        FROM application_event e JOIN application a ON a.id = e.application_id
        JOIN organisation o ON o.id = a.organisation_id WHERE a.deleted_at IS NULL""",
    "report_declarations": """
        SELECT d.id, d.organisation_id, o.name AS enterprise, d.inspection_no, d.declaring_customs,
          date(d.declaration_date) AS declaration_date, d.destination_country, d.consignor_name_zh,
          d.consignee_name_foreign, d.goods_name, moment(d.received_at) AS received_at,
          month(d.received_at) AS received_month
        FROM declaration d JOIN organisation o ON o.id = d.organisation_id""",
    "report_packaging_applications": """
        SELECT p.id, p.organisation_id, o.name AS enterprise, p.application_no, p.inspection_no, p.declaring_customs,
          p.applicant_name, p.container_name_and_spec, moment(p.created_at) AS created_at
        FROM packaging_application p JOIN organisation o ON o.id = p.organisation_id""",
    "report_issued_documents": """
        SELECT i.id, i.certificate_id, c.organisation_id, o.name AS enterprise, c.inspection_no, i.certificate_no,
          c.type_code, c.format_code, i.copy_kind, i.pages, i.size AS file_bytes, c.declaring_customs,
          moment(c.submitted_at) AS declared_at, moment(i.issued_at) AS issued_at, day(i.issued_at) AS issued_date,
          month(i.issued_at) AS issued_month
        FROM issued_document i JOIN certificate c ON c.id = i.certificate_id
        JOIN organisation o ON o.id = c.organisation_id WHERE c.deleted_at IS NULL""",
    "report_prints": """
        SELECT p.id, p.issued_document_id, i.certificate_id, c.organisation_id, o.name AS enterprise,
          i.certificate_no, c.type_code, p.copy_kind, p.copy_number, c.declaring_customs,
          moment(c.submitted_at) AS declared_at, moment(p.printed_at) AS printed_at,
          month(p.printed_at) AS printed_month, p.actor_name AS printed_by, p.reason
        FROM print_record p JOIN issued_document i ON i.id = p.issued_document_id
        JOIN certificate c ON c.id = i.certificate_id JOIN organisation o ON o.id = c.organisation_id
        WHERE c.deleted_at IS NULL""",
    "report_scans": """
        SELECT s.id, s.organisation_id, o.name AS enterprise, s.document_no, s.file_count,
          moment(s.created_at) AS created_at, month(s.created_at) AS created_month
        FROM scan s JOIN organisation o ON o.id = s.organisation_id WHERE s.deleted_at IS NULL""",
    "report_organisations": """
        SELECT o.id, o.parent_id, u.name AS parent, o.kind, o.status, o.name, o.short_name, o.name_en, o.credit_code,
          o.inspection_registration_no, o.customs_code, o.contact_name, o.post_code, o.address,
          moment(o.created_at) AS created_at
        FROM organisation o LEFT JOIN organisation u ON u.id = o.parent_id""",
    "report_users": """
        SELECT u.id, u.organisation_id, o.name AS organisation, u.username AS login, u.first_name, u.last_name,
          u.email, u.phone, u.country, u.status, u.login_count, moment(u.deregistered_at) AS deregistered_at
        FROM ab_user u LEFT JOIN organisation o ON o.id = u.organisation_id""",
    "report_user_roles": """
        SELECT u.id AS user_id, u.username AS login, u.organisation_id, r.name AS role
        FROM ab_user_role x JOIN ab_user u ON u.id = x.user_id JOIN ab_role r ON r.id = x.role_id""",
}
WORDS = {
    "sqlite": {
        "moment": "strftime('%Y-%m-%d %H:%M:%S', {}, '+8 hours')",
        "day": "strftime('%Y-%m-%d', {}, '+8 hours')",
        "month": "strftime('%Y-%m', {}, '+8 hours')",
        "date": "strftime('%Y-%m-%d', {})",
        "yes_no": "CASE WHEN {} THEN 'yes' ELSE 'no' END",
    },
    "postgresql": {
        "moment": "to_char({} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS')",
        "day": "to_char({} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')",
        "month": "to_char({} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')",
        "date": "to_char({}, 'YYYY-MM-DD')",
        "yes_no": "CASE WHEN {} THEN 'yes' ELSE 'no' END",
    },
}


def upgrade():
    op.create_table(
        "saved_query",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("remark", sa.String(500), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("roles", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", app.models.base.UtcDateTime(), nullable=False),
        sa.Column("changed_at", app.models.base.UtcDateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["ab_user.id"], name=op.f("fk_saved_query_owner_id_ab_user")),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name=op.f("fk_saved_query_created_by_id_ab_user")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["ab_user.id"], name=op.f("fk_saved_query_changed_by_id_ab_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_query")),
    )
    op.create_index("ix_saved_query_owner", "saved_query", ["owner_id", "id"])
    for name, statement in VIEWS.items():
        op.execute(sa.text(f"CREATE VIEW {name} AS {_written(statement)}".replace(":", r"\:")))


def downgrade():
    for name in reversed(VIEWS):
        op.execute(sa.text(f"DROP VIEW {name}"))
    op.drop_index("ix_saved_query_owner", table_name="saved_query")
    op.drop_table("saved_query")


def _written(statement):
    """Write the words for moments, days and months as this database calls them."""
    import re

    words = WORDS[op.get_bind().dialect.name]
    return re.sub(
        r"\b(moment|day|month|date|yes_no)\(([^()]+)\)", lambda found: words[found[1]].format(found[2]), statement
    )
