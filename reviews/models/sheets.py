"""评分表 and its scores."""

import pgtrigger
from django.db import models

from reviews.codes import untold_key
from reviews.models.assignments import Assignment
from reviews.models.guards import BANNED_WRITER, OUTSIDE_THE_WINDOW, ROUND_CLOSED, SHEET_LOCKED, SUBMITTED_STAYS
from reviews.states import SheetState
from seasons.models import Criterion


class ScoreSheet(models.Model):
    """评分表: one member's judgement of one nomination; submitting locks it. ``total`` is out of 100, exact.

    ``version`` is raised by every save: two windows never overwrite each other unseen. ``session`` and ``device`` name the
    sign-in that wrote last, for nobody scores for another (国家自然科学基金条例 第二十一条).
    """

    id = models.BigIntegerField(primary_key=True, default=untold_key, editable=False)
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="sheet", verbose_name="分派")
    state = models.CharField("状态", max_length=20, choices=SheetState, default=SheetState.OPEN)
    total = models.DecimalField("得分", max_digits=7, decimal_places=4, null=True, blank=True)
    comment = models.TextField("总评", blank=True)
    abstain_reason = models.CharField("弃权理由", max_length=300, blank=True)
    saved_at = models.DateTimeField("最近保存", null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    session = models.CharField("会话", max_length=64, blank=True)
    device = models.CharField("设备", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=0, editable=False)
    window = models.CharField("最近填写的窗口", max_length=43, blank=True, editable=False)
    stroke = models.PositiveIntegerField("该窗口的第几次填写", default=0, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "评分表"
        constraints = [
            models.CheckConstraint(
                name="a_submitted_sheet_has_a_total",
                condition=~models.Q(state=SheetState.SUBMITTED)
                | models.Q(total__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_abstention_says_why_and_has_no_total",
                condition=~models.Q(state=SheetState.ABSTAINED)
                | (models.Q(total__isnull=True) & ~models.Q(abstain_reason="")),
            ),
            models.CheckConstraint(
                name="totals_are_out_of_a_hundred",
                condition=models.Q(total__isnull=True) | models.Q(total__gte=0, total__lte=100),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_banned_expert_scores",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(new__state=SheetState.SUBMITTED),
                func=BANNED_WRITER,
            ),
            pgtrigger.Trigger(
                name="submitted_sheets_are_locked",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=[SheetState.SUBMITTED, SheetState.ABSTAINED]),
                func=SUBMITTED_STAYS,
            ),
            pgtrigger.Trigger(
                name="closed_rounds_take_no_scores",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ROUND_CLOSED,
            ),
            pgtrigger.Trigger(
                name="scores_keep_to_the_window",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("saved_at", "submitted_at"),
                func=OUTSIDE_THE_WINDOW,
            ),
        ]

    def __str__(self):
        return f"{self.assignment}"


class Score(models.Model):
    """得分: one criterion of one sheet."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(
        "得分", max_digits=5, decimal_places=2, null=True, blank=True, help_text="暂存时可空。"
    )
    comment = models.CharField("评语", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "得分"
        constraints = [
            models.UniqueConstraint(name="one_score_per_criterion", fields=["sheet", "criterion"]),
            models.CheckConstraint(name="points_are_not_negative", condition=models.Q(points__gte=0)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="scores_of_locked_sheets_stand",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=SHEET_LOCKED,
            )
        ]

    def __str__(self):
        return f"{self.criterion}：{self.points}"
