"""申诉与恢复: a finding asked about again, and an honour given back by a decision of its own."""

import pgtrigger
from django.conf import settings
from django.db import models

from findings.models.findings import Finding
from findings.states import AppealState
from honours.models import Honour
from nominations.models import Nomination

# the honour's own guard lets nothing empty the day of a revocation; only an act of restoration for it may
STILL_REVOKED = """
    IF NEW.revoked_at IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM findings_restoration WHERE honour_id = OLD.id AND restored_at > OLD.revoked_at
    ) THEN
        RAISE EXCEPTION '未经恢复决定，revoked_at 不得改动' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# the road from 已撤销 back to 已命名 is open to nobody else either, for the gate of the bans lets it pass
NOT_GIVEN_BACK = """
    IF NOT EXISTS (
        SELECT 1 FROM findings_restoration r JOIN honours_honour h ON h.id = r.honour_id
         WHERE h.nomination_id = NEW.id AND h.revoked_at IS NULL AND r.revoked_at >= OLD.state_since
    ) THEN
        RAISE EXCEPTION '未经恢复决定，已撤销的不得列为已命名' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Appeal(models.Model):
    """申诉: once against a finding, within its time, decided by a person who had no part in it."""

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="appeal", verbose_name="认定")
    text = models.TextField("申诉理由")
    on_paper = models.BooleanField("书面申诉，登记", default=False)
    filed_at = models.DateTimeField("提出时间")
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提出或登记人"
    )
    due_on = models.DateField("复核期限")
    state = models.CharField("结果", max_length=20, choices=AppealState, default=AppealState.RECEIVED)
    decision_number = models.CharField("复核决定文号", max_length=60, blank=True)
    reasons = models.TextField("复核情况和理由", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="复核人",
    )
    decided_at = models.DateTimeField("复核时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "申诉"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="a_decided_appeal_has_a_decision_and_reasons",
                condition=models.Q(state=AppealState.RECEIVED)
                | (models.Q(decided_at__isnull=False) & ~models.Q(decision_number="") & ~models.Q(reasons="")),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="appeals_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_decided_appeal_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=AppealState.RECEIVED),
            ),
        ]

    def __str__(self):
        return f"对{self.finding}的申诉"


class Restoration(models.Model):
    """恢复荣誉: what an upheld appeal gives back; the revocation stays on record beside it."""

    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="restorations", verbose_name="荣誉")
    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="restoration", verbose_name="申诉")
    revoked_at = models.DateTimeField("原撤销时间")
    restored_at = models.DateTimeField("恢复时间")

    class Meta:
        verbose_name = verbose_name_plural = "恢复荣誉"
        ordering = ("pk",)
        triggers = [pgtrigger.Protect(name="restorations_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"恢复{self.honour}"


class RevokedHonour(Honour):
    """A second face of the honour that carries this floor's guard: only a restoration empties the day of a revocation."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "已撤销的荣誉"
        triggers = [
            pgtrigger.Trigger(
                name="only_a_restoration_gives_back",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("revoked_at"),
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
                func=STILL_REVOKED,
            )
        ]


class RevokedNomination(Nomination):
    """A second face of the nomination: 已撤销 becomes 已命名 again only with a restoration of its honour."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "已撤销的人选"
        triggers = [
            pgtrigger.Trigger(
                name="revoked_until_given_back",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(old__state="revoked", new__state="honoured"),
                func=NOT_GIVEN_BACK,
            )
        ]
