"""撤回函告：所告知的事项已不成立的，未送达的不再送出；关于同一件事相互抵触的两封不同时待送。"""

import threading

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from ledger.models import Entry
from letters import topics
from letters.actions import deliver_owed, mark_read, owe, recall
from letters.models import Dispatch, Letter
from letters.queries import of
from letters.short import LIMIT, SHORT
from tests.factories import UserFactory
from tests.moments import IN_WINDOW, beijing

PAGE = "/nominations/A202600001/"
LATER = beijing(2026, 6, 20, 9)


def write(kind, to, *, about=PAGE, at=IN_WINDOW):
    return owe(kind, to=to, subject=kind, body="正文。", about=about, at=at)[0]


def waiting(person):
    return sorted(Letter.objects.filter(recipient=person, recalled_at=None).values_list("kind", flat=True))


@pytest.fixture
def reader(db):
    """Somebody with an address."""
    return UserFactory(full_name="周文静", email="zhou@example.org")


def test_a_recalled_letter_is_never_sent_nor_shown(reader):
    letter = write("nomination_admitted", reader)

    assert recall(about=PAGE, at=LATER, reason="决定已撤销。") == 1

    assert deliver_owed() == 0 and not mail.outbox and not of(reader).exists()
    letter.refresh_from_db()
    assert (letter.recalled_at, letter.recalled_because) == (LATER, "决定已撤销。")
    assert Entry.objects.get(act="letter.recalled").reason == "决定已撤销。"


def test_what_has_been_sent_or_read_is_not_recalled(reader, clerk):
    write("nomination_admitted", reader)
    deliver_owed()
    mark_read(write("nomination_admitted", clerk))

    assert recall(about=PAGE) == 0
    assert not Letter.objects.filter(recalled_at__isnull=False).exists()


def test_only_the_kinds_and_the_page_asked_for_are_recalled(reader):
    write("nomination_admitted", reader)
    write("fraud_found", reader)
    write("nomination_admitted", reader, about="/nominations/A202600002/")

    assert recall(about=PAGE, kinds=["nomination_admitted"]) == 1
    assert waiting(reader) == ["fraud_found", "nomination_admitted"]


def test_a_contradictory_letter_recalls_the_one_still_waiting(reader):
    write("nomination_admitted", reader)
    write("nomination_declined", reader, at=LATER)

    assert waiting(reader) == ["nomination_declined"]
    assert deliver_owed() == 1
    assert [one.subject for one in mail.outbox] == ["nomination_declined"]


def test_a_letter_already_delivered_stays_and_takes_no_further_way(reader, settings):
    settings.SMS_BACKEND = "letters.carriers.ConsoleMessages"
    reader.phone = "13800138000"
    reader.save()
    mark_read(write("nomination_admitted", reader))
    write("nomination_declined", reader, at=LATER)

    assert waiting(reader) == ["nomination_admitted", "nomination_declined"]
    assert set(Dispatch.objects.filter(recalled_at=LATER).values_list("way", flat=True)) == {"email", "sms"}


def test_a_request_falls_away_for_everybody_with_the_next_word(reader, clerk, screener):
    for colleague in (clerk, screener):
        write("nomination_awaits_endorsement", colleague)
    write("nomination_endorsed", reader, at=LATER)

    assert (waiting(clerk), waiting(screener), waiting(reader)) == ([], [], ["nomination_endorsed"])


def test_requests_of_one_act_stand_beside_each_other(clerk, screener):
    write("nomination_resubmitted", screener)
    write("nomination_submitted", clerk)
    assert waiting(screener) == ["nomination_resubmitted"]


def test_the_same_words_about_another_page_do_not_contradict(reader):
    write("nomination_admitted", reader)
    write("nomination_declined", reader, about="/nominations/A202600002/", at=LATER)
    assert len(waiting(reader)) == 2


def test_the_database_itself_keeps_contradictory_letters_apart(reader):
    write("nomination_admitted", reader)
    twin = Letter(recipient=reader, kind="x", topic="standing", about=PAGE, created_at=LATER)
    with pytest.raises(IntegrityError, match="one_owed_letter_per_topic"), transaction.atomic():
        twin.save()
    twin.delivered_at = LATER
    twin.save()
    with pytest.raises(IntegrityError, match="a_recalled_letter_reached_nobody"), transaction.atomic():
        Letter.objects.filter(pk=twin.pk).update(recalled_at=LATER)


@pytest.mark.django_db(transaction=True)
def test_of_two_contradictory_acts_at_once_one_letter_is_left():
    reader = UserFactory(email="zhou@example.org")
    written = threading.Barrier(2, timeout=10)

    def first():
        with transaction.atomic():
            write("nomination_admitted", reader)
            written.wait()
            second_waits.wait(0.3)
        connection.close()

    second_waits = threading.Event()
    act = threading.Thread(target=first)
    act.start()
    written.wait()
    write("nomination_sent_back", reader, at=LATER)
    act.join()

    assert waiting(reader) == ["nomination_sent_back"]


@pytest.mark.django_db(transaction=True)
def test_a_letter_just_being_sent_is_waited_for_and_not_recalled():
    reader = UserFactory(email="zhou@example.org")
    letter = write("nomination_admitted", reader)
    in_hand, seen = threading.Event(), threading.Event()

    def worker():
        with transaction.atomic():
            held = Letter.objects.select_for_update().get(pk=letter.pk)
            in_hand.set()
            seen.wait(0.3)
            held.delivered_at = IN_WINDOW
            held.save()
        connection.close()

    sending = threading.Thread(target=worker)
    sending.start()
    in_hand.wait(10)
    assert recall(about=PAGE) == 0
    sending.join()


def test_every_kind_has_one_topic_and_every_request_is_in_one():
    kinds = [kind for several in topics.TOPICS.values() for kind in several]
    assert len(kinds) == len(set(kinds))
    assert set(topics.REQUESTS) <= set(kinds)


def test_a_short_message_is_one_message_and_says_nothing_personal():
    assert all(0 < len(text) <= LIMIT and not any(one.isdigit() for one in text) for text in SHORT.values())
