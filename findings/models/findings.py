"""查实认定: what cancels a nomination or revokes an honour (沪工总经〔2015〕260号 五(三))."""

import pgtrigger
from django.conf import settings
from django.db import models

from findings.states import Ground
from nominations.models import Nomination
from sanctions.models import Ban


class Finding(models.Model):
    """查实认定: cancels the year's nomination or revokes the honour, and bans the person, the unit or both (五(三)).

    One decision may name several people; each has a finding of his own.
    """

    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="finding", verbose_name="申报")
    ground = models.CharField("事由", max_length=20, choices=Ground)
    facts = models.TextField("查实情况")
    heard = models.TextField("当事人陈述和申辩")
    decision_number = models.CharField("决定文号", max_length=60, db_index=True)
    found_on = models.DateField("查实之日")
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人"
    )
    found_at = models.DateTimeField("办理时间")
    bans = models.ManyToManyField(Ban, related_name="findings", verbose_name="禁报")

    class Meta:
        verbose_name = verbose_name_plural = "查实认定"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="a_finding_rests_on_facts_a_hearing_and_a_decision",
                condition=~models.Q(facts="") & ~models.Q(heard="") & ~models.Q(decision_number=""),
            )
        ]
        triggers = [pgtrigger.Protect(name="findings_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.decision_number
