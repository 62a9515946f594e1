"""撤回、退出、取消当年申报资格 (沪工总经〔2015〕260号 三(三)、五(三))."""

import pytest

from ledger.models import Entry
from letters.models import Letter
from nominations import actions
from nominations.models import Endorsement
from nominations.states import FILED, UNDER_WAY, State
from tests.factories import at_state
from tests.moments import IN_SCREENING, IN_WINDOW
from tests.nominations.test_recommending import ground_of

WHY = "本人工作调动，不再参评。"
OVER = [state for state in State if state not in UNDER_WAY]


@pytest.mark.parametrize("state", UNDER_WAY)
def test_the_nominator_withdraws_from_any_state_under_way(draft, clerk, state):
    withdrawn = actions.withdraw(at_state(draft, state), by=clerk, reason=WHY, now=IN_WINDOW)

    assert (withdrawn.state, withdrawn.closing_reason, withdrawn.at_body) == (State.WITHDRAWN, WHY, None)


@pytest.mark.parametrize("state", OVER)
def test_what_is_over_is_not_withdrawn(draft, clerk, state):
    nomination = at_state(draft, state)

    assert ground_of(actions.withdraw, nomination, by=clerk, reason=WHY, now=IN_WINDOW) == "already_handled"


def test_the_filing_district_withdraws_too(draft, xuhui_clerk):
    submitted = at_state(draft, State.SUBMITTED)

    assert actions.withdraw(submitted, by=xuhui_clerk, reason=WHY, now=IN_WINDOW).state == State.WITHDRAWN


@pytest.mark.parametrize("role", ["pudong_clerk", "xuhui_endorser", "screener", "review_office", "supervision"])
def test_nobody_else_withdraws(draft, role, request):
    user = request.getfixturevalue(role)

    assert ground_of(actions.withdraw, draft, by=user, reason=WHY, now=IN_WINDOW) == "not_yours"


def test_a_withdrawal_needs_a_reason(draft, clerk):
    assert ground_of(actions.withdraw, draft, by=clerk, reason=" ", now=IN_WINDOW) == "no_reason"


def test_a_withdrawal_leaves_its_trace_and_its_letters(draft, clerk):
    actions.withdraw(draft, by=clerk, reason=WHY, now=IN_WINDOW)

    assert Entry.objects.get(act="nomination.withdrawn").reason == WHY
    assert Letter.objects.get(kind="nomination_withdrawn").recipient == clerk


@pytest.mark.parametrize("state", FILED)
def test_a_candidate_drops_out_of_any_filed_state(draft, self_nominee, state):
    nomination = at_state(draft, state, candidate=self_nominee)

    dropped = actions.drop_out(nomination, by=self_nominee, reason=WHY, now=IN_SCREENING)

    assert (dropped.state, dropped.closing_reason) == (State.DROPPED_OUT, WHY)


@pytest.mark.parametrize("role", ["xuhui_clerk", "review_office"])
def test_a_written_statement_is_recorded_by_the_filing_body_or_the_office(draft, role, request):
    nomination = at_state(draft, State.SUBMITTED)

    dropped = actions.drop_out(nomination, by=request.getfixturevalue(role), reason=WHY, now=IN_SCREENING)

    assert dropped.state == State.DROPPED_OUT
    assert Entry.objects.get(act="nomination.dropped_out").before == State.SUBMITTED


@pytest.mark.parametrize("role", ["clerk", "pudong_clerk", "screener", "supervision"])
def test_nobody_else_drops_a_candidate_out(draft, role, request):
    nomination = at_state(draft, State.SUBMITTED)
    user = request.getfixturevalue(role)

    assert ground_of(actions.drop_out, nomination, by=user, reason=WHY, now=IN_SCREENING) == "not_yours"


def test_a_draft_is_withdrawn_not_dropped_out(draft, review_office):
    assert ground_of(actions.drop_out, draft, by=review_office, reason=WHY, now=IN_WINDOW) == "already_handled"


def test_dropping_out_needs_a_reason(draft, review_office):
    nomination = at_state(draft, State.SUBMITTED)

    assert ground_of(actions.drop_out, nomination, by=review_office, reason="", now=IN_WINDOW) == "no_reason"


@pytest.mark.parametrize("state", [*UNDER_WAY, State.NOT_SELECTED, State.DECLINED])
def test_the_office_disqualifies(draft, review_office, state):
    nomination = at_state(draft, state)

    gone = actions.disqualify(nomination, by=review_office, reason="获奖证书系伪造。", now=IN_SCREENING)

    assert gone.state == State.DISQUALIFIED
    assert Entry.objects.get(act="nomination.disqualified").before == state


def test_nobody_else_disqualifies(draft, screener, clerk):
    for user in (screener, clerk):
        assert ground_of(actions.disqualify, draft, by=user, reason="伪造", now=IN_SCREENING) == "not_yours"


def test_a_disqualification_needs_a_reason(draft, review_office):
    assert ground_of(actions.disqualify, draft, by=review_office, reason="", now=IN_SCREENING) == "no_reason"


def test_an_honoured_nomination_is_revoked_not_disqualified(draft, review_office):
    named = at_state(draft, State.HONOURED)

    assert ground_of(actions.disqualify, named, by=review_office, reason="伪造", now=IN_SCREENING) == "already_handled"


def test_a_filed_dossier_is_withdrawn_with_its_opinions(draft, clerk, park_union, park_endorser):
    """The rank is free again, whatever the state; what was written stays as it was."""
    Endorsement.objects.create(
        nomination=draft,
        season=draft.season,
        organisation=park_union,
        by=park_endorser,
        at=IN_WINDOW,
        is_endorsed=True,
        opinion="同意。",
        rank=1,
    )

    actions.withdraw(at_state(draft, State.SUBMITTED), by=clerk, reason=WHY, now=IN_WINDOW)

    assert list(draft.endorsements.values_list("is_void", "opinion")) == [(True, "同意。")]
