"""评审轮次."""

import pgtrigger
from django.db import models

from seasons.models import RoundPlan, Rulebook, Season


class Round(models.Model):
    """评审轮次: opened by the review office, closed before the ranking is made."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="rounds", verbose_name="年度")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+", verbose_name="适用细则")
    plan = models.ForeignKey(RoundPlan, on_delete=models.PROTECT, related_name="rounds", verbose_name="轮次安排")
    number = models.PositiveSmallIntegerField("轮次", default=1)
    name = models.CharField("名称", max_length=60, default="专家评审")
    seed = models.CharField("抽签种子", max_length=64, blank=True)
    opened_at = models.DateTimeField("开始时间")
    drawn_at = models.DateTimeField("分派时间", null=True, blank=True)
    due_on = models.DateField("评分截止日期")
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评审轮次"
        constraints = [models.UniqueConstraint(name="one_round_per_number", fields=["season", "number"])]
        triggers = [
            pgtrigger.Protect(
                name="a_closed_round_stays_closed",
                operation=pgtrigger.UpdateOf("closed_at"),
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.season} {self.name}"
