"""公示期顺延: a running notice whose calendar has got more days of rest since it was published."""

import pgtrigger
from django.db import models

from publicity.models.notices import Notice


class NoticeExtension(models.Model):
    """公示期顺延: from which closing moment to which, and on which holiday list; only ever later, and kept for good.

    A shorter count after a change of the list changes nothing: the public relies on the moment that was printed.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="extensions", verbose_name="公示")
    former_closes_at = models.DateTimeField("原截止")
    closes_at = models.DateTimeField("顺延至")
    source = models.CharField("依据文号", max_length=200)
    made_at = models.DateTimeField("顺延时间")

    class Meta:
        verbose_name = verbose_name_plural = "公示期顺延"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="a_notice_is_extended_to_a_later_moment",
                condition=models.Q(closes_at__gt=models.F("former_closes_at")),
            )
        ]
        triggers = [pgtrigger.Protect(name="extensions_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.notice}顺延"
