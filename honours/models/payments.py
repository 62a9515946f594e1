"""一次性奖金: one payment per honour, ever, and its tax treatment (沪工总经〔2015〕260号 三(五))."""

import pgtrigger
from django.conf import settings
from django.db import models

from honours.models.banks import Bank
from honours.models.honours import Honour
from honours.states import GONE, PAYMENT_ROAD, HoldKind, PaymentState
from privacy.fields import EncryptedTextField
from seasons.models import Season
from seasons.states import TaxTreatment

# What a payment says of itself must be what its attempts say: released with one on its way, paid with one paid, never
# again to be paid while one is.
PAYMENT_OFF_ITS_ROAD = """
    IF NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[%s])) THEN
        RAISE EXCEPTION '奖金进程不能由 %% 变为 %%', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state IN ('prepared', 'released', 'paid') AND NOT EXISTS (
        SELECT 1 FROM honours_paymentattempt WHERE payment_id = NEW.id
           AND state = CASE NEW.state WHEN 'released' THEN 'sent' ELSE NEW.state END
    ) THEN
        RAISE EXCEPTION '奖金没有相应的拨付，不能变为 %%', NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state IN ('open', 'ready', 'prepared', 'failed', 'held', 'cancelled') AND EXISTS (
        SELECT 1 FROM honours_paymentattempt WHERE payment_id = NEW.id AND state IN ('sent', 'paid')
    ) THEN
        RAISE EXCEPTION '奖金已经付出或者在途，不能变为 %%', NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'recovering' AND NOT EXISTS (
        SELECT 1 FROM honours_paymentattempt WHERE payment_id = NEW.id AND state IN ('sent', 'paid')
    ) THEN
        RAISE EXCEPTION '奖金没有付出，无可追回' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'recovered' AND (
        SELECT coalesce(sum(amount), 0) FROM honours_recovery WHERE payment_id = NEW.id
    ) - (
        SELECT coalesce(sum(amount), 0) FROM honours_refund WHERE payment_id = NEW.id AND confirmed_at IS NOT NULL
    ) <> NEW.net THEN
        RAISE EXCEPTION '追回金额没有达到实发金额' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state IN ('cancelled', 'recovering', 'recovered') AND NEW.state IN ('open', 'ready', 'released', 'paid') THEN
        IF NOT EXISTS (SELECT 1 FROM honours_honour WHERE id = NEW.honour_id AND revoked_at IS NULL) THEN
            RAISE EXCEPTION '荣誉没有恢复，奖金不能恢复发放' USING ERRCODE = 'check_violation';
        END IF;
        IF (SELECT coalesce(sum(amount), 0) FROM honours_recovery WHERE payment_id = NEW.id) <> (
            SELECT coalesce(sum(amount), 0) FROM honours_refund WHERE payment_id = NEW.id AND confirmed_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION '追回的奖金没有退还，不能恢复发放' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
""" % ", ".join(f"'{source}>{target}'" for source, target in PAYMENT_ROAD)
# 一人一项荣誉一笔: by the natural person, whatever the number of dossiers; written by the database itself
WHOSE_PAYMENT = """
    SELECT h.season_id || '/' || h.title || '/' || coalesce(nullif(n.identity_hash, ''), 'honour-' || h.id)
      INTO NEW.payee_key
      FROM honours_honour h JOIN nominations_nomination n ON n.id = h.nomination_id WHERE h.id = NEW.honour_id;
    RETURN NEW;
"""


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
    payee_key = models.CharField("领款人", max_length=200, blank=True, editable=False)
    gross = models.DecimalField("应发（元）", max_digits=10, decimal_places=2)
    tax = models.DecimalField("代扣税款（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    net = models.DecimalField("实发（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    account_name = EncryptedTextField("户名", blank=True)
    bank = models.ForeignKey(
        Bank, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="银行"
    )
    bank_name = models.CharField("开户银行", max_length=120, blank=True)
    branch = models.CharField("开户网点", max_length=120, blank=True)
    cnaps = models.CharField("联行号", max_length=12, blank=True)
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
    hold_kind = models.CharField("暂缓的原因", max_length=10, choices=HoldKind, blank=True, editable=False)
    office_note = models.CharField("财务暂缓的理由", max_length=300, blank=True, editable=False)
    freed_at = models.DateTimeField("暂缓解除时间", null=True, blank=True, editable=False)
    tax_corrected_on = models.DateField("税款更正日期", null=True, blank=True)
    tax_correction = models.CharField("税款更正凭证", max_length=120, blank=True)

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
                condition=~models.Q(state=PaymentState.HELD) | (~models.Q(held_from="") & ~models.Q(hold_kind="")),
            ),
            models.UniqueConstraint(
                name="one_payment_per_person_and_honour", fields=["payee_key"], condition=~models.Q(payee_key="")
            ),
            models.CheckConstraint(
                name="a_corrected_tax_has_its_voucher",
                condition=models.Q(tax_corrected_on__isnull=True) | ~models.Q(tax_correction=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="payments_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="a_payment_knows_its_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=WHOSE_PAYMENT,
            ),
            pgtrigger.Protect(
                name="the_person_paid_stays",
                operation=pgtrigger.UpdateOf("payee_key", "honour_id"),
                condition=~pgtrigger.Q(old__payee_key="")
                & (
                    pgtrigger.Q(old__payee_key__df=pgtrigger.F("new__payee_key"))
                    | pgtrigger.Q(old__honour__df=pgtrigger.F("new__honour"))
                ),
            ),
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
