"""撤销与恢复 on record: what became of an honour since, each by its decision (沪工总经〔2015〕260号 五(三))."""

import pgtrigger
from django.db import models

from honours.models.honours import Honour
from honours.states import ChangeKind


class HonourChange(models.Model):
    """撤销或恢复: one row for each, which the public reads beside the name for ever."""

    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="changes", verbose_name="荣誉")
    kind = models.CharField("事项", max_length=10, choices=ChangeKind)
    at = models.DateTimeField("时间")
    decision_number = models.CharField("决定文号", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "荣誉的撤销与恢复"
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                name="a_change_of_an_honour_has_its_decision", condition=~models.Q(decision_number="")
            )
        ]
        triggers = [pgtrigger.Protect(name="changes_of_an_honour_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.honour}：{self.get_kind_display()}"
