"""What was released before there were batches gets one: by whom it was prepared and released, and on which day."""

import hashlib
from itertools import groupby

import pgtrigger
from django.db import migrations
from django.utils import timezone

LEFT = {"released": "sent", "paid": "paid", "failed": "failed", "recovering": "paid", "recovered": "paid"}
WITHOUT_A_NUMBER = "原登记未载"


def carry_over(apps, schema_editor):
    """Payments that have left, in batches of their own; what was only prepared is prepared anew, in a batch."""
    Payment = apps.get_model("honours", "Payment")
    Payment.objects.filter(state="prepared").update(state="ready", prepared_by=None, prepared_at=None)
    schema_editor.execute(
        "UPDATE honours_payment p"
        "   SET payee_key = h.season_id || '/' || h.title || '/' || coalesce(nullif(n.identity_hash, ''), 'honour-' || h.id)"
        "  FROM honours_honour h JOIN nominations_nomination n ON n.id = h.nomination_id WHERE h.id = p.honour_id"
    )
    left = [
        payment
        for payment in Payment.objects.filter(state__in=LEFT)
        .select_related("honour__season")
        .order_by("honour__season__code", "released_at", "pk")
        if payment.prepared_by_id and payment.released_by_id and payment.released_at and payment.net is not None
    ]
    numbers = {}
    for key, together in groupby(left, key=_batch_of):
        code = key[0]
        numbers[code] = numbers.get(code, 0) + 1
        _put(apps, f"{code}-{numbers[code]:03d}", list(together))


def _batch_of(payment):
    day = timezone.localtime(payment.released_at).date()
    return payment.honour.season.code, day, payment.prepared_by_id, payment.released_by_id


def _put(apps, number, payments):
    Batch, Attempt, Recovery = (
        apps.get_model("honours", name) for name in ("PaymentBatch", "PaymentAttempt", "Recovery")
    )
    first = payments[0]
    batch = Batch.objects.create(
        season_id=first.honour.season_id,
        number=number,
        count=len(payments),
        gross=sum(payment.gross for payment in payments),
        tax=sum(payment.tax for payment in payments),
        net=sum(payment.net for payment in payments),
        digest=hashlib.sha256(f"{number}:{[payment.pk for payment in payments]}".encode()).hexdigest(),
        prepared_by_id=first.prepared_by_id,
        prepared_at=first.prepared_at or first.released_at,
        is_carried_over=True,
    )
    for position, payment in enumerate(payments, start=1):
        answered = payment.state != "released" and not (payment.state == "recovering" and payment.paid_at is None)
        paid_at = payment.paid_at or payment.released_at
        was_paid = answered and payment.state != "failed"
        Attempt.objects.create(
            payment=payment,
            batch=batch,
            position=position,
            reference=f"{number}-{position:05d}",
            state=LEFT[payment.state] if answered else "sent",
            payee=payment.honour.name,
            account_name=payment.account_name,
            bank_name=payment.bank_name,
            bank_account=payment.bank_account,
            gross=payment.gross,
            tax=payment.tax,
            net=payment.net,
            answered_at=paid_at if answered else None,
            paid_on=timezone.localtime(paid_at).date() if was_paid else None,
            bank_reference=(payment.bank_reference or WITHOUT_A_NUMBER) if was_paid else "",
            note=payment.note if payment.state == "failed" else "",
        )
        if payment.state == "recovered":
            # the sum is already complete, which the trigger of a recovery under way cannot know
            with pgtrigger.ignore("honours.Recovery:no_more_comes_back_than_was_paid"):
                Recovery.objects.create(
                    payment=payment,
                    amount=payment.net,
                    received_on=timezone.localtime(payment.released_at).date(),
                    reference=(payment.note.removeprefix("追回凭证：") or WITHOUT_A_NUMBER)[:60],
                    recorded_by_id=payment.released_by_id,
                    recorded_at=payment.released_at,
                )
    batch.state, batch.released_by_id, batch.released_at = "released", first.released_by_id, first.released_at
    batch.save(update_fields=["state", "released_by", "released_at"])
    if not Attempt.objects.filter(batch=batch, state="sent").exists():
        batch.state, batch.settled_at = "settled", first.released_at
        batch.save(update_fields=["state", "settled_at"])


class Migration(migrations.Migration):
    dependencies = [("honours", "0007_payment_batches")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
