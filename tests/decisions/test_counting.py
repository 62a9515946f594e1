"""计票：到会比例、通过比例按细则 (沪工总经〔2015〕260号 三(四))."""

import pytest

from decisions import counting
from seasons.models import Rulebook


def tally(votes_for, votes_against, *, members=12, present=9):
    """Whoever else is present abstains."""
    return counting.Tally(members, present, votes_for, votes_against, present - votes_for - votes_against)


@pytest.mark.parametrize(
    ("basis", "exceeds", "share", "votes", "carried"),
    [
        ("present", True, (1, 2), (5, 4), True),
        ("present", True, (2, 3), (6, 0), False),
        ("present", False, (2, 3), (6, 0), True),
        ("members", True, (1, 2), (6, 0), False),
        ("members", True, (1, 2), (7, 0), True),
        ("voting", True, (1, 2), (2, 1), True),
        ("voting", True, (1, 2), (1, 1), False),
        ("voting", True, (1, 2), (0, 0), False),
    ],
)
def test_the_majority_is_counted_as_the_rulebook_says(basis, exceeds, share, votes, carried):
    rulebook = Rulebook(
        majority_basis=basis, majority_exceeds=exceeds, majority_numerator=share[0], majority_denominator=share[1]
    )
    assert counting.is_carried(rulebook, tally(*votes)) is carried


@pytest.mark.parametrize(("present", "quorate"), [(7, False), (8, True), (0, False)])
def test_two_thirds_of_twelve_are_eight(present, quorate):
    assert counting.is_quorate(Rulebook(), members=12, present=present) is quorate
