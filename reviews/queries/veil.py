"""不可推知: the nominations of which a person may learn nothing, neither panel nor score, and not from a total either.

Every read of the office's pages, of rankings, deliberations and exports asks ``hidden_from`` first and computes its rows,
places, totals and counts over what is left (国家自然科学基金条例 第二十条；docs/decisions/0018).
"""

from bisect import bisect_left

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.dates import today
from nominations.models import Endorsement, Nomination, ScreeningDecision, ScreeningLine
from reviews.models import CommitteeMember, Recusal, StaffRecusal
from reviews.queries import conflicts
from reviews.queries.sheets import IsConflicted

SEALED = ("identity_number", "phone", "summary")


def hidden_from(user, season) -> set[int]:
    """Keys of the season's nominations hidden from this person: own candidacy, a part taken, own seats' conflicts."""
    if season is None or not user.is_authenticated:
        return set()
    accounts = accounts_of(user)
    return set(_kept_apart(user, accounts, season))


def office_for(nomination) -> list[User]:
    """The review office, without those of it who may learn nothing of this nomination: for letters that name a panel."""
    people = people_with(Role.REVIEW_OFFICE)
    return [one for one in people if nomination.pk not in hidden_from(one, nomination.season)]


def told_apart(season, assignments):
    """Each of the review office with the assignments he may read of; whoever may read of none is left out."""
    for person in people_with(Role.REVIEW_OFFICE):
        hidden = hidden_from(person, season)
        if shown := [one for one in assignments if one.nomination_id not in hidden]:
            yield person, shown


def kept_from_voting(users, nominations) -> dict[tuple[int, int], str]:
    """不参加表决: for each person and nomination the reason that 评审 knows of (the one question of the chair office).

    What one of the staff declared or was ordered; what a seat in the committee, his own by whatever account, was recused
    from or should be.
    """
    users = list(users)
    found: dict[tuple[int, int], str] = {}
    accounts = {account: user.pk for user in users for account in accounts_of(user)}
    seats = CommitteeMember.objects.filter(user__in=accounts, stood_down_at__isnull=True)
    holders = {seat.pk: accounts[seat.user_id] for seat in seats.only("user")}
    if holders:
        for one in conflicts.derived(seats, nominations, on=today(clock.now())):
            found[holders[one.judge], one.candidacy] = "在专家评审中应当回避"
        pairs = Recusal.objects.filter(member__in=holders, nomination__in=nominations)
        for member, nomination in pairs.values_list("member_id", "nomination_id"):
            found[holders[member], nomination] = "在专家评审中已回避"
    staff = StaffRecusal.objects.filter(user__in=accounts, nomination__in=nominations)
    for user, nomination in staff.values_list("user_id", "nomination_id"):
        found[accounts[user], nomination] = "已登记回避"
    return found


def closed_up(lines, hidden):
    """Ranking lines with places as if the hidden nominations had never been ranked: no gap tells a place."""
    gone = sorted(line.place for line in lines if line.nomination_id in hidden)
    for line in lines:
        line.place -= bisect_left(gone, line.place)
    return [line for line in lines if line.nomination_id not in hidden]


def accounts_of(user) -> list[int]:
    """Every account of the same natural person."""
    if not user.person_hash:
        return [user.pk]
    return [
        user.pk,
        *User.objects.filter(person_hash=user.person_hash).exclude(pk=user.pk).values_list("pk", flat=True),
    ]


def _kept_apart(user, accounts, season):
    """Own candidacy, a part taken, what was declared or ordered, own seats' recusals and conflicts: one query for all."""
    taken = Q(candidate__in=accounts) | Q(drafted_by__in=accounts) | Q(declared_by__in=accounts)
    taken |= Q(screener__in=accounts)
    if user.person_hash:
        taken |= Q(identity_hash=user.person_hash)
    seats = CommitteeMember.objects.filter(season=season, user__in=accounts)
    for rows in (
        Endorsement.objects.filter(by__in=accounts),
        ScreeningLine.objects.filter(by__in=accounts),
        ScreeningDecision.objects.filter(Q(by__in=accounts) | Q(checked_by__in=accounts)),
        StaffRecusal.objects.filter(user__in=accounts),
        Recusal.objects.filter(member__in=seats.order_by().values("pk")),
    ):
        taken |= Q(pk__in=rows.values("nomination"))
    taken |= Q(Exists(seats.filter(IsConflicted("pk", OuterRef("pk"), today(clock.now())))))
    return Nomination.objects.filter(taken, season=season).values_list("pk", flat=True)


def any_nomination(season, number):
    """A nomination of the season by its number, with nothing in it that judging never needs."""
    return Nomination.objects.filter(season=season, number=number).defer(*SEALED).first()


def nomination_for(user, season, number):
    """The same, unless it is hidden from this person: what is hidden is answered like what does not exist."""
    hidden = hidden_from(user, season)
    return Nomination.objects.filter(season=season, number=number).exclude(pk__in=hidden).defer(*SEALED).first()
