"""社会公示：拟定 (沪工总经〔2015〕260号 三(四))."""

from datetime import date

import pytest

from common.refusals import Refused
from ledger.models import Entry
from nominations.states import State
from publicity import actions, wording
from publicity.models import Notice
from tests.factories import RulebookFactory, issued, rewritten
from tests.moments import AFTER_REVIEW, NOTICE_FIRST_DAY, beijing
from tests.publicity.conftest import CLOSING, CONTACT


def prepare(season, by, opens_on=NOTICE_FIRST_DAY, now=AFTER_REVIEW, **more):
    """The act with what does not matter here filled in."""
    return actions.prepare_notice(season, by=by, opens_on=opens_on, contact=CONTACT, now=now, **more)


def test_five_working_days_are_proposed_with_the_first_day_counted(prepared):
    assert prepared.closes_at == CLOSING


@pytest.mark.parametrize(
    ("opens_on", "closes_on"),
    [
        (date(2026, 9, 18), date(2026, 9, 23)),
        (date(2026, 9, 29), date(2026, 10, 10)),
        (date(2026, 11, 23), date(2026, 11, 27)),
    ],
)
def test_the_clock_knows_make_up_days_and_holidays(season, three, publicity_officer, opens_on, closes_on):
    notice = prepare(season, publicity_officer, opens_on=opens_on)
    assert notice.closes_at.astimezone(beijing(2026, 1, 1).tzinfo).date() == closes_on


def test_each_day_says_how_it_was_counted(season, three, publicity_officer):
    notice = prepare(season, publicity_officer, opens_on=date(2026, 9, 18))
    assert [day["reason"] for day in notice.counted] == ["工作日", "周末", "调休上班", "工作日", "工作日", "工作日"]
    assert [day["number"] for day in notice.counted] == [1, 1, 2, 3, 4, 5]


def test_names_stand_in_the_order_of_their_strokes(prepared):
    assert [one.name for one in prepared.names.all()] == ["丁一凡", "王建国", "李明"]


def test_namesakes_stand_by_their_units(season, rulebook, named, publicity_officer):
    named("李明", unit_name="上海电机厂"), named("李明", unit_name="上海七一造船厂")
    notice = prepare(season, publicity_officer)
    assert [one.unit_name for one in notice.names.all()] == ["上海七一造船厂", "上海电机厂"]


def test_a_rare_character_survives_the_list(season, rulebook, named, publicity_officer):
    named("𬭎志")
    assert prepare(season, publicity_officer).names.get().name == "𬭎志"


def test_a_later_end_is_kept_and_its_days_shown(season, three, publicity_officer):
    notice = prepare(season, publicity_officer, closes_on=date(2026, 9, 14))
    assert notice.counted[-1] == {"date": "2026-09-14", "counted": True, "number": 6, "reason": "工作日"}


@pytest.mark.parametrize(("rolls", "end"), [(True, "2026-09-14"), (False, "2026-09-13")])
def test_the_rulebook_says_whether_an_end_on_a_day_of_rest_moves_on(season, named, publicity_officer, rolls, end):
    """民法典 第二百零三条; the rulebook may set it aside (第二百零四条)."""
    issued(RulebookFactory(season=season, notice_unit="natural", notice_days=7, notice_end_rolls=rolls))
    named("王建国")
    notice = prepare(season, publicity_officer)
    assert (notice.counted[-1]["date"], len(notice.counted)) == (end, 8 if rolls else 7)
    words = wording.counting_words(notice.rulebook)
    assert ("不顺延" in words) is not rolls


def test_a_later_end_on_a_day_of_rest_moves_on_too(season, three, publicity_officer):
    notice = prepare(season, publicity_officer, closes_on=date(2026, 9, 12))
    assert [(one["date"][-2:], one["reason"]) for one in notice.counted[-3:]] == [
        ("12", "周末"),
        ("13", "周末"),
        ("14", "工作日"),
    ]


def test_an_earlier_end_is_refused(season, three, publicity_officer):
    with pytest.raises(Refused, match="早于细则所定的最短期限") as refused:
        prepare(season, publicity_officer, closes_on=date(2026, 9, 10))
    assert refused.value.ground == "too_short"


def test_a_year_without_holiday_list_is_refused(season, three, publicity_officer):
    with pytest.raises(Refused) as refused:
        prepare(season, publicity_officer, opens_on=date(2026, 12, 29))
    assert refused.value.ground == "year_not_loaded"


def test_a_first_day_that_is_over_is_refused(season, three, publicity_officer):
    with pytest.raises(Refused) as refused:
        prepare(season, publicity_officer, now=beijing(2026, 9, 8))
    assert refused.value.ground == "first_day_over"


def test_nobody_else_may_prepare(season, three, supervision):
    with pytest.raises(Refused) as refused:
        prepare(season, supervision)
    assert refused.value.ground == "not_publicity_officer"


def test_an_empty_list_is_refused(season, rulebook, publicity_officer):
    with pytest.raises(Refused) as refused:
        prepare(season, publicity_officer)
    assert refused.value.ground == "nobody_eligible"


def test_somebody_not_yet_shortlisted_is_refused_by_name(season, three, named, publicity_officer):
    early = named("赵早", State.UNDER_REVIEW)
    with pytest.raises(Refused, match="赵早") as refused:
        prepare(season, publicity_officer, nominations=[*three, early])
    assert refused.value.ground == "not_ready"
    assert not Notice.objects.exists()


def test_nobody_stands_in_two_drafts(prepared, season, publicity_officer):
    with pytest.raises(Refused) as refused:
        prepare(season, publicity_officer)
    assert refused.value.ground == "nobody_eligible"


def test_preparing_leaves_its_trace(prepared, publicity_officer):
    entry = Entry.objects.get(act="notice.prepared")
    assert (entry.actor_id, entry.subject_id, entry.detail["names"]) == (publicity_officer.pk, prepared.pk, 3)


def test_order_may_be_set_by_hand(prepared, publicity_officer):
    order = [one.pk for one in prepared.names.order_by("-position")]
    actions.reorder(prepared, by=publicity_officer, order=order)
    assert [one.name for one in prepared.names.all()] == ["李明", "王建国", "丁一凡"]


def test_an_order_that_forgets_somebody_is_refused(prepared, publicity_officer):
    with pytest.raises(Refused) as refused:
        actions.reorder(prepared, by=publicity_officer, order=[prepared.names.first().pk])
    assert refused.value.ground == "order_incomplete"


def test_a_name_may_be_left_out_and_the_others_move_up(prepared, publicity_officer):
    actions.leave_out(prepared.names.get(position=1), by=publicity_officer)
    assert list(prepared.names.values_list("position", "name")) == [(1, "王建国"), (2, "李明")]


def test_a_draft_is_redated_by_the_same_clock(prepared, publicity_officer):
    notice = actions.redraft(
        prepared,
        by=publicity_officer,
        opens_on=date(2026, 9, 29),
        title=prepared.title,
        text=prepared.text,
        contact=CONTACT,
        now=AFTER_REVIEW,
    )
    assert notice.closes_at == beijing(2026, 10, 10, 17, 0)


def test_a_discarded_draft_frees_its_names(prepared, season, publicity_officer):
    actions.discard(prepared, by=publicity_officer)
    assert prepare(season, publicity_officer).names.count() == 3


def test_a_renewed_list_takes_the_words_of_the_dossier(prepared, three, publicity_officer):
    rewritten(three[0], post="首席技师")
    actions.renew_list(prepared, by=publicity_officer)
    assert prepared.names.get(name="王建国").post == "首席技师"
