"""排名: the snapshot of a closed round and its lines."""

import pgtrigger
from django.conf import settings
from django.db import models

from nominations.models import Nomination
from reviews.models.guards import RANKING_IS_CONFIRMED
from reviews.models.rounds import Round


class Ranking(models.Model):
    """排名快照: made from a closed round; carries the rulebook, the hash of its inputs and the version of the arithmetic."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="rankings", verbose_name="轮次")
    made_at = models.DateTimeField("生成时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="生成人"
    )
    inputs_hash = models.CharField("输入校验值", max_length=64)
    arithmetic = models.CharField("算法版本", max_length=20)
    shortlist_size = models.PositiveSmallIntegerField("入围人数")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确认人",
    )

    class Meta:
        verbose_name = verbose_name_plural = "排名"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_confirmed_ranking_per_round", fields=["round"], condition=models.Q(confirmed_at__isnull=False)
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="confirmed_rankings_stay",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.round} 排名"


class RankingLine(models.Model):
    """排名中的一行: the panel's mean, the 双师 bonus apart, their sum and the place.

    ``median`` of the valid scores is kept because it breaks ties (see scoring.py).
    """

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="lines")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="ranking_lines")
    place = models.PositiveIntegerField("名次")
    panel_score = models.DecimalField("评审得分", max_digits=8, decimal_places=4)
    bonus = models.DecimalField("双师型加分", max_digits=5, decimal_places=2)
    total = models.DecimalField("总分", max_digits=8, decimal_places=4)
    median = models.DecimalField("中位分", max_digits=8, decimal_places=4)
    scores_counted = models.PositiveSmallIntegerField("计入的有效分")
    scores_given = models.PositiveSmallIntegerField("有效分")
    is_shortlisted = models.BooleanField("入围")

    class Meta:
        verbose_name = verbose_name_plural = "排名行"
        ordering = ("ranking", "place", "nomination__number")
        constraints = [models.UniqueConstraint(name="one_line_per_nomination", fields=["ranking", "nomination"])]
        triggers = [
            pgtrigger.Trigger(
                name="confirmed_lines_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=RANKING_IS_CONFIRMED,
            )
        ]

    def __str__(self):
        return f"{self.place} {self.nomination}"
