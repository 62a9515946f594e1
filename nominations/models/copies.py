"""工作副本: what somebody is typing into a section and has not saved yet."""

from django.conf import settings
from django.db import models

from nominations.models.nomination import Nomination


class WorkingCopy(models.Model):
    """工作副本: one section of one dossier as typed in one window; half words and wrong values are allowed here.

    Each window of a browser has a row of its own, so that no window ever writes over what another one holds.
    ``base`` is the version of the section that was on the page when the typing began. Numbers that identify a person
    are never part of ``fields``. It is no part of the dossier and no act of the ledger: applying it is.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="working_copies")
    section = models.CharField("材料章节", max_length=30)
    window = models.CharField("窗口", max_length=43)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="填写人")
    fields = models.JSONField("填写内容")
    base = models.CharField("所据版本", max_length=64)
    saved_at = models.DateTimeField("自动保存时间")

    class Meta:
        verbose_name = verbose_name_plural = "工作副本"
        ordering = ("-saved_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                name="one_working_copy_per_window", fields=["nomination", "section", "by", "window"]
            )
        ]

    def __str__(self):
        return f"{self.nomination_id} {self.section}"
