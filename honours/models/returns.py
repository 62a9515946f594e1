"""银行回执: the file the bank sent back, what it said line by line, and where it contradicts itself."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from honours.models.batches import PaymentAttempt, PaymentBatch
from honours.states import Answer, ConflictKind, ReturnState, Settlement
from privacy.fields import EncryptedTextField


class BankReturn(models.Model):
    """回执文件: kept sealed as it came; the same bytes are entered once."""

    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="returns", verbose_name="批次")
    state = models.CharField("进程", max_length=10, choices=ReturnState, default=ReturnState.RECEIVED)
    name = models.CharField("文件名", max_length=200)
    content = EncryptedTextField("内容", editable=False)
    sha256 = models.CharField("文件校验值", max_length=64)
    reading = models.JSONField("认读方式", default=dict)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="上传人"
    )
    received_at = models.DateTimeField("上传时间")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记人",
    )
    entered_at = models.DateTimeField("登记时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "银行回执"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(name="the_same_file_enters_once", fields=["batch", "sha256"]),
            models.CheckConstraint(
                name="an_entered_return_says_by_whom",
                condition=models.Q(state=ReturnState.RECEIVED)
                | models.Q(entered_by__isnull=False, entered_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_return_stays_as_it_came", operation=pgtrigger.UpdateOf("batch_id", "name", "content", "sha256")
            ),
            pgtrigger.Protect(name="returns_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="an_entered_return_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state=ReturnState.ENTERED),
            ),
        ]

    def __str__(self):
        return f"{self.batch}：{self.name}"

    def get_absolute_url(self):
        """The page on which it is looked at and entered."""
        return reverse("honours:bank_return", args=[self.pk])


class ReturnLine(models.Model):
    """回执的一行, as it was entered; account and name stand in the file alone."""

    bank_return = models.ForeignKey(BankReturn, on_delete=models.PROTECT, related_name="lines", verbose_name="回执")
    place = models.PositiveIntegerField("行号")
    attempt = models.ForeignKey(
        PaymentAttempt, on_delete=models.PROTECT, null=True, blank=True, related_name="answers", verbose_name="拨付"
    )
    reference = models.CharField("业务编号", max_length=60)
    answer = models.CharField("处理结果", max_length=10, choices=Answer)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)
    bank_reference = models.CharField("银行流水号", max_length=60, blank=True)
    reason = models.CharField("退回原因", max_length=300, blank=True)
    day = models.DateField("处理日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "银行回执明细"
        ordering = ("bank_return", "place")
        constraints = [models.UniqueConstraint(name="one_entry_per_line", fields=["bank_return", "place"])]
        triggers = [pgtrigger.Protect(name="return_lines_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.reference} {self.get_answer_display()}"


class PaymentConflict(models.Model):
    """回执冲突: the bank contradicts what was entered; nothing moves until a person has asked the bank."""

    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="conflicts", verbose_name="拨付")
    kind = models.CharField("冲突", max_length=20, choices=ConflictKind)
    line = models.ForeignKey(ReturnLine, on_delete=models.PROTECT, related_name="conflicts", verbose_name="回执明细")
    found_at = models.DateTimeField("发现时间")
    settlement = models.CharField("处理", max_length=20, choices=Settlement, blank=True)
    note = models.CharField("查询情况", max_length=300, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="处理人",
    )
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "回执冲突"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_open_conflict", fields=["attempt"], condition=models.Q(settled_at__isnull=True)
            ),
            models.CheckConstraint(
                name="a_settled_conflict_says_how",
                condition=models.Q(settled_at__isnull=True, settlement="")
                | (
                    models.Q(settled_at__isnull=False, settled_by__isnull=False)
                    & ~models.Q(note="")
                    & ~models.Q(settlement="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="conflicts_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_settled_conflict_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__settled_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.attempt} {self.get_kind_display()}"

    @property
    def bank_reference(self):
        """The bank's number for the answer that came late."""
        return self.line.bank_reference

    @property
    def is_open(self):
        """Nobody has settled it."""
        return self.settled_at is None
