"""证书状态表: the signed list by which a certificate is checked without asking the portal (docs/certificates.md)."""

import pgtrigger
from django.db import models


class StatusList(models.Model):
    """One issue of the list. ``words`` is the signed list itself, published as a plain file; former issues keep only their digest."""

    number = models.PositiveIntegerField("期号", unique=True)
    issued_at = models.DateTimeField("签发时间")
    next_update = models.DateTimeField("下次更新不晚于")
    entries = models.PositiveIntegerField("证书件数")
    entries_sha256 = models.CharField("内容校验值", max_length=64)
    sha256 = models.CharField("文件校验值", max_length=64)
    signed_by = models.CharField("签章证书指纹", max_length=64)
    words = models.TextField("状态表", blank=True)
    certificates = models.TextField("公布的签章证书", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "证书状态表"
        ordering = ("-number",)
        triggers = [
            pgtrigger.Protect(name="status_lists_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="an_issued_status_list_stays",
                operation=pgtrigger.UpdateOf("number", "issued_at", "next_update", "entries_sha256", "sha256"),
            ),
        ]

    def __str__(self):
        return f"第{self.number}期"
