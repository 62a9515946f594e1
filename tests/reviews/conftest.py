"""A committee of seven, three nominations under review, a drawn round."""

from decimal import Decimal

import pytest

from nominations.states import State
from reviews import actions
from reviews.models import ScoreSheet
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.factories.numbers import credit_code
from tests.factories.reviews import all_declared, committee
from tests.moments import IN_REVIEW, beijing

DUE = beijing(2099, 8, 10, 17)  # ahead of the real clock too, for what pages do


@pytest.fixture
def members(season, municipal):
    """Seven members in the five categories, free of any conflict."""
    return committee(season, 7, municipal)


@pytest.fixture
def admitted(rulebook, clerk, works_union, xuhui_union):
    """Three nominations of three units, screened and admitted."""
    return [
        at_state(
            complete_dossier(
                NominationFactory(
                    rulebook=rulebook,
                    drafted_by=clerk,
                    drafting_body=works_union,
                    filing_body=xuhui_union,
                    unit_name=f"第{place}机械厂",
                    unit_code=credit_code(300_000 + place),
                )
            ),
            State.ADMITTED,
        )
        for place in range(3)
    ]


@pytest.fixture
def opened(season, admitted, members, review_office):
    """A round that is open and not drawn yet; every member has confirmed the list of names."""
    return all_declared(actions.open_round(season, closes_at=DUE, by=review_office, now=IN_REVIEW, seed="种子"))


@pytest.fixture
def drawn(opened, review_office):
    """The same round, drawn."""
    return actions.draw(opened, by=review_office, now=IN_REVIEW, seed="种子")


@pytest.fixture
def sheet(drawn):
    """The first sheet of the first nomination."""
    return ScoreSheet.objects.order_by("assignment__nomination__number", "pk").first()


@pytest.fixture
def points(rulebook):
    """The same points for every criterion."""

    def of(value="80"):
        return {criterion.pk: Decimal(value) for criterion in rulebook.criteria.all()}

    return of


@pytest.fixture
def scored(drawn, points):
    """Everything is scored: the first nomination 90, the second 80, the third 70 by everybody."""
    rows = ScoreSheet.objects.select_related("assignment__member__user").order_by(
        "assignment__nomination__number", "pk"
    )
    for place, one in enumerate(rows):
        value = str(90 - 10 * (place // 5))
        actions.submit_sheet(one, by=one.assignment.member.user, points=points(value), now=IN_REVIEW)
    return drawn


@pytest.fixture
def closed(scored, review_office):
    """All in, and closed."""
    return actions.close_round(scored, by=review_office, now=IN_REVIEW)
