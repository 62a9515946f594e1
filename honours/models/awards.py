"""奖励事项: each item handed over and, after a revocation, returned (沪工总经〔2015〕260号 三(五))."""

import pgtrigger
from django.conf import settings
from django.db import models

from honours.models.honours import Honour
from honours.states import ReturnKind
from seasons.models import AwardItem


class AwardIssue(models.Model):
    """奖励发放登记: one award item of one craftsman, handed over and, after a revocation, returned."""

    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="award_issues", verbose_name="荣誉")
    award_item = models.ForeignKey(AwardItem, on_delete=models.PROTECT, related_name="+", verbose_name="事项")
    handed_over_on = models.DateField("发放日期", null=True, blank=True)
    handed_to = models.CharField("领取人", max_length=60, blank=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="经办人",
    )
    handed_note = models.CharField("代领说明", max_length=200, blank=True)
    recalled_at = models.DateTimeField("要求交回时间", null=True, blank=True)
    return_due_on = models.DateField("交回期限", null=True, blank=True)
    returned_on = models.DateField("交回日期", null=True, blank=True)
    return_kind = models.CharField("交回情况", max_length=10, choices=ReturnKind, blank=True)
    return_note = models.CharField("交回说明", max_length=200, blank=True)
    returned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="收回经办人",
    )

    class Meta:
        verbose_name = verbose_name_plural = "奖励发放"
        ordering = ("honour", "award_item__position")
        constraints = [
            models.UniqueConstraint(name="one_issue_per_award_item", fields=["honour", "award_item"]),
            models.CheckConstraint(
                name="what_is_returned_was_handed_over",
                condition=models.Q(returned_on__isnull=True) | models.Q(handed_over_on__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_handed_over_has_a_receiver",
                condition=models.Q(handed_over_on__isnull=True)
                | (~models.Q(handed_to="") & models.Q(handed_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_lost_item_is_explained",
                condition=~models.Q(return_kind=ReturnKind.LOST) | ~models.Q(return_note=""),
                violation_error_message="登记遗失须写明说明。",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="award_issues_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="what_was_handed_over_stays",
                operation=pgtrigger.UpdateOf("handed_over_on", "handed_to", "handed_by_id", "handed_note"),
                condition=pgtrigger.Q(old__handed_over_on__isnull=False),
            ),
            pgtrigger.Protect(
                name="what_was_returned_stays",
                operation=pgtrigger.UpdateOf("returned_on", "return_kind", "return_note", "returned_to_id"),
                condition=pgtrigger.Q(old__returned_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.honour} {self.award_item}"

    def is_overdue(self, on):
        """Called back, not returned, and the day named in the demand is over."""
        return bool(self.recalled_at and not self.returned_on and self.return_due_on and self.return_due_on < on)
