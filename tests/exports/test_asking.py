"""导出的申请：按职责、按范围、默认遮蔽；显示完整号码须有理由 (个人信息保护法 第五十一条)."""

import pytest
from django.db import IntegrityError, transaction

from common.refusals import Refused
from exports import actions, rules
from exports.models import Export
from exports.sheets import offered
from exports.states import State
from ledger.models import Entry
from tests.exports.conftest import SUMMARY
from tests.faults import FailsAt, Fault


def refused(asked, *arguments, **more):
    with pytest.raises(Refused) as refusal:
        asked(*arguments, **more)
    return refusal.value.ground


def test_what_is_asked_for_waits_for_the_worker_and_leaves_its_trace(asked, xuhui_clerk):
    export = asked(xuhui_clerk, make=False)

    assert (export.state, export.is_unmasked, export.title) == (State.QUEUED, False, "推荐汇总表")
    entry = Entry.objects.get(act="export.asked")
    assert (entry.actor_id, entry.detail["asked"]) == (xuhui_clerk.pk, "2026年度")


def test_the_filters_are_those_of_the_list(asked, review_office):
    export = asked(review_office, query={"channel": "association", "words": "王", "page": "7", "order": "name"})

    assert export.rows == 1
    assert export.asked_words == "2026年度，途径：社团推荐，姓名、编号或单位含“王”"


def test_whoever_does_not_work_with_the_list_is_refused(asked, filed, finance, self_nominee):
    assert {refused(asked, person) for person in (finance, self_nominee)} == {"not_yours"}


def test_nothing_to_export_is_said_at_once(asked, pudong_clerk):
    assert refused(asked, pudong_clerk) == "nothing"


def test_full_numbers_want_a_reason(asked, xuhui_clerk):
    assert refused(asked, xuhui_clerk, unmasked=True, reason="  ") == "no_reason"


@pytest.mark.parametrize("who", ["review_office", "supervision", "xuhui_endorser"])
def test_full_numbers_are_not_for_everybody_who_may_read_the_list(asked, request, who):
    assert refused(asked, request.getfixturevalue(who), unmasked=True, reason="核对") == "not_in_full"


def test_the_database_too_wants_the_reason(asked, xuhui_clerk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.create(
            kind=SUMMARY, title="推荐汇总表", asked_by=xuhui_clerk, asked_at="2026-06-10T10:00Z", is_unmasked=True
        )


def test_what_was_asked_cannot_be_widened_afterwards(asked, xuhui_clerk):
    export = asked(xuhui_clerk, make=False)

    with pytest.raises(Exception, match="is_unmasked|read-only|Cannot"), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(is_unmasked=True, reason="事后补写")


def test_nobody_heaps_up_exports_without_fetching_them(asked, xuhui_clerk):
    for _turn in range(rules.MOST_WAITING):
        asked(xuhui_clerk, make=False)

    assert refused(asked, xuhui_clerk, make=False) == "too_many"


@pytest.mark.parametrize("statement", range(1, 9))
def test_an_ask_that_breaks_leaves_nothing(filed, xuhui_clerk, statement):
    from django.db import connection

    sheet = offered()[SUMMARY]
    asked = sheet.read({})
    xuhui_clerk.current_memberships()
    with pytest.raises(Fault), transaction.atomic(), connection.execute_wrapper(FailsAt(statement)):
        actions.ask(sheet, asked, by=xuhui_clerk)
        raise Fault

    assert not Export.objects.exists()
    assert not Entry.objects.filter(act="export.asked").exists()
