"""确认回避情况: that a member has read a round's list of names and units before seeing any file."""

from django.db import models

from reviews.models.committee import CommitteeMember
from reviews.models.rounds import Round


class Confirmation(models.Model):
    """其余无应回避情形: signed by the member for one round, after he named those he must keep away from.

    ``names`` is how many candidates the list had; names added later ask for another confirmation, and the earlier one
    stays.
    """

    member = models.ForeignKey(
        CommitteeMember, on_delete=models.PROTECT, related_name="confirmations", verbose_name="委员"
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="confirmations", verbose_name="轮次")
    names = models.PositiveIntegerField("名单人数")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "确认回避情况"
        indexes = [models.Index(fields=["round", "member", "at"], name="confirmations_of_a_round")]

    def __str__(self):
        return f"{self.member} {self.round}"
