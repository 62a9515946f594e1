"""发布登记: where and when a notice appeared, with proof."""

import secrets

from django.conf import settings
from django.db import models

from publicity.models.notices import Notice
from seasons.models import Outlet


def proof_path(publication, filename):
    """Outside the web root, under a name nobody can guess."""
    return f"publications/{secrets.token_urlsafe(24)}"


class Publication(models.Model):
    """发布登记: the notice appeared in this outlet at this time and address, with proof."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="publications", verbose_name="公示")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+", verbose_name="渠道")
    appeared_at = models.DateTimeField("刊发时间")
    place = models.CharField("网址或版面", max_length=300)
    proof = models.FileField("刊发凭证", upload_to=proof_path, max_length=200, blank=True)
    proof_name = models.CharField("凭证文件名", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "发布登记"
        constraints = [models.UniqueConstraint(name="one_publication_per_outlet", fields=["notice", "outlet"])]

    def __str__(self):
        return f"{self.outlet}"
