"""追回: what came back after a revocation, sum by sum (沪工总经〔2015〕260号 五(三))."""

import pgtrigger
from django.conf import settings
from django.db import models

from honours.models.payments import Payment

NO_MORE_THAN_WAS_PAID = """
    PERFORM 1 FROM honours_payment WHERE id = NEW.payment_id AND state = 'recovering' FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION '奖金不在追回中' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.amount + (SELECT coalesce(sum(amount), 0) FROM honours_recovery WHERE payment_id = NEW.payment_id)
       - (SELECT coalesce(sum(amount), 0) FROM honours_refund
           WHERE payment_id = NEW.payment_id AND confirmed_at IS NOT NULL)
       > (SELECT net FROM honours_payment WHERE id = NEW.payment_id) THEN
        RAISE EXCEPTION '追回金额超过实发金额' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Recovery(models.Model):
    """追回到账: one sum that came back, with its day and its voucher."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="recoveries", verbose_name="奖金")
    amount = models.DecimalField("追回金额（元）", max_digits=10, decimal_places=2)
    received_on = models.DateField("到账日期")
    reference = models.CharField("追回凭证", max_length=60)
    note = models.CharField("说明", max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "奖金追回"
        ordering = ("payment", "received_on", "pk")
        constraints = [
            models.CheckConstraint(name="what_comes_back_is_a_sum", condition=models.Q(amount__gt=0)),
            models.UniqueConstraint(
                name="one_entry_per_voucher",
                fields=["payment", "reference"],
                violation_error_message="这一凭证已经登记过。",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="recoveries_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_more_comes_back_than_was_paid",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NO_MORE_THAN_WAS_PAID,
            ),
        ]

    def __str__(self):
        return f"{self.payment} {self.reference}"
