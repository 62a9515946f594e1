"""委员会: who is invited to which seat, what they answered, and whether they sit."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from reviews.models.guards import BANNED_MEMBER
from reviews.pledge import CURRENT
from reviews.states import Category, Seating
from seasons.models import Season


class CommitteeMember(models.Model):
    """遴选审核工作委员会委员 of one season, in exactly one of five categories (沪工总经〔2015〕260号 三(四)).

    A seat begins as an invitation. Whoever declines, is called back or stands down keeps the row, never the seat; a
    substitute approved by name takes it in a row of its own (``instead_of``).
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="committee", verbose_name="年度")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="committee_seats", verbose_name="人员"
    )
    category = models.CharField("类别", max_length=20, choices=Category)
    unit_name = models.CharField("工作单位", max_length=120)
    unit_code = models.CharField("单位统一社会信用代码", max_length=18, db_index=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, verbose_name="任职的工会或社团"
    )
    expertise = models.CharField("专业领域", max_length=120, blank=True)
    load_limit = models.PositiveSmallIntegerField("评审件数上限", null=True, blank=True, help_text="留空按细则。")

    # 邀请与答复
    invited_at = models.DateTimeField("邀请时间", null=True, blank=True, editable=False)
    answer_by = models.DateField("答复期限", null=True, blank=True, editable=False)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True, editable=False)
    declined_because = models.CharField("谢绝理由", max_length=300, blank=True, editable=False)
    called_back_at = models.DateTimeField("收回邀请时间", null=True, blank=True, editable=False)
    called_back_because = models.CharField("收回邀请理由", max_length=300, blank=True, editable=False)
    instead_of = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="substitute",
        verbose_name="递补谁的席位",
    )

    # 申报关系 and the pledge
    ties_stated_at = models.DateTimeField("关系申报时间", null=True, blank=True, editable=False)
    has_no_ties = models.BooleanField("声明无应申报事项", default=False, editable=False)
    pledged_at = models.DateTimeField("签署保密与公正承诺时间", null=True, blank=True, editable=False)
    pledge_version = models.CharField("承诺书版本", max_length=20, blank=True, editable=False)

    stood_down_at = models.DateTimeField("退出委员会时间", null=True, blank=True, editable=False)
    stood_down_because = models.CharField("退出理由", max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "委员"
        ordering = ("season", "category", "pk")
        constraints = [
            models.UniqueConstraint(name="one_seat_per_person_and_season", fields=["season", "user"]),
            models.CheckConstraint(
                name="a_pledge_names_its_text",
                condition=Q(pledged_at__isnull=True) | ~Q(pledge_version=""),
            ),
            models.CheckConstraint(
                name="standing_down_says_why",
                condition=Q(stood_down_at__isnull=True) | ~Q(stood_down_because=""),
            ),
            models.CheckConstraint(
                name="calling_back_says_why",
                condition=Q(called_back_at__isnull=True) | ~Q(called_back_because=""),
            ),
            models.CheckConstraint(
                name="only_who_has_accepted_pledges",
                condition=Q(pledged_at__isnull=True) | Q(answered_at__isnull=False, declined_because=""),
            ),
            models.CheckConstraint(
                name="a_refusal_is_an_answer",
                condition=Q(declined_because="") | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_answered_invitation_is_not_called_back",
                condition=Q(called_back_at__isnull=True) | Q(answered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="nobody_takes_his_own_seat", condition=Q(instead_of__isnull=True) | ~Q(instead_of=F("id"))
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_banned_expert_sits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("answered_at", "pledged_at", "user_id"),
                condition=pgtrigger.Q(new__stood_down_at__isnull=True, new__declined_because=""),
                func=BANNED_MEMBER,
            )
        ]

    def __str__(self):
        return f"{self.user}（{self.get_category_display()}）"

    @property
    def has_accepted(self) -> bool:
        """The invitation was accepted; whether the member has stood down since is another question."""
        return self.answered_at is not None and not self.declined_because

    @property
    def is_sitting(self) -> bool:
        """Accepted, and not stood down."""
        return self.has_accepted and self.stood_down_at is None

    @property
    def has_pledged(self) -> bool:
        """Signed, and the text that holds today; an older text is asked for again."""
        return self.pledged_at is not None and self.pledge_version == CURRENT.version

    @property
    def is_vacant(self) -> bool:
        """Nobody sits here any more: declined, called back or stood down."""
        return bool(self.declined_because) or self.called_back_at is not None or self.stood_down_at is not None

    def seating_on(self, day) -> Seating:
        """Where the seat stands on a day; an invitation without an answer is overdue after its last day."""
        if self.stood_down_at is not None:
            return Seating.STOOD_DOWN
        if self.called_back_at is not None:
            return Seating.CALLED_BACK
        if self.declined_because:
            return Seating.DECLINED
        if self.answered_at is None:
            return Seating.OVERDUE if self.answer_by is not None and self.answer_by < day else Seating.INVITED
        return Seating.ACCEPTED if self.pledged_at is None else Seating.PLEDGED
