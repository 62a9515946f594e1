"""可见范围: who sees which nominations."""

import pytest

from nominations import queries
from nominations.states import Channel, State
from tests.factories import NominationFactory, at_state


def sees(user, nomination):
    """Whether the nomination is behind the person's door."""
    return queries.visible_to(user).filter(pk=nomination.pk).exists()


BEFORE_FILING = {
    "clerk": True,
    "park_endorser": True,
    "xuhui_clerk": True,
    "xuhui_endorser": True,
    "supervision": True,
    "pudong_clerk": False,
    "association_clerk": False,
    "self_nominee": False,
    "screener": False,
    "review_office": False,
    "expert": False,
    "publicity_officer": False,
    "secretary": False,
    "finance": False,
    "administrator": False,
}


@pytest.mark.parametrize(("role", "seen"), BEFORE_FILING.items())
def test_before_filing_only_the_branch_and_supervision_see_it(draft, role, seen, request):
    assert sees(request.getfixturevalue(role), draft) is seen


@pytest.mark.parametrize(
    ("state", "roles"),
    [
        (State.SUBMITTED, {"screener", "review_office"}),
        (State.UNDER_REVIEW, {"screener", "review_office"}),
        (State.SHORTLISTED, {"screener", "review_office", "publicity_officer", "secretary"}),
        (State.HONOURED, {"screener", "review_office", "publicity_officer", "secretary", "finance"}),
    ],
)
def test_city_staff_see_what_their_stage_concerns(draft, state, roles, request):
    nomination = at_state(draft, state)
    staff = ("screener", "review_office", "publicity_officer", "secretary", "finance", "expert", "administrator")

    assert {role for role in staff if sees(request.getfixturevalue(role), nomination)} == roles


def test_a_candidate_sees_the_own_one(rulebook, self_nominee, xuhui_clerk):
    own = NominationFactory(
        rulebook=rulebook, channel=Channel.SELF, drafted_by=self_nominee, candidate=self_nominee, filing_body=None
    )

    assert sees(self_nominee, own) and not sees(xuhui_clerk, own)


def test_an_association_sees_its_own(rulebook, association_clerk, association_endorser, society, clerk):
    own = NominationFactory(
        rulebook=rulebook,
        channel=Channel.ASSOCIATION,
        drafted_by=association_clerk,
        drafting_body=society,
        filing_body=society,
    )

    assert sees(association_endorser, own) and not sees(clerk, own)


def test_a_grassroots_clerk_does_not_see_the_neighbours(draft, clerk, park_union, xuhui_union, rulebook):
    neighbour = NominationFactory(
        rulebook=rulebook, drafted_by=clerk, drafting_body=park_union, filing_body=xuhui_union
    )

    assert not sees(clerk, neighbour)
