"""查重: a second party asks the office, and what the office did about two nominations of one person."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from nominations.models.dossier import Evidence
from nominations.models.nomination import Nomination
from organisations.models import Organisation
from seasons.models import Season


class TwinInquiry(models.Model):
    """核查重复的请求: somebody was refused because the person has a nomination already, and asks the office to look.

    ``own`` is the dossier whose number was corrected into the twin's; empty where nothing could be started yet.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="+", verbose_name="年度")
    identity_hash = models.CharField("证件散列", max_length=64, db_index=True)
    name = models.CharField("所填姓名", max_length=60)
    unit_name = models.CharField("所填工作单位", max_length=120, blank=True)
    own = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="请求人的申报"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="请求人"
    )
    body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="请求单位"
    )
    asked_at = models.DateTimeField("请求时间")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    answered_at = models.DateTimeField("办理时间", null=True)
    answer = models.CharField("答复", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "核查重复的请求"
        ordering = ("asked_at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="one_open_twin_inquiry",
                fields=["season", "identity_hash", "asked_by"],
                condition=models.Q(answered_at__isnull=True),
                violation_error_message="您的请求已在办理中。",
            ),
            models.CheckConstraint(
                name="an_answered_twin_inquiry_says_what",
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True)
                | (models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer="")),
            ),
        ]

    def __str__(self):
        return f"核查重复：{self.name}"

    def get_absolute_url(self):
        """The office's page of it."""
        return reverse("nominations:twin", args=[self.pk])


class Merger(models.Model):
    """并件: one nomination of a person goes on, the other ends in it; what was taken over stays as it was written.

    Nothing of the one that goes on is overwritten: statements and achievements of the other are kept here word for word,
    its papers are pointed to.
    """

    kept = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="mergers", verbose_name="续办的申报")
    merged = models.OneToOneField(
        Nomination, on_delete=models.PROTECT, related_name="merged_into", verbose_name="并入的申报"
    )
    statements = models.JSONField("并入的陈述", default=dict, blank=True)
    achievements = models.JSONField("并入的业绩", default=list, blank=True)
    papers = models.ManyToManyField(Evidence, blank=True, related_name="+", verbose_name="并入的佐证材料")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间")
    reason = models.CharField("理由", max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = "并件"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="nothing_is_merged_into_itself", condition=~models.Q(kept=models.F("merged"))),
            models.CheckConstraint(name="a_merger_says_why", condition=~models.Q(reason="")),
        ]

    def __str__(self):
        return f"{self.merged.number}并入{self.kept.number}"
