"""一次性奖金: one payment per honour, ever, and its tax treatment (沪工总经〔2015〕260号 三(五))."""

import pgtrigger
from django.conf import settings
from django.db import models

from honours.models.honours import Honour
from honours.states import GONE, PAYMENT_ROAD, PaymentState
from privacy.fields import EncryptedTextField
from seasons.models import Season
from seasons.states import TaxTreatment

PAYMENT_OFF_ITS_ROAD = """
    IF NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[%s])) THEN
        RAISE EXCEPTION '奖金进程不能由 %% 变为 %%', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""" % ", ".join(f"'{source}>{target}'" for source, target in PAYMENT_ROAD)


class SeasonTax(models.Model):
    """奖金税务处理: chosen by finance once a season; while undecided nothing is paid."""

    season = models.OneToOneField(Season, on_delete=models.PROTECT, related_name="award_tax", verbose_name="年度")
    treatment = models.CharField("税务处理", max_length=20, choices=TaxTreatment, default=TaxTreatment.UNDECIDED)
    basis = models.CharField("依据", max_length=300, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确定人",
    )
    chosen_at = models.DateTimeField("确定时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "奖金税务处理"
        constraints = [
            models.CheckConstraint(
                name="a_chosen_treatment_has_its_basis",
                condition=models.Q(treatment=TaxTreatment.UNDECIDED) | ~models.Q(basis=""),
                violation_error_message="确定税务处理须写明依据。",
            )
        ]

    def __str__(self):
        return f"{self.season} {self.get_treatment_display()}"


class Payment(models.Model):
    """一次性奖金: one per honour, ever. Amounts in yuan, exact; the account is encrypted and asked only after naming."""

    honour = models.OneToOneField(Honour, on_delete=models.PROTECT, related_name="payment", verbose_name="荣誉")
    state = models.CharField("进程", max_length=20, choices=PaymentState, default=PaymentState.OPEN)
    gross = models.DecimalField("奖金（元）", max_digits=10, decimal_places=2)
    tax = models.DecimalField("代扣税款（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    net = models.DecimalField("实发（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    account_name = EncryptedTextField("户名", blank=True)
    bank_name = models.CharField("开户银行", max_length=120, blank=True)
    bank_account = EncryptedTextField("账号", blank=True)
    consented_at = models.DateTimeField("同意提供账户信息时间", null=True, blank=True)
    opened_at = models.DateTimeField("立项时间")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="编制人",
    )
    prepared_at = models.DateTimeField("编制时间", null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="复核放款人",
    )
    released_at = models.DateTimeField("放款时间", null=True, blank=True)
    paid_at = models.DateTimeField("发放时间", null=True, blank=True)
    bank_reference = models.CharField("银行流水号", max_length=60, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    held_from = models.CharField("暂缓前的进程", max_length=20, choices=PaymentState, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "奖金"
        ordering = ("honour",)
        constraints = [
            models.CheckConstraint(
                name="net_is_gross_less_tax",
                condition=models.Q(net__isnull=True) | models.Q(net=models.F("gross") - models.F("tax")),
            ),
            models.CheckConstraint(
                name="money_leaves_with_an_amount",
                condition=~models.Q(state__in=[PaymentState.PREPARED, PaymentState.RELEASED, PaymentState.PAID])
                | models.Q(net__isnull=False, tax__isnull=False),
            ),
            models.CheckConstraint(
                name="two_people_release_money",
                condition=models.Q(released_by__isnull=True) | ~models.Q(released_by=models.F("prepared_by")),
                violation_error_message="编制人与复核放款人不得为同一人。",
            ),
            models.CheckConstraint(
                name="paid_money_has_a_reference",
                condition=~models.Q(state=PaymentState.PAID)
                | (models.Q(paid_at__isnull=False) & ~models.Q(bank_reference="")),
            ),
            models.CheckConstraint(
                name="money_leaves_by_two_people",
                condition=~models.Q(state__in=GONE)
                | models.Q(prepared_by__isnull=False, released_by__isnull=False, consented_at__isnull=False),
            ),
            models.CheckConstraint(
                name="held_money_knows_where_it_stood",
                condition=~models.Q(state=PaymentState.HELD) | ~models.Q(held_from=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="payments_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="payments_keep_to_their_road",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=PAYMENT_OFF_ITS_ROAD,
            ),
            pgtrigger.Protect(
                name="released_amounts_stay",
                operation=pgtrigger.UpdateOf("gross", "tax", "net"),
                condition=pgtrigger.Q(old__state__in=[*GONE, PaymentState.RECOVERING, PaymentState.RECOVERED])
                & (
                    pgtrigger.Q(old__gross__df=pgtrigger.F("new__gross"))
                    | pgtrigger.Q(old__tax__df=pgtrigger.F("new__tax"))
                    | pgtrigger.Q(old__net__df=pgtrigger.F("new__net"))
                ),
            ),
        ]

    def __str__(self):
        return f"{self.honour} {self.gross}元"
