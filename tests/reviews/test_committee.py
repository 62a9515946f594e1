"""遴选审核工作委员会: five categories, the pledge before anything is shown (沪工总经〔2015〕260号 三(四))."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import IntegrityError

from common.refusals import Refused
from ledger.models import Entry
from reviews import actions
from reviews.models import Assignment, CommitteeMember
from reviews.queries import committee as queries
from reviews.queries.committee import composition, pledged
from reviews.rules.rounds import refuse_incomplete_committee
from reviews.states import Category, Seating
from tests.factories import RulebookFactory, issued
from tests.factories.numbers import credit_code
from tests.moments import IN_REVIEW


def seat(season, person, by, **changes):
    asked = {"category": Category.EXPERT, "unit_name": "上海大学", "unit_code": credit_code(9, kind="12")}
    return actions.seat(season, user=person, by=by, now=IN_REVIEW, **(asked | changes))


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_an_expert_is_invited_and_told_until_when_to_answer(season, rulebook, expert, review_office):
    member = seat(season, expert, review_office)

    assert member.seating_on(IN_REVIEW.date()) == Seating.INVITED
    assert member.answer_by == date(2026, 7, 22)
    assert expert.letters.get().kind == "review_invited"
    assert Entry.objects.get(act="committee.invited").actor_id == review_office.pk


def test_a_person_sits_once(season, expert, review_office):
    seat(season, expert, review_office)
    assert refusal(seat, season, expert, review_office) == "already_seated"


def test_only_experts_are_seated_and_only_by_the_office(season, expert, clerk, review_office, supervision):
    assert refusal(seat, season, clerk, review_office) == "not_an_expert"
    assert refusal(seat, season, expert, supervision) == "not_review_office"


def test_a_category_outside_the_five_is_unstorable(season, expert, review_office):
    with pytest.raises(ValidationError):
        seat(season, expert, review_office, category="friend")
    assert not CommitteeMember.objects.exists()


def test_composition_counts_the_five_categories(season, rulebook, members):
    found = composition(season, rulebook)
    assert (found.size, found.missing, found.is_complete) == (7, [], True)
    CommitteeMember.objects.filter(category=Category.MEDIA).update(stood_down_at=IN_REVIEW, stood_down_because="……")
    assert composition(season, rulebook).missing == ["网络媒体"]


def test_a_committee_beyond_or_below_the_bounds_is_named(season, members):
    numbers = {"committee_least_media": 3, "committee_most_expert": 1}
    found = composition(season, issued(RulebookFactory(season=season, **numbers)))

    assert (found.missing, found.beyond) == (["网络媒体2人"], ["相关领域知名专家1人"])
    assert [share.fault for share in found.shares] == ["多1人", "", "", "", "缺2人"]
    assert refuse_incomplete_committee(found).ground == "composition"
    assert refuse_incomplete_committee(replace(found, least={})).ground == "too_many"


def test_who_has_not_accepted_does_not_count_and_is_not_drawn(season, rulebook, members, expert, review_office):
    seat(season, expert, review_office)

    assert composition(season, rulebook).size == 7
    assert expert.pk not in set(pledged(season).values_list("user", flat=True))


def test_the_database_lets_nobody_judge_who_has_not_pledged(opened, members, admitted):
    CommitteeMember.objects.filter(pk=members[0].pk).update(pledged_at=None)
    with pytest.raises(IntegrityError, match="签署承诺书"), transaction.atomic():
        Assignment.objects.create(round=opened, member=members[0], nomination=admitted[0], assigned_at=IN_REVIEW)


@pytest.mark.parametrize(
    ("columns", "seating"),
    [
        ({"answered_at": None, "pledged_at": None}, Seating.INVITED),
        ({"answered_at": None, "pledged_at": None, "answer_by": date(2026, 7, 14)}, Seating.OVERDUE),
        ({"pledged_at": None}, Seating.ACCEPTED),
        ({}, Seating.PLEDGED),
        ({"pledged_at": None, "declined_because": "出差。"}, Seating.DECLINED),
        (
            {"answered_at": None, "pledged_at": None, "called_back_at": IN_REVIEW, "called_back_because": "……"},
            "called_back",
        ),
        ({"stood_down_at": IN_REVIEW, "stood_down_because": "……"}, Seating.STOOD_DOWN),
    ],
)
def test_the_filter_and_the_seat_agree_on_where_it_stands(season, members, columns, seating):
    CommitteeMember.objects.exclude(pk=members[0].pk).delete()
    CommitteeMember.objects.update(**columns)

    day = IN_REVIEW.date()
    assert CommitteeMember.objects.get().seating_on(day) == seating
    assert [one for one in Seating if queries.committee(season, seating=one, on=day).exists()] == [seating]


def test_standing_down_returns_what_is_not_scored_and_keeps_what_is(drawn, sheet, points, review_office):
    member = sheet.assignment.member
    actions.submit_sheet(sheet, by=member.user, points=points(), now=IN_REVIEW)
    actions.stand_down(member, reason="因病。", by=review_office, now=IN_REVIEW)

    kept = Assignment.objects.filter(member=member, withdrawn_at__isnull=True)
    assert [one.pk for one in kept] == [sheet.assignment_id]
    assert refusal(actions.stand_down, member, reason="因病。", by=review_office) == "stood_down"


def test_standing_down_needs_a_reason(members, review_office):
    assert refusal(actions.stand_down, members[0], reason="", by=review_office) == "no_reason"
