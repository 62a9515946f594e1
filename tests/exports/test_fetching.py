"""领取：一份文件，由申请人本人领取一次，逾期清理."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from common.refusals import Refused
from exports import actions
from exports.models import Export
from exports.states import State
from ledger.models import Entry
from tests.moments import IN_SCREENING

LATER = IN_SCREENING + timedelta(hours=1)
NEXT_WEEK = IN_SCREENING + timedelta(days=7)


def refused(export, **more):
    with pytest.raises(Refused) as refusal:
        actions.fetch(export, now=LATER, **more)
    return refusal.value


def test_the_person_who_asked_fetches_it(asked, xuhui_clerk):
    export = actions.fetch(asked(xuhui_clerk), by=xuhui_clerk, now=LATER)

    assert (export.state, export.fetched_at) == (State.FETCHED, LATER)
    assert Entry.objects.get(act="export.fetched").detail == {"sha256": export.sha256}
    assert not Entry.objects.filter(act="identity.exported").exists()


def test_a_second_fetch_is_told_when_the_first_was_and_what_to_do(asked, xuhui_clerk):
    export = actions.fetch(asked(xuhui_clerk), by=xuhui_clerk, now=LATER)

    refusal = refused(export, by=xuhui_clerk)
    assert refusal.ground == "already_fetched"
    assert "2026年6月10日（周三）11:00" in str(refusal.refusal)
    assert "重新申请" in str(refusal.refusal)


def test_nobody_else_fetches_it(asked, xuhui_clerk, review_office):
    assert refused(asked(xuhui_clerk), by=review_office).ground == "not_yours"


def test_what_is_not_made_yet_cannot_be_fetched(asked, xuhui_clerk):
    assert refused(asked(xuhui_clerk, make=False), by=xuhui_clerk).ground == "not_ready"


def test_whoever_has_lost_the_role_fetches_nothing(asked, xuhui_clerk):
    export = asked(xuhui_clerk)
    xuhui_clerk.memberships.update(until="2026-01-01")
    person = type(xuhui_clerk).objects.get(pk=xuhui_clerk.pk)

    assert refused(export, by=person).ground == "no_longer_yours"


def test_a_lost_file_is_not_counted_as_fetched(asked, xuhui_clerk):
    export = asked(xuhui_clerk)
    export.file.storage.delete(export.file.name)

    assert refused(export, by=xuhui_clerk).ground == "lost"
    assert Export.objects.get().state == State.READY


def test_full_numbers_that_leave_the_house_are_written_down(asked, xuhui_clerk):
    export = asked(xuhui_clerk, unmasked=True, reason="制作工作证")
    actions.fetch(export, by=xuhui_clerk, now=LATER)

    entry = Entry.objects.get(act="identity.exported")
    assert (entry.reason, entry.detail) == ("制作工作证", {"names": 3})


def test_the_database_knows_no_second_fetch(asked, xuhui_clerk):
    export = actions.fetch(asked(xuhui_clerk), by=xuhui_clerk, now=LATER)

    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(state=State.READY, fetched_at=None)


def test_after_its_time_the_file_goes_and_the_row_stays(asked, xuhui_clerk, django_capture_on_commit_callbacks):
    export = asked(xuhui_clerk)
    storage, name = export.file.storage, export.file.name

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.clear(now=NEXT_WEEK) == 1
    assert Export.objects.get().state == State.EXPIRED
    assert not storage.exists(name)
    assert refused(export, by=xuhui_clerk).ground == "expired"
    assert actions.clear(now=NEXT_WEEK) == 0


def test_a_fetched_file_goes_soon_after(asked, xuhui_clerk, django_capture_on_commit_callbacks):
    export = actions.fetch(asked(xuhui_clerk), by=xuhui_clerk, now=LATER)
    storage, name = export.file.storage, export.file.name

    assert actions.clear(now=LATER + timedelta(minutes=5)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.clear(now=LATER + timedelta(minutes=40)) == 1
    assert not storage.exists(name)
    assert Export.objects.get().state == State.FETCHED


@pytest.mark.django_db(transaction=True)
def test_of_two_who_fetch_at_once_exactly_one_is_handed_the_file(asked, xuhui_clerk):
    export, start, answers = asked(xuhui_clerk), threading.Barrier(2), []

    def fetch():
        try:
            start.wait(timeout=10)
            actions.fetch(Export.objects.get(pk=export.pk), by=xuhui_clerk, now=LATER)
            answers.append("fetched")
        except Refused as refusal:
            answers.append(refusal.ground)
        finally:
            connection.close()

    both = [threading.Thread(target=fetch) for _turn in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=30)

    assert sorted(answers) == ["already_fetched", "fetched"]
    assert Entry.objects.filter(act="export.fetched").count() == 1
