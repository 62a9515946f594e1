"""回避: pairs kept apart, of members and of staff alike."""

from django.conf import settings
from django.db import models

from nominations.models import Nomination, UnsuitableExpert
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


class StaffRecusal(models.Model):
    """工作人员回避: one who works in the review office, supervises or votes, and keeps away from one nomination.

    Nothing of that nomination's judging is shown to him from then on (``queries.veil``), nor does he vote on it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_recusals", verbose_name="工作人员"
    )
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="staff_recusals", verbose_name="申报"
    )
    source = models.CharField("来源", max_length=20, choices=RecusalSource)
    ground = models.CharField("事由", max_length=20, choices=RecusalGround)
    explanation = models.CharField("说明", max_length=300)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = verbose_name_plural = "工作人员回避"
        constraints = [
            models.UniqueConstraint(
                name="one_staff_recusal_per_pair",
                fields=["user", "nomination"],
                violation_error_message="此人对该件已经登记回避。",
            )
        ]

    def __str__(self):
        return f"{self.user} 回避 {self.nomination}"


class NamingDecision(models.Model):
    """核对申报人请求: whether an expert whom an applicant named is this member, where name and unit do not settle it."""

    named = models.ForeignKey(
        UnsuitableExpert, on_delete=models.CASCADE, related_name="decisions", verbose_name="请求回避的专家"
    )
    member = models.ForeignKey(
        CommitteeMember, on_delete=models.PROTECT, related_name="naming_decisions", verbose_name="委员"
    )
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+", verbose_name="申报")
    is_same = models.BooleanField("是同一人")
    reason = models.CharField("理由", max_length=300)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = verbose_name_plural = "申报人请求的核对"
        constraints = [models.UniqueConstraint(name="a_naming_is_decided_once", fields=["named", "member"])]

    def __str__(self):
        return f"{self.named}：{self.member}"
