"""Panels: assignments made in bulk, taken back, and one exchanged for another."""

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
from reviews.models import Assignment, CommitteeMember, ScoreSheet
from reviews.queries import draws
from reviews.queries import rounds as queries
from reviews.queries.sheets import said_of
from reviews.rules import draws as rules
from reviews.states import SheetState


def assign(round, pairs, by, now):
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


def take_back(round, assignments, reason, by, now):
    """撤销分派 of what is not scored; each member is told of each file, and nobody else."""
    for one in assignments:
        one.withdrawn_at, one.withdrawn_because = now, reason
    Assignment.objects.bulk_update(assignments, ["withdrawn_at", "withdrawn_because"], batch_size=500)
    record_all([entry_for("assignment.withdrawn", by=by, on=one, at=now, reason=reason) for one in assignments])
    for one in assignments:
        said = said_of(one.member, one.nomination)
        owe_rendered("review_withdrawn", to=one.member.user, at=now, said=said)
    for member in {one.member_id: one.member for one in assignments}.values():
        recall_when_done(round, member, at=now)


def tell_experts(round, loads, now):
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

    Serves alike for a file whose member cannot judge, has been recused, stood down or abstained. Where nobody can step in
    directly, 补位调整 (a draw of that purpose) finds a chain.
    """
    now = now or clock.now()
    round = queries.locked_round(assignment.round_id)
    assignment = queries.locked_assignment(assignment.pk)
    (case,) = _case_of(assignment, now)
    insist(rules.refuse_replacing(by, assignment, reason, needed=case.needs))
    able = substitutes_for(assignment, now=now)
    insist(rules.refuse_no_substitute(able, assignment))
    if assignment.withdrawn_at is None and assignment.sheet.state == SheetState.OPEN:
        take_back(round, [assignment], reason, by, now)
    (fresh,) = assign(round, [(assignment.nomination_id, able[0].key)], by, now)
    record("assignment.replaced", by=by, on=fresh, at=now, reason=reason, instead_of=assignment.pk)
    tell_experts(round, {fresh.member_id: 1}, now)
    return fresh


def substitutes_for(assignment, *, now=None):
    """Who could step in for this file, best first."""
    round = assignment.round
    (case,) = draws.knowing_cases(_case_of(assignment, now))
    if assignment.withdrawn_at is None and assignment.sheet.state == SheetState.OPEN:
        kept = list(case.has_categories)
        kept.remove(assignment.member.category)
        case = altered(case, needs=case.needs + 1, has_categories=tuple(kept))
    seed = f"{draws.seed_of(round)}/{assignment.pk}"
    seats = draws.knowing_seats(queries.seats(round), round)
    return drawing.substitutes(case, seats, seed=seed, rules=draws.rules_of(round))


def _case_of(assignment, now):
    only = Nomination.objects.filter(pk=assignment.nomination_id)
    return queries.cases(assignment.round, on=today(now), nominations=only)
