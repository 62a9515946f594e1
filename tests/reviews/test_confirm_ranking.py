"""沪工总经〔2015〕260号 三(四): 专家评审, from the closed round to those who go on."""

import pytest

from nominations.models import Nomination
from nominations.states import State
from reviews import actions
from tests.moments import AFTER_REVIEW


@pytest.fixture
def ranking(closed, review_office):
    """Two of three go on."""
    return actions.make_ranking(closed, by=review_office, shortlist_size=2, now=AFTER_REVIEW)


def states():
    return list(Nomination.objects.order_by("number").values_list("state", flat=True))


def test_the_best_go_on_and_the_others_learn_why_not(ranking, review_office):
    actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)

    assert states() == [State.SHORTLISTED, State.SHORTLISTED, State.NOT_SELECTED]
    assert Nomination.objects.get(state=State.NOT_SELECTED).closing_reason
