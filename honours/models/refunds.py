"""退还: what had come back of an award is given back after its honour was restored (docs/decisions/0025)."""

import pgtrigger
from django.conf import settings
from django.db import models

from honours.models.payments import Payment

ALL_THAT_CAME_BACK = """
    PERFORM 1 FROM honours_payment p JOIN honours_honour h ON h.id = p.honour_id
      WHERE p.id = NEW.payment_id AND p.state IN ('recovering', 'recovered') AND h.revoked_at IS NULL FOR UPDATE OF p;
    IF NOT FOUND THEN
        RAISE EXCEPTION '荣誉没有恢复，追回的奖金不退还' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.amount <> (SELECT coalesce(sum(amount), 0) FROM honours_recovery WHERE payment_id = NEW.payment_id)
       - (SELECT coalesce(sum(amount), 0) FROM honours_refund
           WHERE payment_id = NEW.payment_id AND confirmed_at IS NOT NULL) THEN
        RAISE EXCEPTION '退还金额与追回到账不符' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Refund(models.Model):
    """追回款退还: registered by one of finance, confirmed by another; all that came back, and once."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds", verbose_name="奖金")
    amount = models.DecimalField("退还金额（元）", max_digits=10, decimal_places=2)
    paid_on = models.DateField("退还日期")
    reference = models.CharField("退还凭证", max_length=60)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    registered_at = models.DateTimeField("登记时间")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="复核人",
    )
    confirmed_at = models.DateTimeField("复核时间", null=True, blank=True)
    declined_at = models.DateTimeField("退回登记时间", null=True, blank=True)
    reason = models.CharField("退回登记的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "追回款退还"
        ordering = ("payment", "pk")
        constraints = [
            models.CheckConstraint(name="what_is_given_back_is_a_sum", condition=models.Q(amount__gt=0)),
            models.UniqueConstraint(
                name="one_refund_waits_at_a_time",
                fields=["payment"],
                condition=models.Q(confirmed_at__isnull=True, declined_at__isnull=True),
                violation_error_message="已有一笔退还待复核。",
            ),
            models.CheckConstraint(
                name="two_people_give_back",
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("registered_by")),
                violation_error_message="登记人与复核人不得为同一人。",
            ),
            models.CheckConstraint(
                name="a_refund_is_confirmed_by_somebody_or_declined_for_a_reason",
                condition=models.Q(confirmed_at__isnull=True, declined_at__isnull=True)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False, declined_at__isnull=True)
                | (models.Q(confirmed_at__isnull=True, declined_at__isnull=False) & ~models.Q(reason="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="refunds_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="what_was_given_back_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False)
                | pgtrigger.Q(old__declined_at__isnull=False)
                | pgtrigger.Q(old__amount__df=pgtrigger.F("new__amount"))
                | pgtrigger.Q(old__payment__df=pgtrigger.F("new__payment")),
            ),
            pgtrigger.Trigger(
                name="all_that_came_back_is_given_back",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ALL_THAT_CAME_BACK,
            ),
        ]

    def __str__(self):
        return f"{self.payment} {self.reference}"

    @property
    def is_open(self) -> bool:
        """Waits for the second person."""
        return self.confirmed_at is None and self.declined_at is None
