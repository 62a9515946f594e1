"""表决: who withdrew, and how each member voted."""

import pgtrigger
from django.db import models

from decisions.models.guards import (
    BOXES_HOLD_WHAT_WAS_CAST,
    BOXES_ONLY_FILL,
    VOTES_KEEP_TO_THE_BALLOT,
    VOTING_IS_OVER,
)
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
    """一票. In a secret ballot it says only that the member has voted; what he voted is in the box (``BallotBox``)."""

    roster_item = models.ForeignKey(RosterItem, on_delete=models.CASCADE, related_name="votes", verbose_name="人选")
    member = models.ForeignKey(SittingMember, on_delete=models.CASCADE, related_name="votes", verbose_name="成员")
    choice = models.CharField("表决", max_length=10, choices=Choice, blank=True)
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
            ),
            pgtrigger.Trigger(
                name="votes_keep_to_the_ballot",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=VOTES_KEEP_TO_THE_BALLOT,
            ),
        ]

    def __str__(self):
        return f"{self.member}：{self.get_choice_display()}"


class BallotBox(models.Model):
    """票箱: what a secret ballot has come to on one name. Sums only, and no slip that somebody could be known by.

    Who voted stands in ``Vote`` without the choice; here stand the choices without anybody. One row per name, made when
    voting opens, and raised by one with every vote, so that neither a key nor a moment nor the order of rows ties the two
    (docs/decisions/0022).
    """

    roster_item = models.OneToOneField(RosterItem, on_delete=models.CASCADE, related_name="box", verbose_name="人选")
    votes_for = models.PositiveSmallIntegerField("赞成", default=0)
    votes_against = models.PositiveSmallIntegerField("反对", default=0)
    abstentions = models.PositiveSmallIntegerField("弃权", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "票箱"
        triggers = [
            pgtrigger.Trigger(
                name="boxes_only_fill", when=pgtrigger.Before, operation=pgtrigger.Update, func=BOXES_ONLY_FILL
            ),
            pgtrigger.Trigger(
                name="boxes_hold_what_was_cast",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=BOXES_HOLD_WHAT_WAS_CAST,
                timing=pgtrigger.Deferred,
            ),
            pgtrigger.Protect(name="boxes_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.roster_item}"
