"""保密与公正承诺书 as it was signed."""

import pgtrigger
from django.db import models

from reviews.models.committee import CommitteeMember


class SignedPledge(models.Model):
    """签署的承诺书: the very text, its version and the moment; a signature is never changed or taken away."""

    member = models.ForeignKey(
        CommitteeMember, on_delete=models.PROTECT, related_name="signed_pledges", verbose_name="委员"
    )
    version = models.CharField("文本版本", max_length=20)
    title = models.CharField("标题", max_length=60)
    opening = models.CharField("首句", max_length=300)
    clauses = models.JSONField("条款")
    signed_at = models.DateTimeField("签署时间")

    class Meta:
        verbose_name = verbose_name_plural = "签署的承诺书"
        ordering = ("-signed_at", "-pk")
        constraints = [models.UniqueConstraint(name="one_signature_per_version", fields=["member", "version"])]
        triggers = [
            pgtrigger.Protect(name="a_signed_pledge_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.member} {self.version}"
