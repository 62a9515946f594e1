"""发放批次: prepared by one, released by another; what is released is what was prepared (沪工总经〔2015〕260号 三(五))."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from honours.models.payments import Payment
from honours.states import ATTEMPT_OPEN, ATTEMPT_ROAD, BATCH_ROAD, AttemptState, BatchState
from privacy.fields import EncryptedTextField
from seasons.models import Season


def road(pairs):
    """A road as an array of the database."""
    return ", ".join(f"'{source}>{target}'" for source, target in pairs)


BATCH_STEP = f"""
    IF NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[{road(BATCH_ROAD)}])) THEN
        RAISE EXCEPTION '发放批次不能由 % 变为 %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'released' THEN
        IF EXISTS (
            SELECT 1 FROM accounts_user one JOIN accounts_user other ON one.person_hash = other.person_hash
             WHERE one.id = NEW.prepared_by_id AND other.id = NEW.released_by_id AND one.person_hash <> ''
        ) THEN
            RAISE EXCEPTION '编制人与复核放款人为同一人' USING ERRCODE = 'check_violation';
        END IF;
        IF (SELECT count(*) FROM honours_paymentattempt
             WHERE batch_id = NEW.id AND state NOT IN ('prepared', 'withdrawn')) <> NEW.count
           OR (SELECT coalesce(sum(net), 0) FROM honours_paymentattempt
                WHERE batch_id = NEW.id AND state NOT IN ('prepared', 'withdrawn')) <> NEW.net THEN
            RAISE EXCEPTION '批次明细与批次合计不符' USING ERRCODE = 'check_violation';
        END IF;
        IF NOT NEW.is_carried_over AND NEW.count <> (
            SELECT coalesce(sum(rows), 0) FROM honours_bankfile WHERE batch_id = NEW.id
        ) THEN
            RAISE EXCEPTION '银行文件与批次不符' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF NEW.state = 'settled' AND EXISTS (
        SELECT 1 FROM honours_paymentattempt WHERE batch_id = NEW.id AND state IN ('prepared', 'sent')
    ) THEN
        RAISE EXCEPTION '批次尚有未回执的明细' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
ATTEMPT_STEP = f"""
    IF NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[{road(ATTEMPT_ROAD)}])) THEN
        RAISE EXCEPTION '拨付不能由 % 变为 %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state IN ('failed', 'paid') AND NOT EXISTS (
        SELECT 1 FROM honours_paymentconflict WHERE attempt_id = NEW.id AND settlement = 'believed'
    ) THEN
        RAISE EXCEPTION '已登记的银行回执不能更改' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
ONLY_INTO_A_BATCH_UNDER_WAY = """
    IF NOT EXISTS (SELECT 1 FROM honours_paymentbatch WHERE id = NEW.batch_id AND state = 'prepared') THEN
        RAISE EXCEPTION '批次已经放款或者撤回，内容不能再变' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
SENT_WITH_ITS_BATCH = """
    IF EXISTS (
        SELECT 1 FROM honours_paymentattempt a JOIN honours_paymentbatch b ON b.id = a.batch_id
         WHERE a.id = NEW.id AND a.state NOT IN ('prepared', 'withdrawn') AND b.state NOT IN ('released', 'settled')
    ) THEN
        RAISE EXCEPTION '批次没有放款，明细不得付出' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class PaymentBatch(models.Model):
    """发放批次: its lines, totals and layout are fixed when it is prepared; ``digest`` is over all of them."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="payment_batches", verbose_name="年度")
    number = models.CharField("批次编号", max_length=20, unique=True)
    state = models.CharField("进程", max_length=20, choices=BatchState, default=BatchState.PREPARED)
    layout_name = models.CharField("银行文件格式", max_length=60, blank=True)
    layout = models.JSONField("银行文件格式（编制时）", default=dict)
    count = models.PositiveIntegerField("笔数")
    gross = models.DecimalField("应发合计（元）", max_digits=12, decimal_places=2)
    tax = models.DecimalField("税款合计（元）", max_digits=12, decimal_places=2)
    net = models.DecimalField("实发合计（元）", max_digits=12, decimal_places=2)
    digest = models.CharField("内容校验值", max_length=64)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="编制人"
    )
    prepared_at = models.DateTimeField("编制时间")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="复核放款人",
    )
    released_at = models.DateTimeField("放款时间", null=True, blank=True)
    settled_at = models.DateTimeField("回执齐全时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤回人",
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    reason = models.CharField("撤回的理由", max_length=300, blank=True)
    is_carried_over = models.BooleanField("由原登记转入", default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "发放批次"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="two_people_release_a_batch",
                condition=models.Q(released_by__isnull=True) | ~models.Q(released_by=models.F("prepared_by")),
                violation_error_message="编制人与复核放款人不得为同一人。",
            ),
            models.CheckConstraint(
                name="a_released_batch_says_by_whom",
                condition=~models.Q(state__in=[BatchState.RELEASED, BatchState.SETTLED])
                | models.Q(released_by__isnull=False, released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_withdrawn_batch_says_why",
                condition=~models.Q(state=BatchState.WITHDRAWN)
                | (models.Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~models.Q(reason="")),
            ),
            models.CheckConstraint(
                name="a_batch_adds_up",
                condition=models.Q(net=models.F("gross") - models.F("tax")) & models.Q(count__gte=1),
            ),
        ]
        indexes = [models.Index(fields=["season", "state"], name="batches_by_season")]
        triggers = [
            pgtrigger.Protect(name="batches_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="a_prepared_batch_stays",
                fields=[
                    "season",
                    "number",
                    "layout_name",
                    "layout",
                    "count",
                    "gross",
                    "tax",
                    "net",
                    "digest",
                    "prepared_by",
                    "prepared_at",
                    "is_carried_over",
                ],
            ),
            pgtrigger.Protect(
                name="a_released_batch_stays",
                operation=pgtrigger.UpdateOf(
                    "released_by_id", "released_at", "withdrawn_by_id", "withdrawn_at", "reason"
                ),
                condition=~pgtrigger.Q(old__state=BatchState.PREPARED),
            ),
            pgtrigger.Trigger(
                name="batches_keep_to_their_road",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=BATCH_STEP,
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        """The page of the batch."""
        return reverse("honours:batch", args=[self.number])


class PaymentAttempt(models.Model):
    """一次拨付: one line of one batch; account and amount as they were prepared.

    Of a payment there is at most one attempt under way and at most one that was paid: the constraint by which an award is
    paid once, whatever the order of acts.
    """

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="attempts", verbose_name="奖金")
    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="attempts", verbose_name="批次")
    position = models.PositiveIntegerField("序号")
    reference = models.CharField("业务编号", max_length=30, unique=True)
    state = models.CharField("进程", max_length=20, choices=AttemptState, default=AttemptState.PREPARED)
    payee = models.CharField("姓名", max_length=60)
    account_name = EncryptedTextField("户名", blank=True)
    bank_name = models.CharField("开户银行", max_length=120, blank=True)
    branch = models.CharField("开户网点", max_length=120, blank=True)
    cnaps = models.CharField("联行号", max_length=12, blank=True)
    bank_account = EncryptedTextField("账号", blank=True)
    gross = models.DecimalField("应发（元）", max_digits=10, decimal_places=2)
    tax = models.DecimalField("税款（元）", max_digits=10, decimal_places=2)
    net = models.DecimalField("实发（元）", max_digits=10, decimal_places=2)
    answered_at = models.DateTimeField("回执登记时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="回执登记人",
    )
    paid_on = models.DateField("付款日期", null=True, blank=True)
    bank_reference = models.CharField("银行流水号", max_length=60, blank=True)
    note = models.CharField("退回原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "拨付"
        ordering = ("batch", "position")
        constraints = [
            models.UniqueConstraint(name="one_line_per_place", fields=["batch", "position"]),
            models.UniqueConstraint(
                name="one_attempt_under_way", fields=["payment"], condition=models.Q(state__in=ATTEMPT_OPEN)
            ),
            models.UniqueConstraint(
                name="paid_at_most_once", fields=["payment"], condition=models.Q(state=AttemptState.PAID)
            ),
            models.CheckConstraint(
                name="a_line_adds_up", condition=models.Q(net=models.F("gross") - models.F("tax"), net__gt=0)
            ),
            models.CheckConstraint(
                name="a_paid_line_has_a_reference",
                condition=~models.Q(state=AttemptState.PAID)
                | (models.Q(paid_on__isnull=False, answered_at__isnull=False) & ~models.Q(bank_reference="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "paid_on"], name="attempts_by_day")]
        triggers = [
            pgtrigger.Protect(name="attempts_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="a_prepared_line_stays",
                fields=["payment", "batch", "position", "reference", "payee", "gross", "tax", "net"],
            ),
            pgtrigger.Protect(
                name="the_account_paid_into_stays",
                operation=pgtrigger.UpdateOf("account_name", "bank_name", "branch", "cnaps", "bank_account"),
                condition=~pgtrigger.Q(old__state__in=[AttemptState.PREPARED, AttemptState.WITHDRAWN])
                | ~pgtrigger.Q(new__state=AttemptState.WITHDRAWN),
            ),
            pgtrigger.Trigger(
                name="lines_enter_a_batch_under_way",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ONLY_INTO_A_BATCH_UNDER_WAY,
            ),
            pgtrigger.Trigger(
                name="attempts_keep_to_their_road",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=ATTEMPT_STEP,
            ),
            pgtrigger.Trigger(
                name="lines_leave_with_their_batch",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                condition=~pgtrigger.Q(new__state__in=[AttemptState.PREPARED, AttemptState.WITHDRAWN]),
                func=SENT_WITH_ITS_BATCH,
                timing=pgtrigger.Deferred,
            ),
        ]

    def __str__(self):
        return self.reference


class BankFile(models.Model):
    """交银行的文件: made once, at the release, and kept sealed; whoever fetches it gets these bytes."""

    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="files", verbose_name="批次")
    position = models.PositiveSmallIntegerField("序号")
    name = models.CharField("文件名", max_length=80)
    content = EncryptedTextField("内容", editable=False)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("文件校验值", max_length=64)
    rows = models.PositiveIntegerField("笔数")
    net = models.DecimalField("合计金额（元）", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = "银行文件"
        ordering = ("batch", "position")
        constraints = [models.UniqueConstraint(name="one_file_per_place", fields=["batch", "position"])]
        triggers = [
            pgtrigger.Protect(name="bank_files_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="files_are_made_at_the_release",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ONLY_INTO_A_BATCH_UNDER_WAY,
            ),
        ]

    def __str__(self):
        return self.name
