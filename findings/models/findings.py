"""查实认定: what cancels a nomination or revokes an honour (沪工总经〔2015〕260号 五(三))."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from findings.models.cases import Case
from findings.states import BASIS, Ground
from nominations.models import Nomination
from sanctions.models import Ban


class Finding(models.Model):
    """查实认定: cancels the year's nomination or revokes the honour, and bans the person, the unit or both (五(三)).

    One decision may name several people; each has a finding of his own, and of those one that stands. Nothing of it
    changes afterwards but that an appeal overturns it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings", verbose_name="案件")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="findings", verbose_name="申报")
    ground = models.CharField("事由", max_length=20, choices=Ground)
    facts = models.TextField("查实情况")
    heard = models.TextField("当事人陈述和申辩")
    decision_number = models.CharField("决定文号", max_length=60, db_index=True)
    found_on = models.DateField("查实之日")
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人"
    )
    found_at = models.DateTimeField("办理时间")
    return_by = models.DateField("交回期限", null=True, blank=True)
    appeal_until = models.DateField("申诉期限（含当日）")
    bans = models.ManyToManyField(Ban, related_name="findings", verbose_name="禁报")
    overturned_at = models.DateTimeField("经申诉撤销的时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "查实认定"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="a_finding_rests_on_facts_a_hearing_and_a_decision",
                condition=~models.Q(facts="") & ~models.Q(heard="") & ~models.Q(decision_number=""),
            ),
            models.UniqueConstraint(
                name="one_standing_finding_a_nomination",
                fields=["nomination"],
                condition=models.Q(overturned_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="findings_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="findings_stay",
                operation=pgtrigger.UpdateOf(
                    "case_id",
                    "nomination_id",
                    "ground",
                    "facts",
                    "heard",
                    "decision_number",
                    "found_on",
                    "found_by_id",
                    "found_at",
                    "return_by",
                    "appeal_until",
                ),
            ),
            pgtrigger.Protect(
                name="what_was_overturned_stays_overturned",
                operation=pgtrigger.UpdateOf("overturned_at"),
                condition=pgtrigger.Q(old__overturned_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.decision_number

    def get_absolute_url(self):
        """The office's page."""
        return reverse("findings:finding", args=[self.pk])

    @property
    def basis(self):
        """The regulation the ground rests on."""
        return BASIS[Ground(self.ground)]
