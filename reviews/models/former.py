"""重新打开: what a sheet said when it was submitted, kept when the office opens it again."""

import pgtrigger
from django.conf import settings
from django.db import models

from reviews.models.guards import COPY_SAYS_THE_SAME
from reviews.models.sheets import ScoreSheet
from reviews.states import ReopeningCause


class FormerSheet(models.Model):
    """原评分表: one submission of a sheet, word for word; nothing of it is ever changed or removed.

    The sheet itself may only be opened again where this copy of its submission stands (the database asks too).
    """

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="former", verbose_name="评分表")
    number = models.PositiveSmallIntegerField("第几次提交")
    points = models.JSONField("各项得分", help_text="评分项的主键对应得分。")
    comments = models.JSONField("各项评语")
    comment = models.TextField("总评", blank=True)
    total = models.DecimalField("得分", max_digits=7, decimal_places=4)
    submitted_at = models.DateTimeField("提交时间")
    session = models.CharField("会话", max_length=64, blank=True)
    device = models.CharField("设备", max_length=200, blank=True)
    reopened_at = models.DateTimeField("重新打开时间")
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人"
    )
    cause = models.CharField("来由", max_length=20, choices=ReopeningCause)
    reason = models.CharField("理由", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "原评分表"
        ordering = ("sheet", "number")
        constraints = [
            models.UniqueConstraint(name="one_former_sheet_per_submission", fields=["sheet", "number"]),
            models.CheckConstraint(name="reopening_says_why", condition=~models.Q(reason="")),
        ]
        triggers = [
            pgtrigger.Protect(name="former_sheets_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="former_sheets_say_the_same",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=COPY_SAYS_THE_SAME,
            ),
        ]

    def __str__(self):
        return f"{self.sheet} 第{self.number}次提交"
