"""Panels: drawn, and mended when somebody cannot judge (沪工总经〔2015〕260号 三(四))."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from dataclasses import replace as altered

from django.db import transaction
from django.urls import reverse

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import entry_for, record, record_all
from letters.actions import letter_for, owe_all, owe_rendered, rendered
from nominations.models import Nomination
from nominations.queries import latest_revisions
from reviews import drawing
from reviews.actions.reminding import recall_when_done
from reviews.drawing import Draw, Shortfall
from reviews.models import Assignment, CommitteeMember, Recusal, ScoreSheet
from reviews.queries import conflicts as conflict_queries
from reviews.queries import rounds as queries
from reviews.queries.committee import composition, sitting
from reviews.queries.sheets import said_of
from reviews.rules import rounds as rules
from reviews.states import SheetState


@dataclass(frozen=True)
class Preview:
    """A draw before it is applied, or what stands in its way, with the words for a page."""

    outcome: Draw | Shortfall
    needed: int
    nominations: dict[int, Nomination]
    members: dict[int, str]
    grounds: dict[int, list[str]]


def preview(round, *, now=None) -> Preview:
    """What the draw would be now. Nothing is written; the same inputs and seed give the same answer."""
    on = today(now)
    cases = queries.cases(round, on=on)
    outcome = drawing.propose(cases, queries.seats(round), seed=round.seed)
    concerned = [*outcome.too_few, *outcome.squeezed] if isinstance(outcome, Shortfall) else [c.key for c in cases]
    nominations = queries.named_nominations().in_bulk(concerned)
    members = {one.pk: one.user.full_name for one in sitting(round.season_id).select_related("user")}
    grounds: dict[int, list[str]] = defaultdict(list)
    if isinstance(outcome, Shortfall) and outcome.too_few:
        grounds = _grounds(round, list(outcome.too_few), on)
    return Preview(outcome, sum(case.needs for case in cases), nominations, members, grounds)


def _grounds(round, keys, on) -> dict[int, list[str]]:
    concerned = Nomination.objects.filter(pk__in=keys)
    told: dict[tuple[int, int], str] = {}
    for conflict in conflict_queries.derived(sitting(round.season_id), concerned, on=on):
        told.setdefault((conflict.candidacy, conflict.judge), conflict.ground.label)
    for recusal in Recusal.objects.filter(nomination__in=concerned, member__stood_down_at__isnull=True):
        told.setdefault((recusal.nomination_id, recusal.member_id), recusal.get_ground_display())
    grounds = defaultdict(list)
    for (nomination, _), ground in told.items():
        grounds[nomination].append(ground)
    return grounds


@transaction.atomic
def draw(round, *, by, now=None, expected=""):
    """分派: draw what is still needed, by the round's seed; ``expected`` is the fingerprint of the preview seen."""
    now = now or clock.now()
    round = queries.locked_round(round.pk)
    found = preview(round, now=now)
    nominations = queries.entrants(round)
    insist(
        rules.refuse_draw(
            by,
            round,
            composition=composition(round.season, round.rulebook),
            needed=found.needed,
            banned=queries.banned_among(nominations, on=today(now)),
        )
    )
    insist(
        rules.refuse_infeasible(
            found.outcome,
            nominations=found.nominations,
            members=found.members,
            grounds=found.grounds,
            wanted=round.plan.scores_per_nomination,
        )
    )
    drawn = found.outcome
    assert isinstance(drawn, Draw)  # otherwise refused above
    insist(rules.refuse_changed_draw(drawn.fingerprint, expected))
    pairs = drawn.pairs
    _assign(round, pairs, by, now)
    round.drawn_at = round.drawn_at or now
    round.save(update_fields=["drawn_at"])
    loads = Counter(member for _, member in pairs)
    record(
        "round.drawn",
        by=by,
        on=round,
        at=now,
        seed=round.seed,
        fingerprint=drawn.fingerprint,
        assignments=len(pairs),
        members=len(loads),
    )
    _tell_experts(round, loads, now)
    return round


def _assign(round, pairs, by, now):
    """Assignments with their empty sheets, in bulk; the database's conflict trigger looks at each."""
    members = {one.pk: one for one in CommitteeMember.objects.filter(season=round.season_id).select_related("user")}
    concerned = queries.named_nominations().in_bulk({nomination for nomination, _ in pairs})
    revisions = latest_revisions(concerned)
    assignments = Assignment.objects.bulk_create(
        [
            Assignment(
                round=round,
                member=members[member],
                nomination=concerned[nomination],
                revision_id=revisions.get(nomination),
                assigned_at=now,
            )
            for nomination, member in pairs
        ],
        batch_size=1000,
    )
    ScoreSheet.objects.bulk_create([ScoreSheet(assignment=one) for one in assignments], batch_size=1000)
    record_all([entry_for("assignment.drawn", by=by, on=one, at=now) for one in assignments])
    return assignments


def _tell_experts(round, loads, now):
    """One letter per expert, however many files."""
    letters = []
    for member in CommitteeMember.objects.filter(pk__in=loads).select_related("user"):
        subject, body = rendered("review_assigned", member=member, round=round, count=loads[member.pk])
        about = reverse("reviews:queue")
        letters.append(letter_for("review_assigned", to=member.user, subject=subject, body=body, about=about, at=now))
    owe_all(letters)


@transaction.atomic
def replace(assignment, *, reason, by, now=None):
    """更换评审专家: the smallest change; one file moves to the least loaded member free of conflict.

    Serves alike for a file whose member cannot judge, has been recused, stood down or abstained.
    """
    now = now or clock.now()
    round = queries.locked_round(assignment.round_id)
    assignment = queries.locked_assignment(assignment.pk)
    (case,) = _cases_of(assignment, now)
    insist(rules.refuse_replacing(by, assignment, reason, needed=case.needs))
    able = substitutes_for(assignment, now=now)
    insist(rules.refuse_no_substitute(able, assignment))
    if assignment.withdrawn_at is None and assignment.sheet.state == SheetState.OPEN:
        assignment.withdrawn_at, assignment.withdrawn_because = now, reason
        assignment.save(update_fields=["withdrawn_at", "withdrawn_because"])
        record("assignment.withdrawn", by=by, on=assignment, at=now, reason=reason)
        said = said_of(assignment.member, assignment.nomination)
        owe_rendered("review_withdrawn", to=assignment.member.user, at=now, said=said)
        recall_when_done(round, assignment.member, at=now)
    (fresh,) = _assign(round, [(assignment.nomination_id, able[0].key)], by, now)
    record("assignment.replaced", by=by, on=fresh, at=now, reason=reason, instead_of=assignment.pk)
    _tell_experts(round, {fresh.member_id: 1}, now)
    return fresh


def substitutes_for(assignment, *, now=None):
    """Who could step in for this file, best first."""
    (case,) = _cases_of(assignment, now)
    seed = f"{assignment.round.seed}/{assignment.pk}"
    return drawing.substitutes(altered(case, needs=1), queries.seats(assignment.round), seed=seed)


def _cases_of(assignment, now):
    only = Nomination.objects.filter(pk=assignment.nomination_id)
    return queries.cases(assignment.round, on=today(now), nominations=only)
