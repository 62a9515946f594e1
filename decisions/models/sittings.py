"""主席办公会: the sitting, its members and its roster."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from decisions.models.guards import ROSTER_IS_SEALED, SITTING_IS_OVER
from decisions.states import Outcome
from nominations.models import Nomination
from seasons.models import Rulebook, Season


class Sitting(models.Model):
    """主席办公会 on a season's roster. ``roster_hash`` is taken when voting opens: what is approved is what was seen."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="sittings", verbose_name="年度")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+", verbose_name="适用细则")
    number = models.PositiveSmallIntegerField("次序")
    title = models.CharField("名称", max_length=120)
    held_on = models.DateField("会议日期")
    place = models.CharField("地点", max_length=120, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="会议秘书"
    )
    prepared_at = models.DateTimeField("拟定时间")
    voting_opened_at = models.DateTimeField("开始表决时间", null=True, blank=True)
    roster_hash = models.CharField("名单校验值", max_length=64, blank=True)
    closed_at = models.DateTimeField("结束表决时间", null=True, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    voided_because = models.TextField("作废理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "主席办公会"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(name="one_sitting_per_number", fields=["season", "number"]),
            models.CheckConstraint(
                name="an_open_vote_has_a_hash",
                condition=models.Q(voting_opened_at__isnull=True) | ~models.Q(roster_hash=""),
            ),
            models.CheckConstraint(
                name="a_void_sitting_says_why",
                condition=models.Q(voided_at__isnull=True) | ~models.Q(voided_because=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="what_was_opened_stays",
                operation=pgtrigger.UpdateOf("season_id", "rulebook_id", "voting_opened_at", "roster_hash"),
                condition=pgtrigger.Q(old__voting_opened_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="what_has_ended_stays_ended",
                operation=pgtrigger.UpdateOf("closed_at", "voided_at", "voided_because"),
                condition=pgtrigger.Q(old__closed_at__isnull=False) | pgtrigger.Q(old__voided_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The sitting's page."""
        return reverse("decisions:sitting", args=[self.pk])

    @property
    def is_preparing(self):
        """Before the vote: members, roster and recusals may still change."""
        return self.voting_opened_at is None and self.voided_at is None

    @property
    def is_voting(self):
        """表决中."""
        return self.voting_opened_at is not None and self.closed_at is None and self.voided_at is None

    @property
    def state_words(self):
        """Where the sitting stands."""
        if self.voided_at:
            return "已作废"
        if self.closed_at:
            return "已结束"
        return "表决中" if self.voting_opened_at else "筹备中"


class SittingMember(models.Model):
    """会议成员: may vote when present; the chair speaks last."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="members", verbose_name="会议")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sitting_seats", verbose_name="成员"
    )
    is_chair = models.BooleanField("主持", default=False)
    is_present = models.BooleanField("到会", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "会议成员"
        ordering = ("-is_chair", "pk")
        constraints = [models.UniqueConstraint(name="one_seat_per_member", fields=["sitting", "user"])]
        triggers = [
            pgtrigger.Trigger(
                name="seats_are_taken_before_the_vote",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=ROSTER_IS_SEALED.replace("审议名单不得改动", "成员和到会不得改动"),
            )
        ]

    def __str__(self):
        return f"{self.user}"


class RosterItem(models.Model):
    """提请审议的一名人选, with the counts of its vote once closed.

    ``seen`` is what the members had before them when voting opened: number, name, unit, post, place and score, state.
    The hash of the sitting is taken over these lines.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="roster", verbose_name="会议")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="roster_items", verbose_name="申报"
    )
    position = models.PositiveSmallIntegerField("次序")
    outcome = models.CharField("结果", max_length=20, choices=Outcome, default=Outcome.PENDING)
    votes_for = models.PositiveSmallIntegerField("赞成", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("反对", null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField("弃权", null=True, blank=True)
    recused = models.PositiveSmallIntegerField("回避", null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    seen = models.JSONField("表决时所见", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "审议人选"
        ordering = ("sitting", "position")
        constraints = [
            models.UniqueConstraint(name="one_roster_item_per_nomination", fields=["sitting", "nomination"]),
            models.UniqueConstraint(
                name="a_nomination_is_carried_once", fields=["nomination"], condition=models.Q(outcome=Outcome.CARRIED)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="opened_rosters_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.Delete
                | pgtrigger.UpdateOf("sitting_id", "nomination_id", "position", "seen"),
                func=ROSTER_IS_SEALED,
            ),
            pgtrigger.Trigger(
                name="counted_outcomes_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("outcome", "votes_for", "votes_against", "abstentions", "recused", "note"),
                func=SITTING_IS_OVER,
            ),
        ]

    def __str__(self):
        return f"{self.nomination}"
