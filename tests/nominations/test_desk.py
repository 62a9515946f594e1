"""待办: what waits for whom, counted in few queries."""

import pytest

from common.desk import AWAITED
from nominations import actions
from nominations.desk import waiting
from nominations.states import State
from tests.factories import NominationFactory, at_state
from tests.moments import CLOSING, IN_WINDOW


def titles(user):
    """What waits for the person, in words."""
    return [row.title for row in waiting(user, IN_WINDOW) if row.rank < AWAITED]


def awaited(user):
    """What the person awaits from others."""
    return [row.title for row in waiting(user, IN_WINDOW) if row.rank >= AWAITED]


def test_a_clerk_finishes_drafts_before_the_closing(draft, clerk):
    (row,) = waiting(clerk, IN_WINDOW)

    assert (row.title, row.count, row.due) == ("草稿待完成", 1, CLOSING)


@pytest.mark.parametrize(
    ("state", "role", "title"),
    [
        (State.RETURNED, "clerk", "已退回，待修改"),
        (State.CORRECTING, "clerk", "退回补正，待重新报送"),
        (State.ENDORSED, "xuhui_clerk", "材料待报送"),
    ],
)
def test_what_comes_back_waits_for_its_clerk(draft, state, role, title, request):
    at_state(draft, state)

    assert titles(request.getfixturevalue(role)) == [title]


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (State.RECOMMENDED, "逐级审核中的申报"),
        (State.SUBMITTED, "已报送，待资格审核的申报"),
        (State.UNDER_REVIEW, "专家评审阶段的申报"),
    ],
)
def test_a_clerk_sees_where_the_others_have_it(draft, state, title, clerk, xuhui_clerk, pudong_clerk):
    at_state(draft, state)
    assert awaited(clerk) == awaited(xuhui_clerk) == [title]
    assert awaited(pudong_clerk) == []


def test_an_endorser_is_asked_when_it_lies_there(draft, clerk, park_endorser, xuhui_endorser):
    up = actions.recommend(draft, by=clerk, now=IN_WINDOW)
    assert titles(park_endorser) == ["推荐待审核"] and titles(xuhui_endorser) == []

    actions.endorse(up, by=park_endorser, opinion="同意", now=IN_WINDOW)
    assert titles(xuhui_endorser) == ["推荐待审核"] and titles(park_endorser) == []


def test_a_self_nominee_starts_then_finishes_then_waits(rulebook, self_nominee):
    assert titles(self_nominee) == ["起草自荐申报"]
    own = NominationFactory(rulebook=rulebook, drafted_by=self_nominee, candidate=self_nominee, channel="self")
    assert titles(self_nominee) == ["自荐申报待完成"]
    at_state(own, State.SUBMITTED)
    assert titles(self_nominee) == []
    assert awaited(self_nominee) == ["本人申报：已报送"]


@pytest.mark.parametrize("role", ["supervision", "finance", "administrator", "pudong_clerk"])
def test_nothing_waits_for_others(draft, role, request):
    assert titles(request.getfixturevalue(role)) == []
