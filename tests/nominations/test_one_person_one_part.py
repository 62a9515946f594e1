"""职责分离：推荐、审核、资格审核各由不同的人办理，换账户也一样 (沪工总经〔2015〕260号 三(四))."""

from datetime import date

import pytest

from nominations.actions import checking, drafting, recommending, screening
from nominations.models import Nomination, ScreeningDecision
from nominations.parts import ENDORSE, NOMINATE, SCREEN
from nominations.states import State
from tests.factories import at_state
from tests.factories.parts import everywhere, grounds_by_part
from tests.moments import IN_SCREENING, IN_WINDOW


def check(nomination, *, by, now):
    """复核 the screener's proposal."""
    checking.confirm(nomination.decisions.get(), by=by, now=now)


ACTS = {
    "recommend": (NOMINATE, "clerk", State.DRAFT, lambda one, by: recommending.recommend(one, by=by, now=IN_WINDOW)),
    "declare": (NOMINATE, "clerk", State.DRAFT, lambda one, by: drafting.declare(one, by=by, now=IN_WINDOW)),
    "file": (NOMINATE, "xuhui_clerk", State.ENDORSED, lambda one, by: recommending.submit(one, by=by, now=IN_WINDOW)),
    "file again": (
        NOMINATE,
        "clerk",
        State.CORRECTING,
        lambda one, by: screening.resubmit(one, by=by, now=IN_SCREENING),
    ),
    "endorse": (
        ENDORSE,
        "xuhui_endorser",
        State.RECOMMENDED,
        lambda one, by: recommending.endorse(one, by=by, opinion="同意。", now=IN_WINDOW),
    ),
    "claim": (SCREEN, "screener", State.SUBMITTED, lambda one, by: screening.claim(one, by=by, now=IN_SCREENING)),
    "check": (SCREEN, "second_screener", State.SUBMITTED, lambda one, by: check(one, by=by, now=IN_SCREENING)),
}


@pytest.mark.parametrize("name", ACTS)
def test_whoever_took_another_part_is_refused_the_act(draft, name, request, xuhui_union, review_office):
    own, role, state, act = ACTS[name]
    columns = {"at_body": xuhui_union} if state == State.RECOMMENDED else {}
    one = at_state(draft, state, correction_due=date(2026, 6, 30), **columns)
    if name == "check":
        ScreeningDecision.objects.create(
            nomination=one, conclusion="admit", text="通过。", by=review_office, at=IN_SCREENING, standing="proposed"
        )
    actor = request.getfixturevalue(role)

    found = grounds_by_part(own, one, actor, lambda by: act(Nomination.objects.get(pk=one.pk), by))

    assert found == everywhere(own)
