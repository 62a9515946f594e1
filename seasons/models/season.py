"""选树年度, and the extensions granted in it."""

from django.conf import settings
from django.db import models

from organisations.models import Organisation


class Season(models.Model):
    """选树年度. ``label`` is a name printed on certificates, never computed from a date: 2023 was named in January 2024."""

    label = models.CharField("年度", max_length=20, unique=True, help_text="如“2026年度”。")
    code = models.CharField("年度代码", max_length=10, unique=True, help_text="申报编号、证书编号的前缀，如“2026”。")
    is_current = models.BooleanField("当前年度", default=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    next_number = models.PositiveIntegerField("下一个申报序号", default=1, editable=False)
    next_serial = models.PositiveIntegerField("下一个证书序号", default=1, editable=False)
    concluded_on = models.DateField("收官日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "选树年度"
        ordering = ("-code",)
        constraints = [
            models.UniqueConstraint(
                name="one_current_season",
                fields=["is_current"],
                condition=models.Q(is_current=True),
                violation_error_message="已有当前年度，请先结束前一年度。",
            ),
        ]

    def __str__(self):
        return self.label


class Extension(models.Model):
    """延期: a later closing moment for one organisation or for all, with its reason; it leaves a trace and is never edited."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="extensions", verbose_name="年度")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="组织", help_text="留空表示全体。"
    )
    until = models.DateTimeField("延至")
    reason = models.CharField("理由", max_length=300)
    granted_at = models.DateTimeField("批准时间")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name="批准人")

    class Meta:
        verbose_name = verbose_name_plural = "延期"
        ordering = ("-granted_at",)

    def __str__(self):
        return f"{self.organisation or '全体'}延期"
