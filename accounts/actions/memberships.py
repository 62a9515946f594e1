"""Roles: granted and ended; a membership that was, stays."""

from django.db import transaction

from accounts import queries, rules
from accounts.models import Membership
from accounts.states import Role
from common import clock
from common.dates import plain_day_words, today
from common.refusals import insist
from ledger.actions import record


@transaction.atomic
def grant(user, role, organisation, *, by, since=None, until=None, now=None) -> Membership:
    """授予角色: a person does a role for an organisation from a day on."""
    now = now or clock.now()
    since = since or today(now)
    person = queries.locked(user.pk)
    insist(rules.refuse_grant(by, person, role, organisation, since=since, until=until))
    membership = Membership.objects.create(user=person, role=role, organisation=organisation, since=since, until=until)
    record(
        "membership.granted",
        by=by,
        on=person,
        at=now,
        after=Role(role).label,
        organisation=organisation.name if organisation else "",
        since=since.isoformat(),
        until=until.isoformat() if until else "",
    )
    return membership


@transaction.atomic
def end_membership(membership, *, by, on=None, reason="", now=None) -> Membership:
    """终止任职: ``on`` is its last day (today unless said); the row stays."""
    now = now or clock.now()
    person = queries.locked(membership.user_id)
    membership = Membership.objects.select_related("user", "organisation").get(pk=membership.pk)
    last_day = on or today(now)
    insist(rules.refuse_end(by, membership, last_day=last_day))
    membership.until = max(last_day, membership.since)
    membership.save(update_fields=["until"])
    record(
        "membership.ended",
        by=by,
        on=person,
        at=now,
        before=membership.get_role_display(),
        after=f"至{plain_day_words(membership.until)}",
        reason=reason,
        organisation=membership.organisation.name if membership.organisation else "",
    )
    return membership
