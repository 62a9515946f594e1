"""清除之后: files whose rows are gone and that still lie in the store."""

from django.db import models


class PurgedFile(models.Model):
    """待删文件: written by the purge in its own transaction, so that a worker killed after it leaves nothing behind."""

    path = models.CharField("存储位置", max_length=200, unique=True)
    owed_at = models.DateTimeField("清除时间")

    class Meta:
        verbose_name = verbose_name_plural = "待删文件"
        ordering = ("pk",)

    def __str__(self):
        return f"待删文件{self.pk}"
