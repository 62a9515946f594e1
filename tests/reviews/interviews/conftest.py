"""An interview round: six candidates, ten members, two groups."""

from decimal import Decimal

import pytest

from common.refusals import Refused
from nominations.states import State
from reviews import actions
from reviews.models import Assignment, Recusal
from reviews.queries import interviews
from tests.factories import NominationFactory, RulebookFactory, at_state, complete_dossier, issued
from tests.factories.interviews import IN_PERSON, two_rooms
from tests.factories.numbers import credit_code
from tests.factories.reviews import committee
from tests.moments import IN_REVIEW


@pytest.fixture
def rulebook(season):
    """One round only, an interview in groups, three scores each."""
    return issued(RulebookFactory(season=season, **IN_PERSON))


@pytest.fixture
def members(season, municipal):
    """Ten members: five in each of two groups."""
    return committee(season, 10, municipal)


@pytest.fixture
def admitted(rulebook, clerk, works_union, xuhui_union):
    """Six nominations of six units."""
    return [candidate(rulebook, clerk, works_union, xuhui_union, place) for place in range(6)]


def candidate(rulebook, clerk, works_union, xuhui_union, place):
    """One admitted nomination of a unit of its own."""
    nomination = NominationFactory(
        rulebook=rulebook,
        drafted_by=clerk,
        drafting_body=works_union,
        filing_body=xuhui_union,
        unit_name=f"第{place}机械厂",
        unit_code=credit_code(300_000 + place),
    )
    return at_state(complete_dossier(nomination), State.ADMITTED)


@pytest.fixture
def arranged(opened, review_office):
    """The round with its two groups."""
    return actions.arrange(opened, two_rooms(), by=review_office, now=IN_REVIEW)


def refused_with(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.refusal


def turns_of(timetable, number):
    return list(interviews.slots_of(timetable).filter(group__number=number))


def members_of(group):
    return list(group.seats.filter(left_at__isnull=True).values_list("member", flat=True))


def judges_of(nomination):
    held = Assignment.objects.filter(nomination=nomination, withdrawn_at__isnull=True)
    return sorted(held.values_list("member", flat=True))


def kept_apart(member, nomination, by):
    return Recusal.objects.create(
        member=member, nomination=nomination, source="ordered", ground="kin", explanation="亲属。", at=IN_REVIEW, by=by
    )


def score(sheet, points="80"):
    criteria = sheet.assignment.round.plan.criteria()
    return actions.submit_sheet(
        sheet, by=sheet.assignment.member.user, points={one.pk: Decimal(points) for one in criteria}, now=IN_REVIEW
    )
