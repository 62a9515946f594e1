"""移交 to the configured address: at least once, taken once by its key, with every attempt to be seen.

What is owed is found by looking and not by being told: filing stands below this floor and knows nothing of it. An attempt
is written down before it is made; a worker killed on the way leaves a row that is due again after the lease.
"""

import hashlib
import io
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction

from common import clock
from common.refusals import insist
from common.worker import nudge
from exports.states import State as FileState
from handover import contents, endpoint, queries, rules
from handover.actions.packing import wanted
from handover.endpoint import Outcome, Sending
from handover.models import Delivery
from handover.states import MOST_ATTEMPTS, DeliveryState, Matter
from ledger.actions import record

LEASE = timedelta(minutes=10)  # longer than a sending may take
MOST_AT_ONCE = 200


def owe_all(*, now=None):
    """What is owed by now: filings, corrections, withdrawals; and what an event has overtaken is not sent any more."""
    now = now or clock.now()
    if not endpoint.is_configured():
        return 0
    for delivery in queries.overtaken():
        _supersede(delivery.pk)
    owed = 0
    for nomination in queries.not_yet_owed()[:MOST_AT_ONCE]:
        owed += _owe_filing(nomination.pk, now)
    for nomination in queries.withdrawals_not_yet_owed()[:MOST_AT_ONCE]:
        _new, made = Delivery.objects.get_or_create(
            nomination=nomination,
            matter=Matter.WITHDRAWAL,
            filed_at=nomination.submitted_at,
            defaults={"owed_at": now},
        )
        owed += made
    return owed


@transaction.atomic
def _owe_filing(pk, now):
    nomination = queries.locked_for_packing(pk)
    if nomination.state not in queries.WITH_THE_OFFICE or rules.refuse_unscanned(nomination) is not None:
        return 0  # looked at again the next time
    package = wanted(nomination)
    _delivery, made = Delivery.objects.get_or_create(
        nomination=nomination,
        matter=Matter.FILING if package.filing == 1 else Matter.CORRECTION,
        filed_at=nomination.submitted_at,
        defaults={"package": package, "owed_at": now},
    )
    return int(made)


@transaction.atomic
def _supersede(pk):
    delivery = queries.locked_delivery(pk, passing_by=True)
    if delivery is not None and queries.overtaken().filter(pk=pk).exists():
        delivery.state, delivery.retry_at = DeliveryState.SUPERSEDED, None
        delivery.last_answer = "材料已重新报送或者已撤回，不再送。"
        delivery.save(update_fields=["state", "retry_at", "last_answer"])


def deliver(pk, *, now=None):
    """One attempt; told twice, the second finds that somebody has it in hand."""
    now = now or clock.now()
    delivery = _taken_in_hand(pk, now)
    if delivery is None:
        return None
    with _content_of(delivery) as sending:
        answer = endpoint.send(sending, now=now)
    return _noted(delivery, sending.sha256, answer, now)


@transaction.atomic
def _taken_in_hand(pk, now):
    if not endpoint.is_configured():
        return None
    delivery = queries.locked_delivery(pk, passing_by=True)
    if delivery is None or not queries.due(now).filter(pk=pk).exists():
        return None
    package = delivery.package
    if package is not None and package.state == FileState.FAILED:
        return _given_up(delivery, f"材料包未能生成：{package.problem}", now)
    if package is not None and not package.file.storage.exists(package.file.name):
        return _given_up(delivery, "材料包不在存储中，请重新移交。", now)
    delivery.attempts += 1
    delivery.tried_at, delivery.retry_at, delivery.state = now, now + LEASE, DeliveryState.RETRYING
    delivery.save(update_fields=["attempts", "tried_at", "retry_at", "state"])
    return delivery


@contextmanager
def _content_of(delivery):
    """The package from the store, or the notice; read piece by piece."""
    common = {"matter": delivery.matter, "number": delivery.nomination.number}
    package = delivery.package
    if package is None:
        words = contents.as_bytes(contents.withdrawal(delivery))
        digest = hashlib.sha256(words).hexdigest()
        yield Sending(
            **common, filing=0, media="application/json", content=io.BytesIO(words), size=len(words), sha256=digest
        )
        return
    with package.file.open("rb") as content:
        yield Sending(
            **common,
            filing=package.filing,
            media="application/zip",
            content=content,
            size=package.size,
            sha256=package.sha256,
        )


@transaction.atomic
def _noted(taken, key, answer, now):
    """The answer, unless somebody else has taken the row in hand since."""
    delivery = queries.locked_delivery(taken.pk)
    if delivery.attempts != taken.attempts or delivery.state != DeliveryState.RETRYING:
        return None
    delivery.key, delivery.last_answer, delivery.retry_at = key, answer.words[:300], None
    if answer.outcome == Outcome.DELIVERED:
        delivery.state, delivery.delivered_at, delivery.receipt = DeliveryState.DELIVERED, now, answer.receipt
        _write_down("delivery.made", delivery, now)
    elif answer.outcome == Outcome.REJECTED:
        delivery.state = DeliveryState.REJECTED
        _write_down("delivery.rejected", delivery, now)
    elif delivery.attempts >= MOST_ATTEMPTS:
        delivery.state = DeliveryState.FAILED
        _write_down("delivery.failed", delivery, now)
    else:
        delivery.retry_at = now + timedelta(minutes=2 ** min(delivery.attempts, 9))
    delivery.save(update_fields=["key", "last_answer", "retry_at", "state", "delivered_at", "receipt"])
    return delivery


def _given_up(delivery, words, now):
    delivery.state, delivery.last_answer, delivery.retry_at = DeliveryState.FAILED, words[:300], None
    delivery.save(update_fields=["state", "last_answer", "retry_at"])
    _write_down("delivery.failed", delivery, now)


def _write_down(act, delivery, now):
    record(
        act,
        by=None,
        on=delivery.nomination,
        at=now,
        reason=delivery.last_answer,
        matter=delivery.get_matter_display(),
        recipient=endpoint.host(),
        hash=delivery.key,
        attempts=delivery.attempts,
    )


@transaction.atomic
def hand_over_again(delivery, *, by, now=None):
    """重新移交: the attempts are counted from the beginning; the key stays, so nothing is taken twice."""
    now = now or clock.now()
    delivery = queries.locked_delivery(delivery.pk)
    insist(rules.refuse_again(by, delivery))
    delivery.state, delivery.attempts, delivery.retry_at = DeliveryState.OWED, 0, None
    delivery.save(update_fields=["state", "attempts", "retry_at"])
    package = delivery.package
    if package is not None and rules.refuse_unfiled(delivery.nomination) is None:
        if package.state == FileState.READY and not package.file.storage.exists(package.file.name):
            package.state = FileState.EXPIRED
            package.save(update_fields=["state"])
        wanted(delivery.nomination)
    record("delivery.again", by=by, on=delivery.nomination, at=now, matter=delivery.get_matter_display())
    nudge("handover.deliver", delivery.pk)
    return delivery
