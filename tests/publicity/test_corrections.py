"""公示更正: nothing published is silently replaced (沪工总经〔2015〕260号 三(四) 社会公示)."""

from datetime import date

import pytest

from common.refusals import Refused
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from publicity import actions, gazette, queries
from publicity.models import Notice
from publicity.sealing import seal_of
from publicity.states import CorrectionKind, NameState
from tests.at_once import at_once
from tests.moments import IN_NOTICE, beijing
from tests.publicity.conftest import CLOSING

THURSDAY = date(2026, 9, 10)
IN_THE_SECOND = beijing(2026, 9, 10, 9, 0)
SECOND_CLOSING = beijing(2026, 9, 16, 17, 0)
MATERIAL, SLIP = CorrectionKind.MATERIAL, CorrectionKind.SLIP


@pytest.fixture
def correct(notice, publicity_officer):
    """Draft a correction and change the first line's unit."""

    def draft(kind=MATERIAL, unit_name="上海第三机床厂有限公司", **line):
        correction = actions.prepare_correction(
            notice,
            kind=kind,
            reason="工作单位误印。",
            opens_on=THURSDAY if kind == MATERIAL else None,
            by=publicity_officer,
            now=IN_NOTICE,
        )
        first = correction.names.get(position=1)
        words = {"name": first.name, "unit_name": unit_name, "post": first.post} | line
        actions.correct_line(first, **words, by=publicity_officer, now=IN_NOTICE)
        return correction

    return draft


@pytest.fixture
def publish(publicity_officer):
    """Publish a correction on its first morning."""
    return lambda correction: actions.publish(correction, by=publicity_officer, now=IN_THE_SECOND)


def states():
    """Everybody's state by name."""
    return dict(Nomination.objects.values_list("name", "state"))


def window(notice, position):
    """The window of the name that stands there."""
    return queries.window_of(notice.names.get(position=position))


# --- 实质更正 ---


def test_a_material_correction_begins_the_time_anew_for_the_names_it_touches_only(correct, publish):
    corrected = publish(correct())
    assert window(corrected, 1) == (beijing(2026, 9, 10, 0, 0), SECOND_CLOSING)
    assert window(corrected, 2) == (beijing(2026, 9, 7, 0, 0), CLOSING)


def test_what_was_published_stays_as_it_was(notice, correct, publish):
    publish(correct())
    former = Notice.objects.get(pk=notice.pk)
    assert former.list_hash == seal_of(former, list(former.names.all())) == notice.list_hash
    assert former.replaced_by.number == 2


def test_the_seal_of_a_correction_holds_what_it_corrects(correct, publish):
    corrected = publish(correct())
    assert corrected.list_hash == seal_of(corrected, list(corrected.names.order_by("position")))


def test_names_not_touched_pass_when_their_own_time_is_over(notice, correct, publish, everywhere):
    everywhere(notice)
    publish(correct())
    assert actions.close_due(now=CLOSING) == 0
    assert states() == {"丁一凡": State.ON_NOTICE, "王建国": State.NOTICE_PASSED, "李明": State.NOTICE_PASSED}


def test_the_touched_name_waits_for_its_own_outlets_and_its_own_end(notice, correct, publish, everywhere):
    everywhere(notice)
    corrected = publish(correct())
    assert actions.close_due(now=SECOND_CLOSING) == 0
    everywhere(corrected)
    assert actions.close_due(now=SECOND_CLOSING) == 1
    assert set(states().values()) == {State.NOTICE_PASSED}
    assert Notice.objects.filter(closed_at=SECOND_CLOSING).count() == 2


def test_an_objection_against_the_former_version_holds_the_name_in_the_later(correct, publish, objection, everywhere):
    corrected = publish(correct())
    everywhere(corrected)
    actions.close_due(now=SECOND_CLOSING)
    assert states()["丁一凡"] == State.ON_NOTICE


def test_a_correction_that_concerns_everybody_begins_everybodys_time_anew(notice, publicity_officer, publish):
    words = {"kind": MATERIAL, "reason": "受理电话有误。", "opens_on": THURSDAY, "touches_all": True}
    correction = actions.prepare_correction(notice, **words, by=publicity_officer, now=IN_NOTICE)
    words = {"title": correction.title, "text": correction.text, "contact": "电话 021-11111111"}
    actions.redraft(correction, by=publicity_officer, opens_on=THURSDAY, now=IN_NOTICE, **words)
    corrected = publish(correction)
    assert {queries.window_of(one)[1] for one in corrected.names.all()} == {SECOND_CLOSING}


def test_the_correction_leaves_its_trace_with_the_former_and_with_each_name(notice, correct, publish):
    publish(correct())
    assert Entry.objects.get(act="notice.corrected").subject_id == notice.pk
    assert Entry.objects.filter(act="nomination.notice_renewed").count() == 1


def test_the_state_of_a_name_comes_along(correct, publish, inquiry):
    assert publish(correct()).names.get(position=1).state == NameState.HELD


# --- 文字更正 ---


def test_a_slip_of_the_pen_changes_no_window_and_needs_no_further_outlets(notice, correct, publish, everywhere):
    everywhere(notice)
    corrected = publish(correct(SLIP))
    assert {queries.window_of(one)[1] for one in corrected.names.all()} == {CLOSING}
    assert actions.close_due(now=CLOSING) == 1


def test_a_persons_name_is_never_a_slip_of_the_pen(correct):
    with pytest.raises(Refused) as refused:
        correct(SLIP, name="丁一帆")
    assert refused.value.ground == "name_is_material"


def test_both_kinds_show_the_public_what_changed(correct, publish):
    _, lines = queries.changes_of(publish(correct(SLIP)))
    changed = [(old.unit_name, new.unit_name) for old, new in lines]
    assert changed == [("上海第一机床厂有限公司", "上海第三机床厂有限公司")]


# --- refused ---


def refusal(act):
    """The ground; the former stays what holds."""
    with pytest.raises(Refused) as refused:
        act()
    assert not Notice.objects.filter(corrects__isnull=False, published_at__isnull=False).exists()
    return refused.value.ground


@pytest.mark.parametrize(
    ("change", "ground"),
    [
        ({"reason": " "}, "no_reason"),
        ({"opens_on": None}, "no_first_day"),
        ({"opens_on": date(2026, 9, 8)}, "first_day_over"),
        ({"opens_on": date(2026, 12, 30)}, "year_not_loaded"),
    ],
)
def test_a_correction_cannot_be_begun_without_a_reason_or_a_countable_day(notice, publicity_officer, change, ground):
    words = {"kind": MATERIAL, "reason": "误印。", "opens_on": THURSDAY, "by": publicity_officer, "now": IN_NOTICE}
    assert refusal(lambda: actions.prepare_correction(notice, **words | change)) == ground


def test_only_the_officer_corrects(notice, secretary):
    act = {"kind": SLIP, "reason": "误印。", "by": secretary, "now": IN_NOTICE}
    assert refusal(lambda: actions.prepare_correction(notice, **act)) == "not_publicity_officer"


def test_a_correction_that_corrects_nothing_is_not_published(correct, publish):
    correction = correct(unit_name="上海第一机床厂有限公司")
    as_sent = {"title": correction.title, "text": correction.text.replace("\n", "\r\n"), "contact": correction.contact}
    actions.redraft(correction, by=correction.prepared_by, opens_on=THURSDAY, now=IN_NOTICE, **as_sent)
    assert refusal(lambda: publish(correction)) == "nothing_corrected"


def test_of_a_text_only_the_paragraphs_that_differ_are_compared(correct):
    correction = correct()
    correction.text += "\n也可以来访。"
    (row, _) = gazette.changes_of(correction)["rows"]
    assert (row["what"], row["before"], row["after"]) == ("正文", "（无）", "也可以来访。")


def test_a_notice_has_one_correction_at_a_time(correct):
    correct()
    assert refusal(correct) == "correction_drafted"


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_correct_at_once_one_is_told(notice, publicity_officer):
    words = {"kind": SLIP, "reason": "误印。", "by": publicity_officer, "now": IN_NOTICE}
    told = at_once(*[lambda: actions.prepare_correction(notice, **words)] * 2)
    assert (told, Notice.objects.filter(corrects=notice).count()) == (["correction_drafted"], 1)


def test_a_corrected_notice_is_corrected_in_its_later_version(correct, publish):
    publish(correct())
    with pytest.raises(Refused) as refused:
        correct()
    assert refused.value.ground == "replaced"


def test_the_list_of_a_correction_is_the_list(correct, publicity_officer):
    line = correct().names.get(position=2)
    assert refusal(lambda: actions.leave_out(line, by=publicity_officer)) == "list_of_a_correction"
