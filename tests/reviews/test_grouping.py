"""分组: everybody is heard once, by enough members free of conflict, in groups as even as any (brute force)."""

from collections import Counter
from datetime import date, datetime, time
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.grouping import Candidate, Grouping, Hours, Impasse, Juror, Quorum, dealt, lot, place, propose, starts


@st.composite
def committees(draw):
    """At most five members, four candidates and two groups: small enough to try every grouping there is."""
    jurors = [Juror(key, draw(st.sampled_from("ab"))) for key in range(draw(st.integers(1, 5)))]
    keys = [one.key for one in jurors]
    candidates = [
        Candidate(100 + number, frozenset(draw(st.sets(st.sampled_from(keys), max_size=2))))
        for number in range(draw(st.integers(1, 4)))
    ]
    least = draw(st.sampled_from([{}, {"a": 1}]))
    return jurors, candidates, draw(st.integers(1, 2)), Quorum(draw(st.integers(1, 2)), least)


def even(sizes):
    return max(sizes) - min(sizes) <= 1


def even_dealings(jurors, groups):
    """Every way of dealing members so that no category and no group differs by more than one."""
    for where in product(range(groups), repeat=len(jurors)):
        hands = [[one for one, at in zip(jurors, where, strict=True) if at == place] for place in range(groups)]
        mixes = [[sum(one.category == kind for one in hand) for hand in hands] for kind in "ab"]
        if even([len(hand) for hand in hands]) and all(even(mix) for mix in mixes):
            yield hands


def panel(hand, candidate):
    return [one for one in hand if one.key not in candidate.barred]


def nobody_idle(hands, candidates, quorum):
    """Whether these hands can hear everybody, each of them somebody."""
    choices = [[at for at, hand in enumerate(hands) if quorum.holds(panel(hand, one))] for one in candidates]
    return any(set(where) == set(range(len(hands))) for where in product(*choices))


@settings(max_examples=120, deadline=None)
@given(committees(), st.text(max_size=3))
def test_everybody_is_heard_once_by_enough_or_it_cannot_be_done(committee, seed):
    jurors, candidates, groups, quorum = committee
    found = propose(jurors, candidates, groups=groups, quorum=quorum, seed=seed)
    possible = any(nobody_idle(hands, candidates, quorum) for hands in even_dealings(jurors, groups))
    assert isinstance(found, Grouping) == possible
    if not possible:
        return

    heard = [key for group in found.groups for key in group.candidates]
    assert sorted(heard) == [one.key for one in candidates]
    seated = sorted(key for group in found.groups for key in group.members)
    assert seated == [one.key for one in jurors]
    by_key = {one.key: one for one in (*jurors, *candidates)}
    for group in found.groups:
        hand = [by_key[key] for key in group.members]
        assert group.candidates and all(quorum.holds(panel(hand, by_key[key])) for key in group.candidates)


@settings(max_examples=60, deadline=None)
@given(committees(), st.text(max_size=3))
def test_no_placing_with_the_same_members_is_more_even(committee, seed):
    jurors, candidates, groups, quorum = committee
    hands = dealt(jurors, groups, seed, 0)
    placed = place(hands, candidates, quorum=quorum, seed=seed)
    choices = [[at for at, hand in enumerate(hands) if quorum.holds(panel(hand, one))] for one in candidates]
    if not all(choices):
        assert len(placed) == sum(map(bool, choices))
        return

    squares = min(sum(n * n for n in Counter(where).values()) for where in product(*choices))
    assert sum(n * n for n in Counter(placed.values()).values()) == squares


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=30), st.integers(1, 6), st.text(max_size=3))
def test_members_are_dealt_with_an_even_mix(categories, groups, seed):
    hands = dealt([Juror(key, category) for key, category in enumerate(categories)], groups, seed, 0)

    assert even([len(hand) for hand in hands])
    for kind in "abcde":
        assert even([sum(one.category == kind for one in hand) for hand in hands])


def test_the_same_seed_gives_the_same_groups_whatever_the_order():
    jurors = [Juror(key, "abcde"[key % 5]) for key in range(15)]
    candidates = [Candidate(100 + key, frozenset({key % 15})) for key in range(40)]

    def ask(jurors, candidates, seed):
        return propose(jurors, candidates, groups=3, quorum=Quorum(4), seed=seed)

    first = ask(jurors, candidates, "甲")
    assert ask(jurors[::-1], candidates[::-1], "甲").fingerprint == first.fingerprint
    assert ask(jurors, candidates, "乙").fingerprint != first.fingerprint
    assert even([len(group.candidates) for group in first.groups])


def test_lots_are_the_same_on_any_machine():
    assert lot("种子", "顺序", 7) == 6442786236980607811


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(6)), st.text(max_size=5))
def test_the_order_inside_a_group_depends_on_the_seed_alone(keys, seed):
    found = propose([Juror(1, "a")], map(Candidate, keys), groups=1, quorum=Quorum(1), seed=seed)
    again = propose([Juror(1, "a")], map(Candidate, sorted(keys)), groups=1, quorum=Quorum(1), seed=seed)
    assert found == again


def test_every_order_comes_up():
    orders = {
        propose([Juror(1, "a")], map(Candidate, range(3)), groups=1, quorum=Quorum(1), seed=str(turn))
        .groups[0]
        .candidates
        for turn in range(80)
    }
    assert orders == set(permutations(range(3)))


def test_a_candidate_whom_the_committee_cannot_serve_is_named():
    found = propose([Juror(1, "a"), Juror(2, "a")], [Candidate(9, frozenset({1}))], groups=1, quorum=Quorum(2), seed="")
    assert found == Impasse(too_few={9: 1})


def test_too_many_groups_say_how_many_would_do():
    jurors = [Juror(key, "a") for key in range(6)]
    found = propose(jurors, [Candidate(9), Candidate(8)], groups=3, quorum=Quorum(3), seed="")
    assert found == Impasse(unplaced=frozenset({8, 9}), would_do=2)


def test_where_no_dealing_by_lot_serves_everybody_the_exact_search_finds_the_one():
    """Two candidates each kept apart from all but three of twelve: the three must sit together."""
    jurors = [Juror(key, "a") for key in range(12)]
    apart = [frozenset(range(12)) - {0, 1, 2}, frozenset(range(12)) - {9, 10, 11}, frozenset(), frozenset()]
    candidates = [Candidate(100 + place, barred) for place, barred in enumerate(apart)]
    found = propose(jurors, candidates, groups=4, quorum=Quorum(3), seed="")

    assert [group.members for group in found.groups if 100 in group.candidates] == [(0, 1, 2)]
    assert [group.members for group in found.groups if 101 in group.candidates] == [(9, 10, 11)]


def test_the_clock_keeps_pauses_noon_and_the_evening():
    hours = Hours(30, halves=((time(9), time(10, 50)), (time(13, 30), time(14, 30))), pause_after=2, pause=15)
    found = list(starts(hours, [date(2026, 8, 3), date(2026, 8, 4)]))

    assert [one.strftime("%d %H:%M") for one in found[:5]] == [
        "03 09:00",
        "03 09:30",
        "03 10:15",
        "03 13:30",
        "03 14:00",
    ]
    assert found[5] == datetime(2026, 8, 4, 9)


@pytest.mark.parametrize("minutes, fits", [(180, True), (211, False)])
def test_an_interview_longer_than_half_a_day_fits_nowhere(minutes, fits):
    assert Hours(minutes).holds_one is fits
