"""Sheets for panels that are groups or the whole committee: given, taken back, given again; members are told."""

from collections import Counter

from django.urls import reverse

from ledger.actions import entry_for, record, record_all
from letters.actions import letter_for, owe_all, rendered
from nominations.queries import latest_revisions
from reviews.models import Assignment, CommitteeMember, ScoreSheet
from reviews.queries import interviews as queries
from reviews.queries import rounds
from reviews.states import SheetState


def assign(round, pairs, *, by, now):
    """Assignments with their sheets for (nomination, member); one that was taken back is given again as it was.

    The database's conflict trigger looks at each new one; who calls has asked the conflicts of the others.
    """
    nominations = rounds.named_nominations().in_bulk({nomination for nomination, _ in pairs})
    former = {(one.nomination_id, one.member_id): one for one in queries.assignments_of(round, nominations)}
    again = [former[pair] for pair in pairs if pair in former and former[pair].withdrawn_at is not None]
    for one in again:
        one.withdrawn_at, one.withdrawn_because = None, ""
    Assignment.objects.bulk_update(again, ["withdrawn_at", "withdrawn_because"], batch_size=500)
    members = CommitteeMember.objects.select_related("user").in_bulk({member for _, member in pairs})
    revisions = latest_revisions(nominations)
    fresh = Assignment.objects.bulk_create(
        [
            Assignment(
                round=round,
                member=members[member],
                nomination=nominations[nomination],
                revision_id=revisions.get(nomination),
                assigned_at=now,
            )
            for nomination, member in pairs
            if (nomination, member) not in former
        ],
        batch_size=1000,
    )
    ScoreSheet.objects.bulk_create([ScoreSheet(assignment=one) for one in fresh], batch_size=1000)
    record_all([entry_for("assignment.drawn", by=by, on=one, at=now) for one in fresh])
    record_all([entry_for("assignment.given_back", by=by, on=one, at=now) for one in again])


def take_back(assignments, *, by, reason, now):
    """Open sheets are taken back with the reason; what was scored stands."""
    taken = [one for one in assignments if one.withdrawn_at is None and one.sheet.state == SheetState.OPEN]
    for one in taken:
        one.withdrawn_at, one.withdrawn_because = now, reason
    Assignment.objects.bulk_update(taken, ["withdrawn_at", "withdrawn_because"], batch_size=500)
    record_all([entry_for("assignment.withdrawn", by=by, on=one, at=now, reason=reason) for one in taken])
    return taken


def assign_everybody(round, pairs, *, by, now):
    """The sheets of a round that everybody judges on paper, and one letter to each member."""
    assign(round, pairs, by=by, now=now)
    round.drawn_at = round.drawn_at or now
    round.save(update_fields=["drawn_at"])
    counts = Counter(member for _, member in pairs)
    record("round.given_to_all", by=by, on=round, at=now, assignments=len(pairs), members=len(counts))
    letters = []
    for member in CommitteeMember.objects.filter(pk__in=counts).select_related("user"):
        subject, body = rendered("review_assigned", member=member, round=round, count=counts[member.pk])
        about = reverse("reviews:queue")
        letters.append(letter_for("review_assigned", to=member.user, subject=subject, body=body, about=about, at=now))
    owe_all(letters)


def tell_members(kind, seats, *, at, **words):
    """One letter to each member in these seats: the group, the room and the beginning of his own part, no candidate."""
    letters = []
    for seat in queries.shares(seats):
        subject, body = rendered(kind, seat=seat, timetable=seat.timetable, **words)
        about = reverse("reviews:interviews")
        letters.append(letter_for(kind, to=seat.member.user, subject=subject, body=body, about=about, at=at))
    return owe_all(letters)
