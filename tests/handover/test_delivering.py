"""移交：至少送一次，对方只收一次，失败看得见、会再送 (沪工总经〔2015〕260号 五(二))."""

from datetime import timedelta

import pytest

from common.refusals import Refused
from handover import actions, endpoint
from handover.actions import delivering
from handover.models import Delivery, Package
from handover.states import MOST_ATTEMPTS, DeliveryState, Matter
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from tests.factories import at_state
from tests.handover.conftest import filed_again, made_without_the_press
from tests.moments import IN_SCREENING

LATER = IN_SCREENING + timedelta(hours=2)
AGAIN = {
    503: "暂不能接收（503）：系统维护中",
    429: "暂不能接收（429）",
    "reset": "未能连通或者中途断开",
    "silent": "未能连通或者中途断开",
    "answer lost": "未能连通或者中途断开",
    "drip": "未能连通或者中途断开",
    "endless": "校验值不符",
    "wrong answer": "校验值不符",
    "not json": "校验值不符",
}
REJECTED = {400: "不予接收（400）：系统维护中", 401: "不予接收（401）", 413: "不予接收（413）", "redirect": "未予跟随"}


def only():
    return Delivery.objects.select_related("package").get()


def test_a_filing_is_owed_once(owed):
    assert actions.owe_all(now=LATER) == 0
    assert (owed.matter, owed.state, owed.package.filing) == (Matter.FILING, DeliveryState.OWED, 1)


def test_it_arrives_whole_and_signed_and_the_receipt_is_kept(owed, receiver):
    actions.deliver(owed.pk, now=IN_SCREENING)

    delivery, told = only(), receiver.requests[0]
    assert (delivery.state, delivery.receipt, delivery.delivered_at) == (DeliveryState.DELIVERED, "R-1", IN_SCREENING)
    assert delivery.key == owed.package.sha256 == told["key"]
    assert receiver.held[delivery.key] == b"PK a package"
    assert (told["headers"]["Handover-Matter"], told["headers"]["Handover-Filing"]) == ("filing", "1")
    entry = Entry.objects.get(act="delivery.made")
    assert (entry.actor_id, entry.detail["recipient"], entry.subject_id) == (None, "127.0.0.1", owed.nomination_id)


@pytest.mark.parametrize("mood", AGAIN, ids=str)
def test_what_may_pass_is_tried_again_later_with_the_same_key(owed, receiver, mood):
    receiver.plan = [mood]
    actions.deliver(owed.pk, now=IN_SCREENING)

    delivery = only()
    assert (delivery.state, delivery.attempts) == (DeliveryState.RETRYING, 1)
    assert AGAIN[mood] in delivery.last_answer
    assert delivery.retry_at == IN_SCREENING + timedelta(minutes=2)
    assert actions.deliver(owed.pk, now=IN_SCREENING + timedelta(minutes=1)) is None
    receiver.stop_dripping.set()
    actions.deliver(owed.pk, now=LATER)
    assert only().state == DeliveryState.DELIVERED
    assert list(receiver.held) == [owed.package.sha256]


def test_an_answer_lost_on_the_way_is_made_good_by_the_duplicates_answer(owed, receiver):
    receiver.plan = ["answer lost"]
    actions.deliver(owed.pk, now=IN_SCREENING)
    actions.deliver(owed.pk, now=LATER)

    assert (only().state, only().receipt) == (DeliveryState.DELIVERED, "R-1")
    assert "此前已经接收（409）" in only().last_answer
    assert len(receiver.held) == 1


@pytest.mark.parametrize("mood", REJECTED, ids=str)
def test_what_will_not_pass_by_itself_waits_for_a_person(owed, receiver, mood):
    receiver.plan = [mood]
    actions.deliver(owed.pk, now=IN_SCREENING)

    assert only().state == DeliveryState.REJECTED
    assert REJECTED[mood] in only().last_answer
    assert actions.deliver(owed.pk, now=LATER) is None
    assert Entry.objects.filter(act="delivery.rejected").count() == 1


def test_nobody_is_led_to_another_address(owed, receiver):
    receiver.plan = ["redirect"]
    actions.deliver(owed.pk, now=IN_SCREENING)

    assert [told["path"] for told in receiver.requests] == ["/packages"]


def test_a_server_that_is_not_there_is_tried_again(owed, settings):
    settings.HANDOVER_ENDPOINT = "http://127.0.0.1:9/packages"
    actions.deliver(owed.pk, now=IN_SCREENING)

    assert (only().state, "ConnectError" in only().last_answer) == (DeliveryState.RETRYING, True)


def test_the_waits_grow_and_end_in_failure(owed, receiver):
    receiver.plan, now, waits = [500] * MOST_ATTEMPTS, IN_SCREENING, []
    while only().state != DeliveryState.FAILED:
        actions.deliver(owed.pk, now=now)
        waits.append((only().retry_at - now).total_seconds() / 60 if only().retry_at else 0)
        now = only().retry_at or now

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 512, 512, 0]
    assert Entry.objects.filter(act="delivery.failed").count() == 1


def test_a_stranger_without_the_key_is_not_believed(owed, receiver, settings):
    settings.HANDOVER_KEY = "another-key-that-nobody-shares-0123"
    actions.deliver(owed.pk, now=IN_SCREENING)

    assert (only().state, receiver.held) == (DeliveryState.REJECTED, {})
    assert "签名不符" in only().last_answer


def test_the_review_office_has_it_sent_again(owed, receiver, review_office):
    receiver.plan = [400]
    actions.deliver(owed.pk, now=IN_SCREENING)
    actions.hand_over_again(only(), by=review_office, now=LATER)
    actions.deliver(owed.pk, now=LATER)

    assert (only().state, only().attempts) == (DeliveryState.DELIVERED, 1)
    assert Entry.objects.get(act="delivery.again").actor_id == review_office.pk


@pytest.mark.parametrize("who", ["xuhui_clerk", "supervision", "screener"])
def test_nobody_else_has_it_sent_again(owed, receiver, request, who):
    receiver.plan = [400]
    actions.deliver(owed.pk, now=IN_SCREENING)
    with pytest.raises(Refused) as refusal:
        actions.hand_over_again(only(), by=request.getfixturevalue(who))
    assert refusal.value.ground == "not_the_office"


def test_what_arrived_is_not_sent_again(owed, review_office):
    actions.deliver(owed.pk, now=IN_SCREENING)
    with pytest.raises(Refused) as refusal:
        actions.hand_over_again(only(), by=review_office)
    assert refusal.value.ground == "not_stuck"


def test_a_correction_is_delivered_as_another_filing(owed, receiver, tmp_path):
    actions.deliver(owed.pk, now=IN_SCREENING)
    Nomination.objects.filter(pk=owed.nomination_id).update(submitted_at=LATER)
    filed_again(Nomination.objects.get(pk=owed.nomination_id), owed.nomination.drafted_by)
    actions.owe_all(now=LATER)
    second = Delivery.objects.get(matter=Matter.CORRECTION)
    made_without_the_press(second.package, tmp_path, now=LATER, content=b"PK corrected")
    actions.deliver(second.pk, now=LATER)

    assert (second.package.filing, len(receiver.held)) == (2, 2)
    assert receiver.requests[1]["headers"]["Handover-Filing"] == "2"


def test_an_overtaken_filing_is_not_sent_any_more(owed, receiver):
    Nomination.objects.filter(pk=owed.nomination_id).update(submitted_at=LATER)
    filed_again(Nomination.objects.get(pk=owed.nomination_id), owed.nomination.drafted_by)
    actions.owe_all(now=LATER)

    assert Delivery.objects.get(pk=owed.pk).state == DeliveryState.SUPERSEDED
    assert actions.deliver(owed.pk, now=LATER) is None
    assert receiver.requests == []


def test_a_withdrawal_is_told_where_something_may_have_arrived(owed, receiver):
    receiver.plan = ["answer lost"]
    actions.deliver(owed.pk, now=IN_SCREENING)
    at_state(owed.nomination, State.WITHDRAWN)
    actions.owe_all(now=LATER)
    notice = Delivery.objects.get(matter=Matter.WITHDRAWAL)
    actions.deliver(notice.pk, now=LATER)

    assert Delivery.objects.get(pk=owed.pk).state == DeliveryState.SUPERSEDED
    assert Delivery.objects.get(pk=notice.pk).state == DeliveryState.DELIVERED
    assert b'"state": "withdrawn"' in receiver.held[receiver.requests[-1]["key"]]
    assert actions.owe_all(now=LATER) == 0


def test_nothing_is_told_of_a_withdrawal_where_nothing_was_sent(owed):
    at_state(owed.nomination, State.WITHDRAWN)
    actions.owe_all(now=LATER)

    assert not Delivery.objects.filter(matter=Matter.WITHDRAWAL).exists()


def test_without_the_consent_to_the_review_nothing_is_sent(owed, receiver):
    owed.nomination.consents.update(withdrawn_at=IN_SCREENING)

    assert actions.deliver(owed.pk, now=LATER) is None
    assert receiver.requests == []


def test_a_package_that_cannot_be_made_is_seen_in_the_register(owed):
    Package.objects.update(state="failed", problem="“获奖证书”的文件不在存储中。")
    actions.deliver(owed.pk, now=LATER)

    assert only().state == DeliveryState.FAILED
    assert "“获奖证书”的文件不在存储中" in only().last_answer


def test_unconfigured_nothing_is_owed_and_nothing_sent(filed, settings):
    settings.HANDOVER_ENDPOINT = ""

    assert actions.owe_all(now=IN_SCREENING) == 0
    assert (Delivery.objects.count(), endpoint.is_configured()) == (0, False)


def test_a_late_answer_of_a_slow_worker_changes_nothing(owed, receiver):
    slow = delivering._taken_in_hand(owed.pk, IN_SCREENING)
    actions.deliver(owed.pk, now=LATER)
    late = endpoint.Answer(endpoint.Outcome.REJECTED, "过时的答复")

    assert delivering._noted(slow, owed.package.sha256, late, LATER) is None
    assert only().state == DeliveryState.DELIVERED


def test_no_identity_number_is_told_on_the_way(owed, receiver, caplog):
    receiver.plan = ["reset"]
    actions.deliver(owed.pk, now=IN_SCREENING)
    said = f"{only().last_answer}{receiver.requests}{caplog.text}{list(Entry.objects.values())}"

    assert owed.nomination.identity_number not in said
