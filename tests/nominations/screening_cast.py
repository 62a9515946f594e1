"""What the screening tests share: a file in each place a screener finds it."""

import pytest

from common.refusals import Refused
from nominations.actions import screening as actions
from nominations.models import Nomination, ScreeningDecision
from nominations.states import Condition, Finding, State
from seasons.models import Rulebook
from tests.factories import NominationFactory, RulebookFactory, at_state, complete_dossier, issued
from tests.moments import IN_SCREENING

PASSED, FAILED = Finding.PASSED, Finding.FAILED
ALL_PASSED = dict.fromkeys(Condition, (PASSED, ""))
ON_FAILURE = {Condition.FRONT_LINE: (FAILED, "现任行政管理岗位。")}


def fresh(nomination):
    """Read again; a step is never undone by re-reading."""
    return Nomination.objects.get(pk=nomination.pk)


def latest(nomination):
    """The latest conclusion."""
    return ScreeningDecision.objects.filter(nomination=nomination).latest("pk")


def ground_of(act, *args, **kwargs):
    """Why an act is refused."""
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


@pytest.fixture
def strict(season):
    """A rulebook that asks for a second person."""
    return issued(RulebookFactory(season=season, second_check=True))


@pytest.fixture
def filed(draft):
    """The works' nomination has been filed."""
    return at_state(draft, State.SUBMITTED)


@pytest.fixture
def claimed(filed, screener):
    """A screener has taken it."""
    return actions.claim(filed, by=screener, now=IN_SCREENING)


@pytest.fixture
def checked(claimed, screener):
    """Every line is found in order."""
    return actions.note_lines(claimed, by=screener, lines=ALL_PASSED, now=IN_SCREENING)


@pytest.fixture
def many(rulebook, clerk, works_union, xuhui_union):
    """Files of the same works, as many as asked for."""

    def make(count, state=State.SUBMITTED, **columns):
        bodies = {"drafted_by": clerk, "drafting_body": works_union, "filing_body": xuhui_union}
        return [
            at_state(complete_dossier(NominationFactory(rulebook=rulebook, **bodies, **columns)), state)
            for _ in range(count)
        ]

    return make


def under(nomination, rulebook: Rulebook):
    """The same file under another rulebook."""
    Nomination.objects.filter(pk=nomination.pk).update(rulebook=rulebook)
    return fresh(nomination)
