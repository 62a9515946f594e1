"""评审结果的发布: when a round's outcome is opened to those who nominated, and what of the comments is kept back."""

import pgtrigger
from django.conf import settings
from django.db import models

from reviews.models.guards import OUTCOMES_ARE_OUT
from reviews.models.rounds import Round
from reviews.models.sheets import ScoreSheet
from seasons.models import Criterion


class OutcomeRelease(models.Model):
    """发布评审结果 of one round: each nominating body may read its own candidates' outcome from now on.

    ``lot`` mixes the comments of a candidate, criterion by criterion, and is shown to nobody: neither the order nor the
    place in it says who wrote which.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="release", verbose_name="轮次")
    shows_score = models.BooleanField("公布得分", default=False)
    shows_comments = models.BooleanField("公布评语", default=True)
    lot = models.CharField("评语次序种子", max_length=64, editable=False)
    released_at = models.DateTimeField("发布时间")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="发布人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "评审结果发布"
        triggers = [pgtrigger.Protect(name="a_release_stands", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.round}结果"


class CommentRedaction(models.Model):
    """遮盖: the copy of a comment that goes out instead of it; the sheet itself is never altered.

    ``criterion`` is empty for the overall comment; an empty ``text`` keeps the comment back altogether.
    """

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="redactions", verbose_name="评分表")
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="评分项"
    )
    text = models.TextField("公布的文字", blank=True)
    reason = models.CharField("理由", max_length=300)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人")

    class Meta:
        verbose_name = verbose_name_plural = "评语遮盖"
        constraints = [
            models.UniqueConstraint(
                name="one_redaction_per_comment", fields=["sheet", "criterion"], nulls_distinct=False
            ),
            models.CheckConstraint(name="a_redaction_says_why", condition=~models.Q(reason="")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_redaction_after_the_release",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=OUTCOMES_ARE_OUT,
            )
        ]

    def __str__(self):
        return f"{self.sheet}"
