"""The indexes of applications and certificates: every filter, order and deepest page of a list has one."""

from __future__ import annotations

from sqlalchemy import Index

from app.domain.workflow import CLOSED, Status
from app.models.base import IS_KEPT, rows_where

#: an index of the rows that still ask something of somebody
IS_OPEN = rows_where(
    f"deleted_at IS NULL AND status IN ({', '.join(repr(s.value) for s in Status if s not in CLOSED)})"
)

IS_ISSUED = rows_where("deleted_at IS NULL AND issued_at IS NOT NULL")
HAS_OTHER_SUB_NO = rows_where("deleted_at IS NULL AND sub_certificate_no <> '001'")
OF_OFFICE = ("declaring_customs", "type_code")

APPLICATION = (
    Index("ix_application_owner", "organisation_id", "id", **IS_KEPT),
    Index("ix_application_owner_status", "organisation_id", "status", "id", **IS_KEPT),
    Index("ix_application_owner_changed", "organisation_id", "changed_at", "id", **IS_KEPT),
    Index("ix_application_office_status", "declaring_customs", "status", "submitted_at", **IS_KEPT),
    Index("ix_application_status", "status", "id", **IS_KEPT),
    Index("ix_application_number", "inspection_no", "id", **IS_KEPT),
    Index("ix_application_submitted_at", "submitted_at", "id", **IS_KEPT),
    Index("ix_application_declaration_date", "declaration_date", "id", **IS_KEPT),
    Index("ix_application_reviewed_at", "reviewed_at", "id", **IS_KEPT),
    # the operator class lets PostgreSQL use the index for "begins with", whatever the collation
    Index("ix_application_inspection_no", "inspection_no", postgresql_ops={"inspection_no": "varchar_pattern_ops"}),
    Index("ix_application_reissue_of", "reissue_of_id"),
    Index("ix_application_reissued", "created_at", **rows_where("reissue_kind IS NOT NULL")),
)

CERTIFICATE = (
    Index("ix_certificate_list", "organisation_id", "type_code", "id", **IS_KEPT),
    Index("ix_certificate_list_status", "organisation_id", "type_code", "status", "id", **IS_KEPT),
    Index("ix_certificate_list_created", "organisation_id", "type_code", "created_at", "id"),
    Index("ix_certificate_type", "type_code", "id", **IS_KEPT),
    Index("ix_certificate_type_status", "type_code", "status", "id", **IS_KEPT),
    Index("ix_certificate_type_created", "type_code", "created_at", "id"),
    Index("ix_certificate_application", "application_id", "position"),
    Index("ix_certificate_office_status", "declaring_customs", "status", "submitted_at"),
    # the operator class lets PostgreSQL use the index for "starts with", whatever the collation
    Index("ix_certificate_inspection_no", "inspection_no", postgresql_ops={"inspection_no": "varchar_pattern_ops"}),
    Index("ix_certificate_list_number", "organisation_id", "type_code", "inspection_no", "id"),
    Index("ix_certificate_type_number", "type_code", "inspection_no", "id"),
    Index("ix_certificate_issued", "declaring_customs", "receipt_date", "id"),
    Index("ix_certificate_approved", "declaring_customs", "approved_at", "id"),
    # over rows not deleted, an index alone answers how many a list shows and which stand on a deep page
    Index("ix_certificate_kept", "id", **IS_KEPT),
    Index("ix_certificate_status", "status", "id", **IS_KEPT),
    Index("ix_certificate_office", "declaring_customs", "status", "id", "submitted_at", **IS_KEPT),
    Index("ix_certificate_entry_mode", "entry_mode", "id", **IS_KEPT),
    Index("ix_certificate_producer", "producer", "id", **IS_KEPT),
    Index("ix_certificate_reviewer", "reviewer_id", "id", **IS_KEPT),
    Index("ix_certificate_author", "created_by_id", "id", **IS_KEPT),
    Index("ix_certificate_open_owner", "organisation_id", "status", "changed_at", "id", **IS_OPEN),
    Index("ix_certificate_open_office", "declaring_customs", "status", "changed_at", "id", **IS_OPEN),
    Index("ix_certificate_country", "destination_country", "id", **IS_KEPT),
    Index("ix_certificate_making_date", "making_date", "id", **IS_ISSUED),
    Index("ix_certificate_receipt_date", "receipt_date", "id", **IS_ISSUED),
    Index("ix_certificate_number", "certificate_no", "id", **IS_ISSUED),
    # what reviewers see of a type: the index alone answers, up to the deepest page
    Index("ix_certificate_office_list", *OF_OFFICE, "id", "status", "submitted_at", **IS_KEPT),
    Index("ix_certificate_office_number", *OF_OFFICE, "inspection_no", "id", "submitted_at", **IS_KEPT),
    Index("ix_certificate_office_created", *OF_OFFICE, "created_at", "id", "submitted_at", **IS_KEPT),
    # nearly all are 001
    Index("ix_certificate_sub_no", "sub_certificate_no", "id", **HAS_OTHER_SUB_NO),
    Index("ix_certificate_submitted_at", "submitted_at", "id", **IS_KEPT),
    Index("ix_certificate_reviewed_at", "reviewed_at", "id", **IS_KEPT),
    Index("ix_certificate_approved_at", "approved_at", "id", **IS_KEPT),
)
