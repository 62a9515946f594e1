"""签发扫描件: the resolution and the minutes as they were signed, kept beside their text."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from common.files import Kind
from decisions.models.resolutions import Resolution
from decisions.states import SignedPaper
from nominations.states import Scan


def signed_scan_path(scan, filename):
    """Outside the web root, under a name nobody can guess."""
    return f"signed/{scan.token[:2]}/{scan.token}"


class SignedScan(models.Model):
    """签发扫描件: once for each paper of a sitting, never changed; only one in which a virus was found makes room for another."""

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="signed_scans", verbose_name="决议"
    )
    paper = models.CharField("文书", max_length=10, choices=SignedPaper, default=SignedPaper.RESOLUTION)
    file = models.FileField("文件", upload_to=signed_scan_path, max_length=200)
    token = models.CharField(max_length=43, unique=True, editable=False)
    content_kind = models.CharField("格式", max_length=10)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("校验值", max_length=64, help_text="所保存文件（去除文档属性之后）的 SHA-256。")
    received_sha256 = models.CharField("上传时校验值", max_length=64, editable=False)
    scan = models.CharField("查毒", max_length=10, choices=Scan, default=Scan.NOT_ASKED, editable=False)
    scanned_at = models.DateTimeField("查毒时间", null=True, editable=False)
    virus = models.CharField("病毒名称", max_length=120, blank=True, editable=False)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="上传人"
    )
    kept_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = verbose_name_plural = "签发扫描件"
        ordering = ("pk",)
        indexes = [models.Index(fields=["id"], name="signed_scans_to_scan", condition=models.Q(scan=Scan.WAITING))]
        constraints = [
            models.UniqueConstraint(
                name="one_signed_scan_per_paper",
                fields=["resolution", "paper"],
                condition=~models.Q(scan=Scan.INFECTED),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="signed_scans_stay", exclude=["scan", "scanned_at", "virus"]),
            pgtrigger.Protect(
                name="signed_scans_are_scanned_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__scan=Scan.WAITING),
            ),
            pgtrigger.Protect(name="signed_scans_are_not_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.resolution.number} {self.get_paper_display()}签发扫描件"

    def get_absolute_url(self):
        """The page of the paper that was signed."""
        return reverse(f"decisions:{self.paper}", args=[self.resolution.sitting_id])

    @property
    def name(self):
        """What it is called when it is handed out."""
        return f"{self}{Kind[self.content_kind.upper()].endings[0]}"
