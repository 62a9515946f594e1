"""发布登记: where and when a notice appeared, with proof."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse

from nominations.states import Scan
from publicity.models.notices import Notice
from publicity.models.papers import KeptPaper
from seasons.models import Outlet


def proof_path(publication, filename):
    """Where the one proof of a publication lay before it became a paper; the first migration names it."""
    return f"publications/{secrets.token_urlsafe(24)}"


class Publication(models.Model):
    """发布登记: the notice appeared in this outlet at this time and address, with proof."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="publications", verbose_name="公示")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+", verbose_name="渠道")
    appeared_at = models.DateTimeField("刊发时间")
    place = models.CharField("网址或版面", max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "发布登记"
        constraints = [models.UniqueConstraint(name="one_publication_per_outlet", fields=["notice", "outlet"])]

    def __str__(self):
        return f"{self.outlet}"

    def get_absolute_url(self):
        """Its notice in the office."""
        return reverse("publicity:managed", args=[self.notice_id])

    @property
    def proof(self):
        """The latest file; former ones stay on record."""
        return next(iter(self.proofs.all()), None)


class PublicationProof(KeptPaper):
    """刊发凭证: a screenshot or the scan of a page, kept as safely as a dossier's papers."""

    folder = "publications"

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="proofs", verbose_name="发布登记"
    )
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="上传人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "刊发凭证"
        ordering = ("-pk",)
        indexes = [models.Index(fields=["id"], name="proofs_to_scan", condition=models.Q(scan=Scan.WAITING))]

    def __str__(self):
        return f"{self.publication}刊发凭证"

    @property
    def about(self):
        """Where it appeared."""
        return self.publication

    @property
    def name(self):
        """What it is called when it is handed out."""
        return f"{self.publication.outlet.name}刊发凭证{self.ending}"
