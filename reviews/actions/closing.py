"""结束评审轮次: every nomination has its scores; what is still open is taken back."""

from django.db import transaction

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from nominations.models import Nomination
from reviews import drawing
from reviews.models import Assignment, ScoreSheet
from reviews.queries import rounds as queries
from reviews.rules import rounds as rules
from reviews.rules.office import refuse_closed_round, refuse_others
from reviews.states import SheetState

UNFINISHED = "评审轮次结束时尚未提交。"


@transaction.atomic
def close_round(round, *, by, now=None):
    """结束评审: every nomination the round judges has its full number of valid scores.

    Sheets still open beyond that number are taken back, so that none stays open for ever. Where a score is missing and
    no member is left who could give it (all others are barred or at their cap), more than half of the number suffices;
    a member who simply has not scored is not excused: the office replaces him.
    """
    now = now or clock.now()
    round = queries.locked_round(round.pk)
    open_sheets = list(
        ScoreSheet.objects.select_for_update()
        .filter(assignment__round=round, assignment__withdrawn_at__isnull=True, state=SheetState.OPEN)
        .values_list("assignment_id", flat=True)
    )
    insist(refuse_others(by, "结束评审轮次") or refuse_closed_round(round, "再次结束"))
    short = short_of_scores(round, now=now)
    insist(rules.refuse_closing(by, round, drawn=queries.is_drawn(round), short=short))
    left = Assignment.objects.filter(pk__in=open_sheets)
    taken_back = left.update(withdrawn_at=now, withdrawn_because=UNFINISHED)
    round.closed_at = now
    round.save(update_fields=["closed_at"])
    record("round.closed", by=by, on=round, at=now, taken_back=taken_back, **queries.progress(round))
    return round


def short_of_scores(round, *, now=None) -> list[tuple[str, str, int]]:
    """(number, name, valid scores) of nominations that keep the round from closing; see close_round."""
    wanted = round.plan.scores_per_nomination
    short = queries.without_enough(round, wanted)
    if not short:
        return []
    waiting = queries.waiting_for(round, [key for key, _, _, _ in short])
    seats = queries.seats(round)
    concerned = Nomination.objects.filter(pk__in=[key for key, _, _, _ in short])
    cases = {case.key: case for case in queries.cases(round, on=today(now), nominations=concerned)}
    return [
        (number, name, valid)
        for key, number, name, valid in short
        if key in waiting or drawing.substitutes(cases[key], seats, seed="") or valid * 2 <= wanted
    ]
