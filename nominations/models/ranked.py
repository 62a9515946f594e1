"""推荐排序表: the signed paper of one body's order. The order itself is that of its opinions (Endorsement.rank)."""

from django.conf import settings
from django.db import models

from nominations.states import Scan
from organisations.models import Organisation
from seasons.models import Season


def ranked_list_path(scan, filename):
    """Under a name nobody can guess."""
    return f"ranked/{scan.season.code}/{scan.token[:2]}/{scan.token}"


class RankedListScan(models.Model):
    """盖章的推荐排序表: one upload, against the code that was printed on it."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="+", verbose_name="年度")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="ranked_list_scans", verbose_name="报送单位"
    )
    code = models.CharField("版本码", max_length=11)
    file = models.FileField("文件", upload_to=ranked_list_path, max_length=200)
    token = models.CharField(max_length=43, unique=True, editable=False)
    original_name = models.CharField("原文件名", max_length=200)
    content_kind = models.CharField("格式", max_length=10)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("校验值", max_length=64)
    scan = models.CharField("查毒", max_length=10, choices=Scan, default=Scan.NOT_ASKED, editable=False)
    scanned_at = models.DateTimeField("查毒时间", null=True, editable=False)
    virus = models.CharField("病毒名称", max_length=120, blank=True, editable=False)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="上传人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "推荐排序表扫描件"
        ordering = ("-pk",)
        indexes = [models.Index(fields=["id"], name="ranked_lists_to_scan", condition=models.Q(scan=Scan.WAITING))]
        constraints = [
            models.UniqueConstraint(
                name="one_scan_per_ranked_list", fields=["season", "organisation", "code", "sha256"]
            )
        ]

    def __str__(self):
        return f"{self.organisation} {self.code}"
