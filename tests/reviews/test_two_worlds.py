"""不可推知 (国家自然科学基金条例 第二十条): two worlds that differ only in what is hidden render the same bytes."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.states import Role
from reviews import actions
from reviews.models import Assignment, ScoreSheet
from tests.conftest import someone
from tests.moments import IN_REVIEW
from tests.reviews.two_worlds import DRAWN_ANEW, differing, walk, world

QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture
def hidden(admitted):
    """The nomination in the middle of the list."""
    return admitted[1]


@pytest.fixture
def recused(drawn, hidden, review_office, supervision, members, points):
    """One of the office, one of supervision and one expert, each recused from it; the others are judged."""
    for person in (review_office, supervision):
        actions.declare_staff_recusal(hidden, ground="kin", explanation="亲属。", by=person, now=IN_REVIEW)
    member = next(one for one in members if not Assignment.objects.filter(member=one, nomination=hidden).exists())
    actions.declare_recusal(member, hidden, ground="kin", explanation="亲属。", by=member.user, now=IN_REVIEW)
    for sheet in ScoreSheet.objects.exclude(assignment__nomination=hidden).order_by("pk")[:6]:
        actions.submit_sheet(sheet, by=sheet.assignment.member.user, points=points("80"), now=IN_REVIEW)
    return [review_office, supervision, member.user]


def things_of(round, hidden):
    """What stands in the addresses: every file, every assignment and sheet that is not of the hidden one, and itself."""
    shown = Assignment.objects.filter(round=round).exclude(nomination=hidden).select_related("sheet", "nomination")
    numbers = {hidden.number, *(one.nomination.number for one in shown)}
    return {
        "round": [{"pk": round.pk}],
        "round by its number": [{"number": round.number}],
        "file in the round": [{"pk": round.pk, "number": number} for number in sorted(numbers)],
        "file to step back from": [{"number": number} for number in sorted(numbers)],
        "sheet": [{"pk": one.sheet.pk} for one in shown],
        "member": [{"pk": pk} for pk in sorted({one.member_id for one in shown})],
        "filed": [{"number": number} for number in sorted(numbers)],
        "ledger of a person": [{"kind": "nominations.nomination", "key": hidden.pk}],
    }


def judged(round, hidden, seed, points, office):
    """One way in which the hidden file may have been judged: who, how high, how many sheets, who withdrew."""

    def act():
        chance = Random(seed)
        for sheet in ScoreSheet.objects.filter(assignment__nomination=hidden).order_by("pk"):
            turn = chance.randrange(4)
            by = sheet.assignment.member.user
            if turn == 0:
                actions.abstain(sheet, by=by, reason="不熟悉。", now=IN_REVIEW)
            elif turn == 1:
                member = sheet.assignment.member
                actions.declare_recusal(member, hidden, ground="other", explanation="相熟。", by=by, now=IN_REVIEW)
            elif turn == 2:
                value = str(chance.randrange(60, 95))
                actions.submit_sheet(sheet, by=by, points=points(value), now=IN_REVIEW)
        return seed

    return act


@settings(max_examples=1, deadline=None, suppress_health_check=QUIET)
@given(seeds=st.tuples(st.integers(0, 999), st.integers(1000, 1999)))
def test_whoever_is_recused_reads_the_same_in_both_worlds(drawn, hidden, recused, review_office, points, seeds):
    things, seen = things_of(drawn, hidden), []
    for seed in seeds:
        with world(judged(drawn, hidden, seed, points, review_office)):
            seen.append([walk(person, things) for person in recused])
    told = [line for one, other in zip(*seen, strict=True) for line in differing(one, other)]
    assert not told, "\n".join(told)


def test_a_walk_covers_the_rooms_and_would_see_a_difference(drawn, hidden, recused, points, screener):
    """The harness is held to what it promises: somebody who is not recused does see two different worlds."""
    watcher = someone("旁观", Role.SUPERVISION, screener.memberships.get().organisation)
    things, seen = things_of(drawn, hidden), []
    for seed in (1, 2000):
        with world(judged(drawn, hidden, seed, points, watcher)):
            seen.append(walk(watcher, things))
    assert len(seen[0]) > 40
    assert differing(*seen)


def test_hidden_is_answered_like_nothing(client, drawn, hidden, recused):
    """The same bytes after the same questions: neither the words nor the time tell the one from the other."""
    client.force_login(recused[0])
    answers = []
    for number in (hidden.number, "209900000"):
        address = reverse("reviews:panel", args=[drawn.pk, number])
        client.get(address)  # what a process remembers, it remembers now
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        plain = DRAWN_ANEW.sub(b"", answer.content).replace(number.encode(), b"")
        answers.append((answer.status_code, plain, len(asked)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
