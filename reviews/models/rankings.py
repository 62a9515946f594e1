"""排名: the snapshot of a closed round, its lines, and the experts as it numbers them."""

import pgtrigger
from django.conf import settings
from django.db import models

from nominations.models import Nomination
from reviews.models.committee import CommitteeMember
from reviews.models.guards import RANKING_IS_CONFIRMED
from reviews.models.rounds import Round
from seasons.states import DecidingColumn


class Ranking(models.Model):
    """排名快照: made from a closed round; carries all that it was computed from, so that anybody may compute it again.

    ``inputs`` is written as reviews/tally.py says; ``inputs_hash`` is its check value, ``arithmetic`` the version of the
    way of counting, ``code`` the version of the program and the check value of the files that count. ``decides`` is the
    column that gave the places: the rulebook's, or the raw one where calibration was not possible (``unfit`` says why).
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="rankings", verbose_name="轮次")
    made_at = models.DateTimeField("生成时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="生成人"
    )
    inputs_hash = models.CharField("输入校验值", max_length=64)
    inputs = models.JSONField("计算依据", default=dict, editable=False)
    arithmetic = models.CharField("算法版本", max_length=20)
    code = models.CharField("程序版本", max_length=100, blank=True)
    decides = models.CharField("名次依据", max_length=20, choices=DecidingColumn, default=DecidingColumn.RAW)
    unfit = models.CharField("未作校准的原因", max_length=200, blank=True)
    shortlist_size = models.PositiveSmallIntegerField("入围人数")
    size_reason = models.CharField("另定入围人数的理由", max_length=300, blank=True)
    line = models.DecimalField("入围线", max_digits=8, decimal_places=4, null=True, blank=True)
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
    """排名中的一行: panel, earlier rounds, 双师 bonus and their sum, raw and calibrated beside each other, and the place.

    ``place`` is by the deciding column; ``decided_by`` names the key that settled it among equal totals, empty where the
    total did. ``is_shortlisted_otherwise`` is what the other column would have done.
    """

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="lines")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="ranking_lines")
    place = models.PositiveIntegerField("名次")
    panel_score = models.DecimalField("评审得分", max_digits=8, decimal_places=4)
    median = models.DecimalField("中位分", max_digits=8, decimal_places=4)
    spread = models.DecimalField("极差", max_digits=8, decimal_places=4)
    deviation = models.DecimalField("标准差", max_digits=8, decimal_places=4)
    earlier = models.DecimalField("前轮得分", max_digits=8, decimal_places=4, null=True, blank=True)
    score = models.DecimalField("得分", max_digits=8, decimal_places=4)
    bonus = models.DecimalField("双师型加分", max_digits=5, decimal_places=2)
    total = models.DecimalField("总分", max_digits=8, decimal_places=4)
    raw_place = models.PositiveIntegerField("原始名次")
    calibrated_score = models.DecimalField("校准得分", max_digits=8, decimal_places=4, null=True, blank=True)
    calibrated_total = models.DecimalField("校准总分", max_digits=8, decimal_places=4, null=True, blank=True)
    calibrated_place = models.PositiveIntegerField("校准名次", null=True, blank=True)
    decided_by = models.CharField("同分先后的依据", max_length=20, blank=True)
    scores_counted = models.PositiveSmallIntegerField("计入的有效分")
    scores_given = models.PositiveSmallIntegerField("有效分")
    is_shortlisted = models.BooleanField("入围")
    is_shortlisted_otherwise = models.BooleanField("按另一列入围")

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


class RankingExpert(models.Model):
    """排名中的专家: the number that stands for a member in the ranking's inputs, and how lenient he was found.

    The number is drawn by a keyed hash for each round, so that neither the order of seats nor names can be read from it.
    """

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="experts")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="+", verbose_name="委员")
    number = models.PositiveSmallIntegerField("专家代号")
    sheets = models.PositiveSmallIntegerField("有效评分表")
    leaning = models.DecimalField("宽严", max_digits=8, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "排名中的专家"
        ordering = ("ranking", "number")
        constraints = [
            models.UniqueConstraint(name="one_number_per_expert", fields=["ranking", "member"]),
            models.UniqueConstraint(name="one_expert_per_number", fields=["ranking", "number"]),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="confirmed_experts_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=RANKING_IS_CONFIRMED,
            )
        ]

    def __str__(self):
        return f"专家{self.number}"
