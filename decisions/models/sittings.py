"""主席办公会: the sitting, its members and its roster."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from decisions.models.guards import HELD_OR_BANNED, ROSTER_IS_SEALED, SEATS_ARE_TAKEN, SITTING_IS_OVER
from decisions.states import Outcome, SittingKind
from nominations.models import Nomination
from seasons.models import Rulebook, Season
from seasons.states import BallotKind


class Sitting(models.Model):
    """主席办公会 on a season's roster. ``roster_hash`` is taken when voting opens: what is approved is what was seen."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="sittings", verbose_name="年度")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+", verbose_name="适用细则")
    number = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("会议事项", max_length=20, choices=SittingKind, default=SittingKind.SELECTION)
    ballot = models.CharField("表决方式", max_length=10, choices=BallotKind, default=BallotKind.OPEN)
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
                operation=pgtrigger.UpdateOf(
                    "season_id", "rulebook_id", "kind", "ballot", "voting_opened_at", "roster_hash"
                ),
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
    def is_over(self):
        """Closed or voided: nothing of it changes any more."""
        return self.closed_at is not None or self.voided_at is not None

    @property
    def is_secret(self):
        """无记名投票: who voted is known, what he voted is not."""
        return self.ballot == BallotKind.SECRET

    @property
    def confirms(self):
        """复核: the names were approved before their notice, and are looked at again after it."""
        return self.kind == SittingKind.CONFIRMATION

    @property
    def state_words(self):
        """Where the sitting stands."""
        if self.voided_at:
            return "已作废"
        if self.closed_at:
            return "已结束"
        return "表决中" if self.voting_opened_at else "筹备中"


class SittingMember(models.Model):
    """会议成员: may vote while present; the chair speaks last.

    Who comes late or leaves while the vote is open is written down with the moment: what he has voted by then counts.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="members", verbose_name="会议")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sitting_seats", verbose_name="成员"
    )
    is_chair = models.BooleanField("主持", default=False)
    is_present = models.BooleanField("到会", default=False)
    arrived_at = models.DateTimeField("表决开始后到会时间", null=True, blank=True)
    left_at = models.DateTimeField("离会时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会议成员"
        ordering = ("-is_chair", "pk")
        constraints = [models.UniqueConstraint(name="one_seat_per_member", fields=["sitting", "user"])]
        triggers = [
            pgtrigger.Trigger(
                name="seats_are_taken_before_the_vote",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=SEATS_ARE_TAKEN,
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
    lapsed_at = models.DateTimeField("审定失效时间", null=True, blank=True)
    lapsed_because = models.TextField("审定失效理由", blank=True)
    called_up_at = models.DateTimeField("递补时间", null=True, blank=True)
    seen = models.JSONField("表决时所见", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "审议人选"
        ordering = ("sitting", "position")
        constraints = [
            models.UniqueConstraint(name="one_roster_item_per_nomination", fields=["sitting", "nomination"]),
            models.UniqueConstraint(
                name="a_nomination_is_carried_once",
                fields=["nomination"],
                condition=models.Q(outcome=Outcome.CARRIED, lapsed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="an_approval_lapses_with_a_reason",
                condition=models.Q(lapsed_at__isnull=True, lapsed_because="")
                | (models.Q(lapsed_at__isnull=False) & ~models.Q(lapsed_because="")),
            ),
            models.CheckConstraint(
                name="only_reserves_are_called_up",
                condition=models.Q(called_up_at__isnull=True) | models.Q(outcome=Outcome.RESERVE),
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
            pgtrigger.Trigger(
                name="held_or_banned_names_are_not_approved",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("outcome", "called_up_at"),
                condition=pgtrigger.Q(new__outcome__in=[Outcome.CARRIED, Outcome.CONFIRMED])
                | pgtrigger.Q(new__called_up_at__isnull=False),
                func=HELD_OR_BANNED,
            ),
            pgtrigger.Protect(
                name="what_has_lapsed_stays_lapsed",
                operation=pgtrigger.UpdateOf("lapsed_at", "lapsed_because"),
                condition=pgtrigger.Q(old__lapsed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.nomination}"
