"""重新核对回避: facts change after the draw; a pair that has become conflicted loses its file and its score."""

from django.db import transaction
from django.urls import reverse

from common import clock
from common.dates import today
from ledger.actions import record
from letters.actions import owe_rendered
from reviews.actions.confirmations import keep_named_apart
from reviews.actions.recusals import take_back
from reviews.models import Recusal
from reviews.queries import conflicts as queries
from reviews.queries import veil
from reviews.queries.sheets import said_of
from reviews.states import RecusalSource


@transaction.atomic
def recheck(season, *, nominations=None, members=None, by=None, now=None):
    """重新核对: whenever an employer, a tie, a body, a unit, an opinion or an applicant's row has changed.

    Whom applicants named is matched first; then every standing assignment whose pair the database now keeps apart is
    withdrawn with a recusal of source 系统核对. The office gets one letter of what is to be replaced; the expert reads
    that the file was taken back, and nothing of the ground. Harmless when run twice.
    """
    now = now or clock.now()
    keep_named_apart(season, nominations=nominations, now=now)
    lost = queries.no_longer_allowed(season, on=today(now), nominations=nominations, members=members)
    if not lost:
        return []
    grounds = queries.first_grounds(lost, on=today(now))
    known = queries.recused_pairs(season)
    for assignment in lost:
        pair = (assignment.member_id, assignment.nomination_id)
        if pair not in known:
            known.add(pair)
            found = grounds[pair]
            recusal = Recusal.objects.create(
                member=assignment.member,
                nomination=assignment.nomination,
                source=RecusalSource.DERIVED,
                ground=found.ground,
                explanation=found.explanation[:300],
                at=now,
                by=by,
            )
            record("recusal.derived", by=by, on=recusal, at=now, reason=recusal.explanation, ground=str(found.ground))
        take_back(assignment, RecusalSource.DERIVED, by=by, now=now)
        owe_rendered(
            "review_withdrawn",
            to=assignment.member.user,
            at=now,
            said=said_of(assignment.member, assignment.nomination),
        )
    for person, shown in veil.told_apart(season, lost):
        owe_rendered(
            "review_conflicts_found",
            to=person,
            about=reverse("reviews:conflicts"),
            at=now,
            assignments=shown,
            season=season,
        )
    return lost


def recheck_all(*, now=None):
    """Every season with a round under way, or closed and not settled yet: for the timetable."""
    for season in queries.seasons_under_review():
        recheck(season, now=now)
