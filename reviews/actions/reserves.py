"""候补委员: approved by name in advance; they alone take a seat that has fallen vacant."""

from django.db import transaction

from common import clock
from common.refusals import insist
from ledger.actions import record
from reviews.actions.committee import invited
from reviews.models import CommitteeMember, Reserve
from reviews.queries import committee as queries
from reviews.queries import reserves
from reviews.rules import substitution as rules
from seasons.queries import locked_season


@transaction.atomic
def reserve(
    season,
    *,
    user,
    category,
    unit_name,
    unit_code,
    approved_by,
    document,
    approved_on,
    organisation=None,
    by,
    now=None,
):
    """登记候补委员, as approved: the next in the order of the category."""
    now = now or clock.now()
    season = locked_season(season.pk)
    insist(rules.refuse_reserving(by, season, user, reserved=reserves.standing(season).filter(user=user).exists()))
    made = Reserve(
        season=season,
        user=user,
        category=category,
        position=reserves.next_position(season, category),
        unit_name=unit_name,
        unit_code=unit_code.strip().upper(),
        organisation=organisation,
        approved_by=approved_by,
        document=document,
        approved_on=approved_on,
    )
    made.full_clean()
    made.save()
    record(
        "committee.reserved",
        by=by,
        on=made,
        at=now,
        category=str(category),
        position=made.position,
        approved_by=approved_by,
        document=document,
    )
    return made


@transaction.atomic
def strike_reserve(found, *, reason, by, now=None):
    """移出候补名单: the place in the order stays empty."""
    now = now or clock.now()
    found = reserves.locked(found.pk)
    insist(rules.refuse_striking(by, found, reason))
    found.struck_at, found.struck_because = now, reason
    found.save(update_fields=["struck_at", "struck_because"])
    record("committee.reserve_struck", by=by, on=found, at=now, reason=reason)
    return found


@transaction.atomic
def substitute(vacant, *, reason, by, now=None):
    """递补: the first approved substitute of the category is invited to the vacant seat."""
    now = now or clock.now()
    season = locked_season(vacant.season_id)
    vacant = queries.locked_member(vacant.pk)
    first = reserves.first_of(season, vacant.category)
    found = reserves.locked(first.pk) if first else None
    insist(rules.refuse_substituting(by, vacant, found, reason))
    assert found is not None  # otherwise refused above
    member = invited(
        CommitteeMember(
            season=season,
            user=found.user,
            category=vacant.category,
            unit_name=found.unit_name,
            unit_code=found.unit_code,
            organisation=found.organisation,
            instead_of=vacant,
        ),
        by=by,
        now=now,
        instead_of=vacant.user.full_name,
    )
    found.seat = member
    found.save(update_fields=["seat"])
    record("committee.substituted", by=by, on=vacant, at=now, reason=reason, substitute=found.user.full_name)
    return member
