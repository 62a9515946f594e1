"""评审轮次 and its window."""

import pgtrigger
from django.conf import settings
from django.db import models

from seasons.models import RoundPlan, Rulebook, Season


class Round(models.Model):
    """评审轮次: opened by the review office, closed before the ranking is made.

    Scores are taken from ``opens_at`` until ``closes_at``; the closing moment itself is already too late. Only an
    extension moves it, and only to a later moment. ``seed`` is for the lots of groups and their order; its SHA-256 is told in
    the ledger when the round opens. The draw of panels (``Draw``) seals a seed of its own each time.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="rounds", verbose_name="年度")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+", verbose_name="适用细则")
    plan = models.ForeignKey(RoundPlan, on_delete=models.PROTECT, related_name="rounds", verbose_name="轮次安排")
    number = models.PositiveSmallIntegerField("轮次", default=1)
    name = models.CharField("名称", max_length=60, default="专家评审")
    seed = models.CharField("抽签种子", max_length=64, blank=True)
    opened_at = models.DateTimeField("开启时间")
    drawn_at = models.DateTimeField("分派时间", null=True, blank=True)
    opens_at = models.DateTimeField("评分开始")
    closes_at = models.DateTimeField("评分截止")
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评审轮次"
        constraints = [
            models.UniqueConstraint(name="one_round_per_number", fields=["season", "number"]),
            models.CheckConstraint(
                name="a_round_closes_after_it_opens", condition=models.Q(closes_at__gt=models.F("opens_at"))
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_closed_round_stays_closed",
                operation=pgtrigger.UpdateOf("closed_at"),
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="a_window_is_never_shortened",
                operation=pgtrigger.UpdateOf("closes_at"),
                condition=pgtrigger.Q(new__closes_at__lt=pgtrigger.F("old__closes_at")),
            ),
        ]

    def __str__(self):
        return f"{self.season} {self.name}"

    def has_begun(self, now) -> bool:
        """评分开始: scores are taken from this moment on."""
        return now >= self.opens_at

    def is_over(self, now) -> bool:
        """评分截止: at the closing moment it is over already."""
        return now >= self.closes_at


class RoundExtension(models.Model):
    """延长评分时间: a later closing moment for the whole round, with the reason."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="extensions", verbose_name="轮次")
    former = models.DateTimeField("原评分截止")
    until = models.DateTimeField("延至")
    reason = models.CharField("理由", max_length=300)
    granted_at = models.DateTimeField("办理时间")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "延长评分时间"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="an_extension_is_later", condition=models.Q(until__gt=models.F("former"))),
            models.CheckConstraint(name="an_extension_says_why", condition=~models.Q(reason="")),
        ]
        triggers = [pgtrigger.Protect(name="extensions_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.round} 延至 {self.until}"
