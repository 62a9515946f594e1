"""面试安排: the timetable of a round heard in person, its groups, who sits in them, and each candidate's turn."""

import datetime

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from nominations.models import Nomination
from reviews.grouping import Hours
from reviews.models.committee import CommitteeMember
from reviews.models.guards import GROUP_OF_ANOTHER, NO_TIMETABLE_OF_A_CLOSED_ROUND
from reviews.models.rounds import Round

POSITIVE = [MinValueValidator(1)]
ITS_OWN_GROUP = pgtrigger.Trigger(
    name="its_own_timetables_group",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("group_id", "timetable_id"),
    func=GROUP_OF_ANOTHER,
)
STAYS_WITH_ITS_ROUND = pgtrigger.Trigger(
    name="a_closed_round_keeps_its_timetable",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=NO_TIMETABLE_OF_A_CLOSED_ROUND,
)


class Timetable(models.Model):
    """面试安排 of one round (面试、答辩、评审发布会): the hours by which every group hears its candidates.

    The documents name the committee and neither hours nor minutes: the office sets them for each round.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="timetable", verbose_name="轮次")
    first_day = models.DateField("第一天")
    minutes_each = models.PositiveSmallIntegerField("每位候选人用时（分钟）", validators=POSITIVE)
    morning_from = models.TimeField("上午开始", default=datetime.time(9))
    morning_to = models.TimeField("上午结束", default=datetime.time(12))
    afternoon_from = models.TimeField("下午开始", default=datetime.time(13, 30))
    afternoon_to = models.TimeField("下午结束", default=datetime.time(17))
    pause_after = models.PositiveSmallIntegerField("连续几位后休息", default=0, help_text="填 0 为中途不休息。")
    pause_minutes = models.PositiveSmallIntegerField("休息几分钟", default=0)
    made_at = models.DateTimeField("安排时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="安排人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "面试安排"
        constraints = [
            models.CheckConstraint(
                name="a_day_goes_on_from_morning_to_evening",
                condition=models.Q(morning_from__lt=models.F("morning_to"))
                & models.Q(morning_to__lte=models.F("afternoon_from"))
                & models.Q(afternoon_from__lt=models.F("afternoon_to")),
            )
        ]

    def __str__(self):
        return f"{self.round}面试安排"

    @property
    def hours(self) -> Hours:
        """The hours as the arithmetic takes them."""
        return Hours(
            self.minutes_each,
            ((self.morning_from, self.morning_to), (self.afternoon_from, self.afternoon_to)),
            self.pause_after,
            self.pause_minutes,
        )


class InterviewGroup(models.Model):
    """面试组: 第几组, in which room, and who presides."""

    timetable = models.ForeignKey(Timetable, on_delete=models.PROTECT, related_name="groups", verbose_name="面试安排")
    number = models.PositiveSmallIntegerField("组号", validators=POSITIVE)
    name = models.CharField("组名", max_length=30)
    place = models.CharField("地点", max_length=120)
    chair = models.ForeignKey(
        CommitteeMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="组长"
    )

    class Meta:
        verbose_name = verbose_name_plural = "面试组"
        ordering = ("timetable", "number")
        constraints = [models.UniqueConstraint(name="one_group_per_number", fields=["timetable", "number"])]

    def __str__(self):
        return self.name


class GroupSeat(models.Model):
    """面试组成员: a member sits in one group of a round; who falls ill leaves it, with the reason."""

    timetable = models.ForeignKey(Timetable, on_delete=models.PROTECT, related_name="+", verbose_name="面试安排")
    group = models.ForeignKey(InterviewGroup, on_delete=models.PROTECT, related_name="seats", verbose_name="面试组")
    member = models.ForeignKey(
        CommitteeMember, on_delete=models.PROTECT, related_name="group_seats", verbose_name="委员"
    )
    joined_at = models.DateTimeField("编入时间")
    left_at = models.DateTimeField("离组时间", null=True, blank=True)
    left_because = models.CharField("离组理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "面试组成员"
        ordering = ("group", "member__category", "member")
        constraints = [
            models.UniqueConstraint(
                name="one_group_per_member",
                fields=["timetable", "member"],
                condition=models.Q(left_at__isnull=True),
            ),
            models.CheckConstraint(
                name="leaving_a_group_says_why", condition=models.Q(left_at__isnull=True) | ~models.Q(left_because="")
            ),
        ]
        triggers = [ITS_OWN_GROUP, STAYS_WITH_ITS_ROUND]

    def __str__(self):
        return f"{self.group} {self.member}"


class InterviewSlot(models.Model):
    """场次: a candidate's turn. ``position`` is the lot drawn; ``starts_at`` follows from it and from later changes."""

    timetable = models.ForeignKey(Timetable, on_delete=models.PROTECT, related_name="slots", verbose_name="面试安排")
    group = models.ForeignKey(InterviewGroup, on_delete=models.PROTECT, related_name="slots", verbose_name="面试组")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="interview_slots", verbose_name="申报"
    )
    position = models.PositiveSmallIntegerField("顺序", validators=POSITIVE)
    starts_at = models.DateTimeField("开始时间")
    postponed_at = models.DateTimeField("改期时间", null=True, blank=True)
    postponed_because = models.CharField("改期理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "场次"
        ordering = ("group", "starts_at")
        constraints = [
            models.UniqueConstraint(name="a_candidate_is_heard_once", fields=["timetable", "nomination"]),
            models.UniqueConstraint(
                name="one_candidate_at_a_time",
                fields=["group", "starts_at"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                name="one_candidate_per_position",
                fields=["group", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="postponing_says_why",
                condition=models.Q(postponed_at__isnull=True) | ~models.Q(postponed_because=""),
            ),
        ]
        triggers = [ITS_OWN_GROUP, STAYS_WITH_ITS_ROUND]

    def __str__(self):
        return f"{self.group} {self.nomination}"

    @property
    def ends_at(self) -> datetime.datetime:
        """When the next may begin."""
        return self.starts_at + datetime.timedelta(minutes=self.timetable.minutes_each)
