"""The model, admin and addresses of the Django peer."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.db import models
from django.urls import path


class Certificate(models.Model):
    inspection_no = models.CharField(max_length=15)
    format_code = models.CharField(max_length=20)
    producer = models.CharField(max_length=150)
    destination_country = models.CharField(max_length=3)
    submitted_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=24)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "benchmarks"
        managed = False
        db_table = "certificate"

    def __str__(self) -> str:
        return self.inspection_no


@admin.register(Certificate)
class CertificateAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display: ClassVar = (
        "inspection_no",
        "format_code",
        "producer",
        "destination_country",
        "submitted_at",
        "status",
    )
    search_fields: ClassVar = ("producer",)
    list_filter: ClassVar = ("status",)
    list_per_page = 20

    def lookup_allowed(self, lookup: str, value: object, request: object = None) -> bool:
        """Let the benchmark ask for one number exactly."""
        del value, request
        return lookup in ("status__exact", "inspection_no__exact")


urlpatterns = [path("admin/", admin.site.urls)]
