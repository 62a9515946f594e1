"""禁报 (沪工总经〔2015〕260号 五(三)): five years nothing is accepted from that unit or person, at any entrance."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from privacy.hashing import keyed_hash
from sanctions import actions, queries, rules
from sanctions.models import Ban
from sanctions.states import SubjectKind
from tests.moments import beijing

NOW = beijing(2026, 9, 1)
PERSON = keyed_hash("identity", "31010419800101003X")
UNIT = keyed_hash("unit", "91310104000000001X")


@pytest.fixture
def impose(review_office):
    """A ban of five years on the person, unless said otherwise."""

    def one(**changed):
        ordinary = {
            "kind": SubjectKind.PERSON,
            "subject_hash": PERSON,
            "subject_name": "钱伪造",
            "ground": "提交虚假专利证书",
            "decision_number": "沪工总经〔2026〕71号",
            "found_on": date(2026, 9, 1),
            "years": 5,
            "by": review_office,
            "now": NOW,
        }
        return actions.impose(**(ordinary | changed))

    return one


def banned_on(day, *, person=PERSON, unit=""):
    refusal = rules.refuse_banned(person, unit, on=day)
    return refusal is not None and refusal.ground == "banned"


def test_a_ban_runs_from_the_finding_to_the_same_day_five_years_on_both_included(impose):
    impose()
    assert [banned_on(day) for day in (date(2026, 8, 31), date(2026, 9, 1), date(2031, 9, 1), date(2031, 9, 2))] == [
        False,
        True,
        True,
        False,
    ]


def test_five_years_from_a_leap_day_end_with_february(impose):
    assert impose(found_on=date(2024, 2, 29)).until == date(2029, 2, 28)
    assert impose(found_on=date(2024, 2, 29), years=4, decision_number="沪工总经〔2026〕72号").until == date(
        2028, 2, 29
    )


def test_the_longest_of_overlapping_bans_is_told(impose):
    impose(found_on=date(2022, 3, 1))
    impose(decision_number="沪工总经〔2026〕72号", found_on=date(2026, 8, 1))
    impose(decision_number="沪工总经〔2026〕73号", found_on=date(2026, 8, 2), years=1)
    assert Ban.objects.count() == 3
    assert queries.standing_ban(PERSON, on=date(2026, 9, 1)).decision_number == "沪工总经〔2026〕72号"


def test_person_and_unit_are_banned_apart(impose):
    impose(kind=SubjectKind.UNIT, subject_hash=UNIT, subject_name="某某厂")
    assert not banned_on(date(2026, 10, 1))
    assert banned_on(date(2026, 10, 1), unit=UNIT)
    assert not banned_on(date(2026, 10, 1), person=UNIT)


def test_the_refusal_is_complete_and_fair(impose):
    impose()
    text = str(rules.refuse_banned(PERSON, "", on=date(2027, 1, 1)))
    for part in ("钱伪造", "提交虚假专利证书", "沪工总经〔2026〕71号", "2031年9月1日", "2031年9月2日起", "申诉"):
        assert part in text


@pytest.mark.parametrize(
    "spelling", ["31010419800101003x", "３１０１０４１９８００１０１００３Ｘ", " 310104 19800101 003X "]
)
def test_another_spelling_of_the_number_does_not_get_round_a_ban(impose, spelling):
    impose()
    assert banned_on(date(2026, 10, 1), person=keyed_hash("identity", spelling))


def test_nobody_without_numbers_is_banned(impose):
    impose()
    assert queries.standing_ban(on=date(2026, 10, 1)) is None


def test_a_lifted_ban_no_longer_stands_and_says_why(impose, review_office):
    ban = actions.lift(impose(), reason="申诉成立，原证书经核验属实。", by=review_office, now=NOW)
    assert ban.lift_reason and not banned_on(date(2026, 10, 1))
    entry = Entry.objects.get(act="ban.lifted")
    assert (entry.before, entry.after, entry.reason) == ("禁报", "解除", ban.lift_reason)


def test_lifting_one_ban_leaves_the_other(impose, review_office):
    impose(decision_number="沪工总经〔2026〕72号")
    actions.lift(impose(), reason="申诉成立。", by=review_office, now=NOW)
    assert banned_on(date(2026, 10, 1))


@pytest.mark.parametrize(
    ("changed", "ground"),
    [
        ({"subject_hash": ""}, "no_subject"),
        ({"ground": " "}, "no_ground"),
        ({"decision_number": ""}, "no_decision"),
        ({"years": 0}, "no_years"),
        ({"found_on": date(2026, 9, 2)}, "found_in_the_future"),
    ],
)
def test_an_incomplete_ban_is_not_imposed(impose, changed, ground):
    with pytest.raises(Refused) as refused:
        impose(**changed)
    assert refused.value.ground == ground
    assert not Ban.objects.exists() and not Entry.objects.exists()


def test_only_the_office_imposes_and_lifts(impose, supervision, screener):
    for person in (supervision, screener):
        with pytest.raises(Refused) as refused:
            impose(by=person)
        assert refused.value.ground == "not_review_office"
    ban = impose()
    with pytest.raises(Refused) as refused:
        actions.lift(ban, reason="申诉成立。", by=supervision)
    assert refused.value.ground == "not_review_office" and Ban.objects.get().lifted_at is None


@pytest.mark.parametrize(("spoil", "ground"), [("lifted_at", "already_lifted"), ("ended_at", "already_ended")])
def test_what_is_over_is_not_lifted(impose, review_office, spoil, ground):
    ban = impose()
    Ban.objects.update(**{spoil: NOW, "lift_reason": "申诉成立。"})
    with pytest.raises(Refused) as refused:
        actions.lift(ban, reason="再次。", by=review_office)
    assert refused.value.ground == ground


def test_lifting_needs_a_reason(impose, review_office):
    with pytest.raises(Refused) as refused:
        actions.lift(impose(), reason="　", by=review_office)
    assert refused.value.ground == "no_reason"


def test_imposing_leaves_a_trace(impose, review_office):
    impose()
    entry = Entry.objects.get(act="ban.imposed")
    assert (entry.actor_id, entry.detail["until"]) == (review_office.pk, "2031-09-01")


def test_a_ban_ends_on_the_day_after_its_last_once(impose):
    impose()
    assert actions.end_due(now=beijing(2031, 9, 1, 23, 59)) == 0
    assert actions.end_due(now=beijing(2031, 9, 2, 0, 0)) == 1
    assert actions.end_due(now=beijing(2031, 9, 2, 0, 5)) == 0
    assert Entry.objects.filter(act="ban.ended", actor_name="系统").count() == 1


def test_a_lifted_ban_is_neither_ended_nor_reminded_of(impose, review_office):
    actions.lift(impose(), reason="申诉成立。", by=review_office, now=NOW)
    assert actions.end_due(now=beijing(2032, 1, 1)) == actions.remind_due(now=beijing(2031, 8, 20)) == 0


def test_the_office_is_reminded_once_before_a_ban_ends(impose, review_office):
    impose()
    assert actions.remind_due(now=beijing(2031, 8, 1)) == 0
    assert actions.remind_due(now=beijing(2031, 8, 2)) == 1
    assert actions.remind_due(now=beijing(2031, 8, 3)) == 0
    letter = Letter.objects.get()
    assert letter.recipient == review_office and "2031年9月1日" in letter.subject and "钱伪造" in letter.body


@pytest.mark.parametrize(
    "change", [{"until": date(2026, 9, 30)}, {"subject_hash": "0" * 64}, {"subject_kind": "unit"}, {"ground": "改写"}]
)
def test_the_database_lets_no_ban_be_shortened_moved_or_rewritten(impose, change):
    impose()
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        Ban.objects.update(**change)


def test_the_database_lets_no_ban_be_deleted_nor_a_lifted_one_return(impose, review_office):
    ban = actions.lift(impose(), reason="申诉成立。", by=review_office)
    for act in (ban.delete, lambda: Ban.objects.update(lifted_at=None, lift_reason="")):
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
            act()
