"""审核结论与批量办理: what a screening came to, who checked it, and what was done to many at once."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from nominations.models.guards import TWO_PEOPLE
from nominations.models.nomination import Nomination
from nominations.models.revisions import Revision
from nominations.states import BulkKind, BulkOutcome, Conclusion, Standing


class ScreeningDecision(models.Model):
    """资格审核结论: its words are written once (沪工总经〔2015〕260号 三(四)).

    Where the rulebook asks for a second person it is a proposal until that person confirms it; the database knows that
    proposer and checker are two people, whatever accounts they use. ``findings`` are the lines as they stood.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="decisions")
    conclusion = models.CharField("结论", max_length=10, choices=Conclusion)
    text = models.TextField("决定文本")
    sections = models.JSONField("退回的材料", default=list, blank=True)
    findings = models.JSONField("逐项结论", default=dict, blank=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所据材料版本"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="审核人")
    at = models.DateTimeField("作出时间")
    standing = models.CharField("效力", max_length=10, choices=Standing)
    in_force_at = models.DateTimeField("生效时间", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="复核人",
    )
    checked_at = models.DateTimeField("复核时间", null=True, blank=True)
    check_reason = models.TextField("复核未同意的理由", blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤销人",
    )
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undo_reason = models.TextField("撤销的理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "资格审核决定"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_proposal_at_a_time",
                fields=["nomination"],
                condition=models.Q(standing=Standing.PROPOSED),
                violation_error_message="此件已有待复核的结论。",
            ),
            models.CheckConstraint(
                name="nobody_checks_the_own_conclusion",
                condition=models.Q(checked_by__isnull=True) | ~models.Q(checked_by=models.F("by")),
                violation_error_message="审核人与复核人须为不同的人。",
            ),
            models.CheckConstraint(name="a_conclusion_says_something", condition=~models.Q(text="")),
            models.CheckConstraint(
                name="conclusions_in_force_have_a_moment",
                condition=~models.Q(standing=Standing.IN_FORCE) | models.Q(in_force_at__isnull=False),
            ),
            models.CheckConstraint(
                name="rejected_conclusions_say_why",
                condition=~models.Q(standing=Standing.REJECTED)
                | (models.Q(checked_by__isnull=False) & ~models.Q(check_reason="")),
            ),
            models.CheckConstraint(
                name="undone_conclusions_say_why",
                condition=~models.Q(standing=Standing.UNDONE)
                | (models.Q(undone_by__isnull=False, undone_at__isnull=False) & ~models.Q(undo_reason="")),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="words_are_written_once",
                fields=["nomination", "conclusion", "text", "sections", "findings", "revision", "by", "at"],
            ),
            pgtrigger.Protect(name="no_removal", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="two_people",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("checked_by_id"),
                func=TWO_PEOPLE,
            ),
        ]

    def __str__(self):
        return f"{self.get_conclusion_display()}（{self.get_standing_display()}）"


class CorrectionReminder(models.Model):
    """补正期满提醒: once for each last day, so that a task sent twice writes one letter."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="+")
    due = models.DateField("补正期限")
    at = models.DateTimeField("提醒时间")

    class Meta:
        verbose_name = verbose_name_plural = "补正期满提醒"
        constraints = [models.UniqueConstraint(name="one_reminder_per_deadline", fields=["nomination", "due"])]

    def __str__(self):
        return f"{self.nomination_id}：{self.due}"


class BulkAct(models.Model):
    """批量办理: one act asked for many files, carried out one by one, each with its own result.

    ``token`` comes with the page that asked: pressed twice, the second press finds this row and does nothing.
    """

    token = models.CharField(max_length=43, unique=True, editable=False)
    kind = models.CharField("事项", max_length=10, choices=BulkKind)
    words = models.TextField("补充说明或理由", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="经办人")
    at = models.DateTimeField("时间")
    finished_at = models.DateTimeField("办结时间", null=True, blank=True)
    undo_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤销人",
    )
    undo_asked_at = models.DateTimeField("要求撤销的时间", null=True, blank=True)
    undo_reason = models.TextField("撤销的理由", blank=True)
    undo_finished_at = models.DateTimeField("撤销办结时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "批量办理"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="an_undone_bulk_act_says_why",
                condition=models.Q(undo_asked_at__isnull=True)
                | (models.Q(undo_by__isnull=False) & ~models.Q(undo_reason="")),
            )
        ]

    def __str__(self):
        return f"批量{self.get_kind_display()}"

    def get_absolute_url(self):
        """The report."""
        return reverse("nominations:bulk_report", args=[self.token])

    @property
    def is_under_way(self):
        """Whether files still wait for their turn."""
        return self.finished_at is None or (self.undo_asked_at is not None and self.undo_finished_at is None)


class BulkResult(models.Model):
    """批量办理中的一件: what came of it, and why not where nothing came of it."""

    act = models.ForeignKey(BulkAct, on_delete=models.CASCADE, related_name="results")
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField("结果", max_length=10, choices=BulkOutcome, default=BulkOutcome.WAITING)
    sentence = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField("办理时间", null=True, blank=True)
    decision = models.ForeignKey(
        ScreeningDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="决定"
    )
    former_screener = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="放回前的领办人",
    )

    class Meta:
        verbose_name = verbose_name_plural = "批量办理结果"
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(name="one_result_per_file_and_bulk_act", fields=["act", "nomination"])]

    def __str__(self):
        return f"{self.nomination_id}：{self.get_outcome_display()}"
