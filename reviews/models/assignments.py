"""分派: who judges what."""

import pgtrigger
from django.db import models

from nominations.models import Nomination, Revision
from reviews.codes import untold_key
from reviews.models.committee import CommitteeMember
from reviews.models.guards import ANOTHERS_REVISION, BANNED_JUDGE, CONFLICTED, NO_ENTRANT, NOT_SITTING
from reviews.models.rounds import Round


class Assignment(models.Model):
    """分派: this member judges this nomination as one revision of its dossier says it.

    The database refuses a conflicted pair whatever the way it comes, a nomination that did not enter the round, and a
    revision of somebody else's dossier.
    """

    id = models.BigIntegerField(primary_key=True, default=untold_key, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assignments", verbose_name="轮次")
    member = models.ForeignKey(
        CommitteeMember, on_delete=models.PROTECT, related_name="assignments", verbose_name="委员"
    )
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="assignments", verbose_name="申报"
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="评审依据"
    )
    assigned_at = models.DateTimeField("分派时间")
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    withdrawn_because = models.CharField("撤销理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "分派"
        constraints = [
            models.UniqueConstraint(name="nobody_judges_one_nomination_twice", fields=["round", "member", "nomination"])
        ]
        indexes = [
            models.Index(fields=["member", "withdrawn_at"], name="assignments_by_member"),
            models.Index(
                fields=["round", "nomination"],
                name="assignments_standing",
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_banned_expert_judges", when=pgtrigger.Before, operation=pgtrigger.Insert, func=BANNED_JUDGE
            ),
            pgtrigger.Trigger(
                name="nobody_conflicted_judges", when=pgtrigger.Before, operation=pgtrigger.Insert, func=CONFLICTED
            ),
            pgtrigger.Trigger(
                name="only_entrants_are_judged",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("round_id", "nomination_id"),
                func=NO_ENTRANT,
            ),
            pgtrigger.Trigger(
                name="only_pledged_members_judge",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NOT_SITTING,
            ),
            pgtrigger.Trigger(
                name="judged_by_its_own_revision",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("revision_id", "nomination_id"),
                condition=pgtrigger.Q(new__revision__isnull=False),
                func=ANOTHERS_REVISION,
            ),
        ]

    def __str__(self):
        return f"{self.nomination} → {self.member}"
