"""不可推知: the nominations of which a person may learn nothing, neither panel nor score, and not from a total either.

Every read of the office's pages, of rankings, deliberations and exports asks ``hidden_from`` first and computes its rows,
places, totals and counts over what is left (国家自然科学基金条例 第二十条；docs/decisions/0018).
"""

from django.db.models import Q

from accounts.models import User
from common import clock
from common.dates import today
from nominations.models import Endorsement, Nomination, ScreeningDecision, ScreeningLine
from reviews.models import CommitteeMember, Recusal
from reviews.queries.sheets import IsConflicted


def hidden_from(user, season) -> set[int]:
    """Keys of the season's nominations hidden from this person: own candidacy, a part taken, own seats' conflicts."""
    if season is None or not user.is_authenticated:
        return set()
    accounts = accounts_of(user)
    hidden = set(_involved(user, accounts, season))
    for seat in CommitteeMember.objects.filter(season=season, user__in=accounts).only("pk"):
        hidden.update(Recusal.objects.filter(member=seat).values_list("nomination_id", flat=True))
        hidden.update(_conflicted(seat, season))
    return hidden


def accounts_of(user) -> list[int]:
    """Every account of the same natural person."""
    if not user.person_hash:
        return [user.pk]
    return [
        user.pk,
        *User.objects.filter(person_hash=user.person_hash).exclude(pk=user.pk).values_list("pk", flat=True),
    ]


def _involved(user, accounts, season):
    taken = Q(candidate__in=accounts) | Q(drafted_by__in=accounts) | Q(declared_by__in=accounts)
    taken |= Q(screener__in=accounts)
    if user.person_hash:
        taken |= Q(identity_hash=user.person_hash)
    for rows in (
        Endorsement.objects.filter(by__in=accounts),
        ScreeningLine.objects.filter(by__in=accounts),
        ScreeningDecision.objects.filter(Q(by__in=accounts) | Q(checked_by__in=accounts)),
    ):
        taken |= Q(pk__in=rows.values("nomination"))
    return Nomination.objects.filter(taken, season=season).values_list("pk", flat=True)


def _conflicted(seat, season):
    """The database's own answer, one query for the season."""
    return (
        Nomination.objects.filter(season=season)
        .annotate(kept_apart=IsConflicted(seat.pk, "pk", today(clock.now())))
        .filter(kept_apart=True)
        .values_list("pk", flat=True)
    )
