"""荣誉记录: what a person was given on a rung, by whom, when, by which document (沪工总基〔2026〕60号 二)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from ladder.states import Conferred, RecordState, Rung
from organisations.models import Organisation

WORDS = (
    "rung",
    "title",
    "conferred",
    "issuing_body",
    "year",
    "document_number",
    "name",
    "unit_name",
    "identity_hash",
    "body_id",
    "registered_by_id",
)


class HonourRecord(models.Model):
    """One honour of one person outside this portal's own seasons, registered by one person and verified by another.

    ``identity_hash`` is the keyed hash of the identity document: it joins the rungs of one person, whatever the spelling of
    the name; the number itself is not kept. ``year`` is the year as the body calls it, never computed from a date.
    """

    rung = models.CharField("级别", max_length=10, choices=Rung)
    title = models.CharField("荣誉名称", max_length=60, help_text="如“徐汇工匠”。")
    conferred = models.CharField("授予情况", max_length=10, choices=Conferred, default=Conferred.TITLE)
    issuing_body = models.CharField("授予单位", max_length=120)
    year = models.CharField("年度", max_length=20, help_text="如“2023”或“2021—2022”，按授予单位的说法填写。")
    document_number = models.CharField("文号", max_length=60, blank=True, help_text="核实前须补齐。")
    name = models.CharField("姓名", max_length=60)
    unit_name = models.CharField("工作单位", max_length=120)
    identity_hash = models.CharField("证件散列", max_length=64, db_index=True, editable=False)
    body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记单位"
    )
    state = models.CharField("状态", max_length=12, choices=RecordState, default=RecordState.REGISTERED)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    registered_at = models.DateTimeField("登记时间")
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="核实人",
    )
    verified_at = models.DateTimeField("核实时间", null=True, blank=True)
    ended_at = models.DateTimeField("撤销或作废时间", null=True, blank=True)
    ended_because = models.CharField("撤销或作废的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "荣誉记录"
        ordering = ("-year", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                name="one_record_per_person_title_and_year",
                fields=["identity_hash", "rung", "title", "year", "conferred"],
                condition=~models.Q(state=RecordState.STRUCK),
                violation_error_message="此人的这项荣誉已有记录，无须重复登记。",
            ),
            models.CheckConstraint(
                name="a_record_knows_its_person",
                condition=~models.Q(identity_hash=""),
                violation_error_message="登记须有证件号码，用于认人。",
            ),
            models.CheckConstraint(
                name="a_verified_record_has_its_document",
                condition=~models.Q(state__in=[RecordState.VERIFIED, RecordState.REVOKED])
                | (~models.Q(document_number="") & models.Q(verified_by__isnull=False, verified_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="two_people_stand_behind_a_record",
                condition=models.Q(verified_by__isnull=True) | ~models.Q(verified_by=models.F("registered_by")),
                violation_error_message="登记与核实须由不同的人办理。",
            ),
            models.CheckConstraint(
                name="an_ended_record_says_why",
                condition=~models.Q(state__in=[RecordState.REVOKED, RecordState.STRUCK])
                | (~models.Q(ended_because="") & models.Q(ended_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["state", "rung"], name="records_by_state")]
        triggers = [
            pgtrigger.Protect(name="records_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="verified_words_stay",
                operation=pgtrigger.UpdateOf(*WORDS),
                condition=~pgtrigger.Q(old__state=RecordState.REGISTERED),
            ),
            pgtrigger.Protect(
                name="what_has_ended_stays_ended",
                operation=pgtrigger.UpdateOf("state", "ended_at", "ended_because"),
                condition=pgtrigger.Q(old__state__in=[RecordState.REVOKED, RecordState.STRUCK]),
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.year}{self.title}）"

    def get_absolute_url(self):
        """The record's page."""
        return reverse("ladder:record", args=[self.pk])

    @property
    def is_standing(self):
        """A title that is verified and not revoked."""
        return self.state == RecordState.VERIFIED and self.conferred == Conferred.TITLE
