"""社会公示：发布登记与办结 (沪工总经〔2015〕260号 三(四))."""

import pytest

from common.refusals import Refused
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from publicity import actions
from publicity.states import NameState
from sanctions.models import Ban
from tests.moments import AFTER_NOTICE, IN_NOTICE, beijing
from tests.publicity.conftest import CLOSING


def states():
    """Everybody's state by name."""
    return dict(Nomination.objects.values_list("name", "state"))


def test_an_outlet_is_recorded_with_time_and_place(notice, everywhere):
    everywhere(notice)
    assert notice.publications.count() == 6


def test_recording_again_corrects_and_the_ledger_keeps_the_former(notice, everywhere, publicity_officer):
    everywhere(notice)
    outlet = notice.rulebook.outlets.first()
    actions.record_publication(
        notice,
        outlet=outlet,
        appeared_at=IN_NOTICE,
        place="2026年9月7日第3版",
        by=publicity_officer,
        now=IN_NOTICE,
    )
    assert notice.publications.get(outlet=outlet).place == "2026年9月7日第3版"
    assert Entry.objects.filter(act="publication.recorded").last().detail["former"] == "https://www.example.org/notice"


@pytest.mark.parametrize(
    ("appeared_at", "place", "ground"),
    [(beijing(2026, 9, 10), "第3版", "not_yet"), (IN_NOTICE, " ", "no_place")],
)
def test_what_has_not_appeared_is_not_recorded(notice, publicity_officer, appeared_at, place, ground):
    outlet = notice.rulebook.outlets.first()
    with pytest.raises(Refused) as refused:
        actions.record_publication(
            notice, outlet=outlet, appeared_at=appeared_at, place=place, by=publicity_officer, now=IN_NOTICE
        )
    assert refused.value.ground == ground


def test_a_draft_has_not_appeared_anywhere(prepared, publicity_officer):
    with pytest.raises(Refused) as refused:
        actions.record_publication(
            prepared,
            outlet=prepared.rulebook.outlets.first(),
            appeared_at=IN_NOTICE,
            place="第3版",
            by=publicity_officer,
            now=IN_NOTICE,
        )
    assert refused.value.ground == "not_published"


def test_at_the_closing_moment_the_names_pass(notice, everywhere):
    everywhere(notice)
    assert actions.close_due(now=CLOSING) == 1
    assert set(states().values()) == {State.NOTICE_PASSED}
    assert set(notice.names.values_list("state", flat=True)) == {NameState.PASSED}


def test_a_minute_before_nothing_closes(notice, everywhere):
    everywhere(notice)
    assert actions.close_due(now=beijing(2026, 9, 11, 16, 59)) == 0


def test_a_timetable_that_was_down_closes_later(notice, everywhere):
    everywhere(notice)
    assert actions.close_due(now=AFTER_NOTICE) == 1
    assert actions.close_due(now=AFTER_NOTICE) == 0


def test_a_missing_outlet_keeps_the_notice_open_and_is_named(notice, everywhere, publicity_officer):
    everywhere(notice)
    notice.publications.filter(outlet__name="劳动报").delete()
    assert actions.close_due(now=AFTER_NOTICE) == 0
    with pytest.raises(Refused, match="劳动报") as refused:
        actions.close_notice(notice, by=publicity_officer, now=AFTER_NOTICE)
    assert refused.value.ground == "outlets_missing"


def test_closing_early_is_refused(notice, everywhere, publicity_officer):
    everywhere(notice)
    with pytest.raises(Refused) as refused:
        actions.close_notice(notice, by=publicity_officer, now=IN_NOTICE)
    assert refused.value.ground == "still_running"


def test_closing_twice_is_refused(notice, everywhere, publicity_officer):
    everywhere(notice)
    actions.close_notice(notice, by=publicity_officer, now=AFTER_NOTICE)
    with pytest.raises(Refused) as refused:
        actions.close_notice(notice, by=publicity_officer, now=AFTER_NOTICE)
    assert refused.value.ground == "already_handled"


def test_a_held_name_stays_held_and_the_others_pass(notice, everywhere, inquiry):
    everywhere(notice)
    actions.close_due(now=CLOSING)
    assert states() == {"丁一凡": State.CONTESTED, "王建国": State.NOTICE_PASSED, "李明": State.NOTICE_PASSED}


def test_an_objection_not_yet_answered_keeps_its_name_too(notice, everywhere, objection):
    everywhere(notice)
    actions.close_due(now=CLOSING)
    assert states()["丁一凡"] == State.ON_NOTICE


def test_somebody_who_dropped_out_is_struck(notice, everywhere, three):
    gone = Nomination.objects.get(pk=three[0].pk)
    gone.drop_out(at=IN_NOTICE, reason="本人退出")
    gone.save(update_fields=["state", "state_since", "closing_reason"])
    everywhere(notice)
    actions.close_due(now=CLOSING)
    assert notice.names.get(name="王建国").state == NameState.STRUCK


def test_closing_leaves_a_trace_by_the_system(notice, everywhere):
    everywhere(notice)
    actions.close_due(now=CLOSING)
    assert Entry.objects.get(act="notice.closed").actor_name == "系统"
    assert Entry.objects.filter(act="nomination.notice_passed").count() == 3


def test_a_name_banned_meanwhile_does_not_pass_and_does_not_keep_the_others(notice, everywhere, three, review_office):
    Ban.objects.create(
        subject_kind="person",
        subject_hash=three[0].identity_hash,
        subject_name="王建国",
        ground="弄虚作假",
        decision_number="沪工总经〔2026〕30号",
        since="2026-09-08",
        until="2031-09-08",
        imposed_at=IN_NOTICE,
        imposed_by=review_office,
    )
    everywhere(notice)
    actions.close_due(now=CLOSING)
    assert states() == {"丁一凡": State.NOTICE_PASSED, "王建国": State.ON_NOTICE, "李明": State.NOTICE_PASSED}
