"""抽签: commit, freeze, reveal, apply; each draw of a round with all that is needed to recompute it."""

import pgtrigger
from django.conf import settings
from django.db import models

from privacy.fields import EncryptedTextField
from reviews.models.guards import COMMITTED_FIRST
from reviews.models.rounds import Round
from reviews.states import DrawPurpose


class Draw(models.Model):
    """抽签: the seed is sealed before the list is known and opened after, so that nobody can choose the outcome.

    ``seed`` is encrypted until it is opened into ``revealed_seed``; its SHA-256 stands in the ledger from the beginning.
    ``inputs`` is the frozen list in canonical form (keys only), ``panels`` what the list and the seed give. A draw that is
    not applied is voided with its reason and stays; the next one has a seed and a commitment of its own.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="draws", verbose_name="轮次")
    number = models.PositiveSmallIntegerField("序号")
    purpose = models.CharField("用途", max_length=20, choices=DrawPurpose)
    because = models.CharField("事由", max_length=300, blank=True)
    seed = EncryptedTextField("封存的种子", editable=False)
    seed_commitment = models.CharField("封存值", max_length=64, editable=False)
    committed_at = models.DateTimeField("封存时间")
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="封存人"
    )
    frozen_at = models.DateTimeField("冻结名单时间", null=True, blank=True)
    inputs = models.TextField("冻结的名单", blank=True, editable=False)
    inputs_hash = models.CharField("名单校验值", max_length=64, blank=True)
    witness = models.CharField("见证人报数", max_length=60, blank=True)
    revealed_at = models.DateTimeField("公开种子时间", null=True, blank=True)
    revealed_seed = models.CharField("公开的种子", max_length=64, blank=True)
    panels = models.TextField("抽签结果", blank=True, editable=False)
    fingerprint = models.CharField("结果校验值", max_length=16, blank=True)
    applied_at = models.DateTimeField("生效时间", null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="生效办理人",
    )
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    voided_because = models.CharField("作废理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "抽签"
        ordering = ("round", "-number")
        constraints = [
            models.UniqueConstraint(name="draws_are_numbered", fields=["round", "number"]),
            models.UniqueConstraint(
                name="one_draw_at_a_time",
                fields=["round"],
                condition=models.Q(applied_at__isnull=True, voided_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_list_is_frozen_after_the_seed_is_sealed",
                condition=models.Q(frozen_at__isnull=True, inputs_hash="")
                | (models.Q(frozen_at__gte=models.F("committed_at")) & ~models.Q(inputs_hash="")),
            ),
            models.CheckConstraint(
                name="a_seed_is_opened_after_the_list_is_frozen",
                condition=models.Q(revealed_at__isnull=True, revealed_seed="", panels="")
                | (
                    models.Q(frozen_at__isnull=False, revealed_at__gte=models.F("frozen_at"))
                    & ~models.Q(revealed_seed="")
                    & ~models.Q(fingerprint="")
                ),
            ),
            models.CheckConstraint(
                name="what_is_applied_was_revealed",
                condition=models.Q(applied_at__isnull=True)
                | models.Q(revealed_at__isnull=False, voided_at__isnull=True, applied_by__isnull=False),
            ),
            models.CheckConstraint(
                name="voiding_a_draw_says_why",
                condition=models.Q(voided_at__isnull=True) | ~models.Q(voided_because=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="commit_then_freeze_then_reveal",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=COMMITTED_FIRST,
            ),
            pgtrigger.Protect(
                name="what_is_sealed_stays",
                operation=pgtrigger.UpdateOf("round_id", "number", "purpose", "seed_commitment", "committed_at"),
            ),
            pgtrigger.Protect(
                name="a_frozen_list_stays",
                operation=pgtrigger.UpdateOf("seed", "frozen_at", "inputs", "inputs_hash"),
                condition=pgtrigger.Q(old__frozen_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="a_revealed_draw_stays",
                operation=pgtrigger.UpdateOf("witness", "revealed_at", "revealed_seed", "panels", "fingerprint"),
                condition=pgtrigger.Q(old__revealed_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="an_ended_draw_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__applied_at__isnull=False) | pgtrigger.Q(old__voided_at__isnull=False),
            ),
            pgtrigger.Protect(name="draws_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.round}第{self.number}次抽签"
