"""复核: the objector is not content with the answer and says why, once."""

import pgtrigger
from django.conf import settings
from django.db import models

from privacy.fields import EncryptedTextField
from publicity.models.objections import Objection
from publicity.states import LookOutcome


class SecondLook(models.Model):
    """复核申请: answered by somebody who had no hand in the first answer; it may lead to an inquiry anew."""

    objection = models.OneToOneField(
        Objection, on_delete=models.PROTECT, related_name="second_look", verbose_name="异议"
    )
    reason = EncryptedTextField("申请理由")
    asked_at = models.DateTimeField("申请时间")
    outcome = models.CharField("复核结果", max_length=20, choices=LookOutcome, blank=True)
    answer = models.CharField("复核答复", max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="复核人",
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "复核申请"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="an_answered_second_look_says_what_and_why",
                condition=models.Q(answered_at__isnull=True) | (~models.Q(outcome="") & ~models.Q(answer="")),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="second_looks_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="an_answered_second_look_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.objection}的复核"
