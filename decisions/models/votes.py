"""表决: who withdrew, and how each member voted."""

import pgtrigger
from django.db import models

from decisions.models.guards import VOTING_IS_OVER
from decisions.models.sittings import RosterItem, SittingMember
from decisions.states import Choice


class VoteRecusal(models.Model):
    """成员对一名人选的回避: counted neither as present nor as voting on that name."""

    roster_item = models.ForeignKey(
        RosterItem, on_delete=models.CASCADE, related_name="vote_recusals", verbose_name="人选"
    )
    member = models.ForeignKey(
        SittingMember, on_delete=models.CASCADE, related_name="vote_recusals", verbose_name="成员"
    )
    reason = models.CharField("事由", max_length=300)
    is_derived = models.BooleanField("系统核对", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "表决回避"
        constraints = [models.UniqueConstraint(name="one_vote_recusal_per_pair", fields=["roster_item", "member"])]

    def __str__(self):
        return f"{self.member} 回避 {self.roster_item}"


class Vote(models.Model):
    """一票."""

    roster_item = models.ForeignKey(RosterItem, on_delete=models.CASCADE, related_name="votes", verbose_name="人选")
    member = models.ForeignKey(SittingMember, on_delete=models.CASCADE, related_name="votes", verbose_name="成员")
    choice = models.CharField("表决", max_length=10, choices=Choice)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "表决"
        constraints = [models.UniqueConstraint(name="one_vote_per_member_and_name", fields=["roster_item", "member"])]
        triggers = [
            pgtrigger.Trigger(
                name="votes_only_while_voting",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=VOTING_IS_OVER,
            )
        ]

    def __str__(self):
        return f"{self.member}：{self.get_choice_display()}"
