"""合议: where a panel's scores lie far apart, its members talk before the ranking is confirmed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from nominations.models import Nomination
from reviews.models.assignments import Assignment
from reviews.models.committee import CommitteeMember
from reviews.models.rounds import Round
from reviews.states import Conclusion, DeliberationGround


class Deliberation(models.Model):
    """合议: one nomination of one round, from the ground that brought it here to the conclusion recorded.

    It may ask for another score and never touches one; with the rulebook's grounds (分差、离群) the ranking waits for it.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="deliberations", verbose_name="轮次")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="deliberations", verbose_name="申报"
    )
    ground = models.CharField("缘由", max_length=20, choices=DeliberationGround)
    explanation = models.CharField("说明", max_length=300, blank=True)
    opened_at = models.DateTimeField("提交合议时间")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提交人"
    )
    conclusion = models.CharField("结论", max_length=20, choices=Conclusion, blank=True)
    concluded_because = models.CharField("结论理由", max_length=500, blank=True)
    concluded_at = models.DateTimeField("办结时间", null=True, blank=True)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="办结人",
    )

    class Meta:
        verbose_name = verbose_name_plural = "合议"
        ordering = ("concluded_at", "nomination__number")
        constraints = [
            models.UniqueConstraint(name="one_deliberation_per_entrant", fields=["round", "nomination"]),
            models.CheckConstraint(
                name="a_conclusion_says_what_and_why",
                condition=Q(concluded_at__isnull=True, conclusion="", concluded_by__isnull=True)
                | (
                    Q(concluded_at__isnull=False, concluded_by__isnull=False)
                    & ~Q(conclusion="")
                    & ~Q(concluded_because="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_concluded_deliberation_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__concluded_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.nomination} 合议"


class Voice(models.Model):
    """代称: what a member is called in one deliberation, drawn by lot, so that it tells nothing about who it is."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.CASCADE, related_name="voices")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="+", verbose_name="委员")
    alias = models.CharField("代称", max_length=12)

    class Meta:
        verbose_name = verbose_name_plural = "代称"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(name="one_voice_per_member", fields=["deliberation", "member"]),
            models.UniqueConstraint(name="one_member_per_alias", fields=["deliberation", "alias"]),
        ]

    def __str__(self):
        return self.alias


class DeliberationPost(models.Model):
    """合议发言, of a member under his alias or of the office; never changed or taken away."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="posts", verbose_name="合议")
    voice = models.ForeignKey(
        Voice, on_delete=models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="代称"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="发言人"
    )
    text = models.TextField("发言")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "合议发言"
        ordering = ("at", "pk")
        triggers = [pgtrigger.Protect(name="posts_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.text[:40]


class FurtherScore(models.Model):
    """加评: another member drawn to one file because its deliberation asked for another score."""

    deliberation = models.ForeignKey(
        Deliberation, on_delete=models.PROTECT, related_name="further_scores", verbose_name="合议"
    )
    assignment = models.OneToOneField(
        Assignment, on_delete=models.PROTECT, related_name="further_score", verbose_name="分派"
    )
    reason = models.CharField("加评理由", max_length=300)
    asked_at = models.DateTimeField("时间")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="经办人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "加评"
        ordering = ("pk",)

    def __str__(self):
        return f"{self.deliberation} 加评"
