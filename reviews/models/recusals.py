"""回避: pairs kept apart."""

from django.conf import settings
from django.db import models

from nominations.models import Nomination
from reviews.models.committee import CommitteeMember
from reviews.states import RecusalGround, RecusalSource


class Recusal(models.Model):
    """回避: this member has nothing to do with this nomination. A recused pair has no score; it is never a zero."""

    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="recusals", verbose_name="委员")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="recusals", verbose_name="申报")
    source = models.CharField("来源", max_length=20, choices=RecusalSource)
    ground = models.CharField("事由", max_length=20, choices=RecusalGround)
    explanation = models.CharField("说明", max_length=300)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "回避"
        constraints = [models.UniqueConstraint(name="one_recusal_per_pair", fields=["member", "nomination"])]

    def __str__(self):
        return f"{self.member} 回避 {self.nomination}"
