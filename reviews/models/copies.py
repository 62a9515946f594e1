"""评分副本: what was typed in one window and cannot go into the sheet as it stands."""

from django.db import models

from reviews.models.sheets import ScoreSheet


class SheetCopy(models.Model):
    """评分副本: the fields of one window as typed, kept beside the sheet.

    There is one where another window saved first, or where something typed is no score; it changes nothing by itself.
    """

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="copies", verbose_name="评分表")
    window = models.CharField("窗口", max_length=43)
    fields = models.JSONField("填写内容")
    base = models.PositiveIntegerField("所据版本")
    saved_at = models.DateTimeField("自动保存时间")

    class Meta:
        verbose_name = verbose_name_plural = "评分副本"
        ordering = ("-saved_at", "-pk")
        constraints = [models.UniqueConstraint(name="one_copy_per_window_of_a_sheet", fields=["sheet", "window"])]

    def __str__(self):
        return f"{self.sheet_id} {self.window[:6]}"
