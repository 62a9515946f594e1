"""移交：真实的后台在送出与登记之间被终止，材料以同一校验值再送，对方恰好收存一份."""

from datetime import timedelta

import pytest
from celery import current_app

from common import clock
from handover.models import Delivery, Package
from handover.states import DeliveryState
from handover.tasks import deliver_owed, pack_owed
from tests.handover.receiver import KEY
from tests.workers import until, workers

ALL = 120  # seconds on a busy machine


def _forget():
    with current_app.connection_for_write() as connection:
        connection.default_channel.client.delete("celery", "unacked", "unacked_index")


@pytest.fixture
def queue():
    """Nothing another test has asked for is delivered here, nor the other way round."""
    _forget()
    yield
    _forget()


def state():
    found = Delivery.objects.first()
    return found and found.state


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_killed_between_sending_and_writing_down(queue, filed, receiver, monkeypatch, tmp_path):
    monkeypatch.setenv("HANDOVER_ENDPOINT", receiver.address)
    monkeypatch.setenv("HANDOVER_KEY", KEY)
    receiver.may_answer.clear()
    with workers(tmp_path, "first", "second") as (first, second):
        first.start()
        deliver_owed.delay()
        until(lambda: Delivery.objects.exists(), seconds=ALL)
        pack_owed.delay()
        until(receiver.arrived.is_set, seconds=ALL)
        first.kill()
        assert (state(), Delivery.objects.get().delivered_at) == (DeliveryState.RETRYING, None)

        receiver.may_answer.set()
        clock.put_forward(timedelta(minutes=11))
        _forget()
        second.start()
        for _turn in range(3):
            deliver_owed.delay()
        until(lambda: state() == DeliveryState.DELIVERED, seconds=ALL)

    delivery, package = Delivery.objects.get(), Package.objects.get()
    assert list(receiver.held) == [package.sha256] == [delivery.key]
    assert {told["key"] for told in receiver.requests} == {package.sha256}
    assert (delivery.attempts, len(receiver.requests)) == (2, 2)
