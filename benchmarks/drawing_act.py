"""抽签 as the office does it: sealed, frozen, opened, seen and applied, with assignments, sheets, ledger and letters."""

import time

import pgtrigger
from django.db import connection

from accounts.states import Role
from benchmarks import season
from nominations.models import Nomination
from nominations.states import State
from reviews import actions as reviewing
from reviews.models import Assignment, CommitteeMember, Entrant, Round, Score, ScoreSheet
from reviews.queries import draws


def seconds(cases: int, seats: int, needs: int) -> list[tuple[str, float]]:
    """Each step of one draw of so many files in a database of its own."""
    town = season.found_town(experts=seats)
    season.grow(town, cases)
    with pgtrigger.ignore():
        for model in (Score, ScoreSheet, Assignment):
            model.objects.all()._raw_delete("default")
        Round.objects.filter(pk=town.round.pk).update(drawn_at=None)
        waiting = Nomination.objects.filter(season=town.running, state=State.UNDER_REVIEW)
        Entrant.objects.bulk_create(
            [Entrant(round=town.round, nomination=one, entered_at=season.NOW) for one in waiting],
            ignore_conflicts=True,
            batch_size=1000,
        )
        usual = 3 * cases * needs // (2 * seats) + 1
        CommitteeMember.objects.filter(season=town.running).update(load_limit=usual)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    office, found = town.someone(Role.REVIEW_OFFICE), []

    def timed(name, act, *args, **kwargs):
        started = time.perf_counter()
        answer = act(*args, by=office, **kwargs)
        found.append((name, time.perf_counter() - started))
        return answer

    sealed = timed("封存", reviewing.commit_draw, town.round)
    frozen = timed("冻结名单", reviewing.freeze_draw, sealed)
    opened = timed("公开种子", reviewing.reveal_draw, frozen)
    timed("生效", reviewing.apply_draw, opened, expected=opened.fingerprint)
    assert len(draws.standing_pairs(town.round)) == cases * needs
    return found
