"""委员申报: expertise, employers and ties, stated by the member or corrected by the office; each change tells the other side."""

from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from reviews.actions.rechecking import recheck
from reviews.models import MemberField, MemberTie, MemberTrade, PastEmployer
from reviews.queries import committee as queries
from reviews.rules import declarations as rules


@transaction.atomic
def state_expertise(member, *, fields, trades, by, now=None):
    """填报熟悉的行业和工种: industries of the season by name, trades as keywords; what stood before is replaced."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_stating(by, member))
    fields, trades = list(dict.fromkeys(fields)), list(dict.fromkeys(trades))
    for rows in (member.fields, member.trades):
        rows.all().delete()
    for row in [
        *(MemberField(member=member, name=name) for name in fields),
        *(MemberTrade(member=member, name=name) for name in trades),
    ]:
        row.clean_fields(exclude=["member"])
        row.save()
    record("committee.expertise_stated", by=by, on=member, at=now, fields=fields, trades=trades)
    _tell(member, f"熟悉的行业：{'、'.join(fields) or '未填'}；工种：{'、'.join(trades) or '未填'}。", by, now)
    return member


@transaction.atomic
def change_employer(member, *, unit_name, unit_code, by, reason="", now=None):
    """变更现任职单位: the member's own change keeps the former unit as one he has left; a correction does not."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_correcting(by, member, reason))
    before, code = member.unit_name, unit_code.strip().upper()
    if member.user_id == by.pk and code != member.unit_code:
        PastEmployer.objects.create(
            member=member, unit_name=member.unit_name, unit_code=member.unit_code, until=today(now)
        )
    member.unit_name, member.unit_code = unit_name, code
    member.clean_fields(exclude=["season", "user", "organisation", "instead_of"])
    member.save(update_fields=["unit_name", "unit_code"])
    record("committee.employer_changed", by=by, on=member, at=now, before=before, after=unit_name, reason=reason)
    recheck(member.season, members=[member], now=now)
    _tell(member, f"现任职单位由“{before}”改为“{unit_name}”。", by, now)
    return member


@transaction.atomic
def add_past_employer(member, *, unit_name, unit_code, until, by, now=None):
    """登记近年任职单位: the expert's own units of the rulebook's years; conflicts follow at once."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_stating(by, member))
    past = PastEmployer(member=member, unit_name=unit_name, unit_code=unit_code.strip().upper(), until=until)
    past.full_clean()
    past.save()
    record("committee.past_employer_added", by=by, on=member, at=now, unit=unit_name, until=str(until))
    recheck(member.season, members=[member], now=now)
    _tell(member, f"登记近年任职单位“{unit_name}”。", by, now)
    return past


@transaction.atomic
def remove_past_employer(past, *, by, reason="", now=None):
    """移去近年任职单位: by the member until files are drawn to him, by the office with a reason."""
    now = now or clock.now()
    member = queries.locked_member(past.member_id)
    insist(rules.refuse_taking_out(by, member, reason, is_drawn=queries.is_drawn(member)))
    record(
        "committee.past_employer_removed",
        by=by,
        on=member,
        at=now,
        reason=reason,
        unit=past.unit_name,
        code=past.unit_code,
        until=str(past.until),
    )
    past.delete()
    _tell(member, f"移去近年任职单位“{past.unit_name}”。", by, now)
    return member


@transaction.atomic
def declare_tie(member, *, kind, name, unit_name, unit_code="", explanation="", by, now=None):
    """申报关系: a person or a unit the member is tied to; a statement of having none is thereby superseded."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_stating(by, member))
    tie = MemberTie(
        member=member,
        kind=kind,
        name=name,
        unit_name=unit_name,
        unit_code=unit_code.strip().upper(),
        explanation=explanation,
        declared_at=now,
        declared_by=by,
    )
    tie.full_clean()
    tie.save()
    if member.has_accepted:
        member.has_no_ties, member.ties_stated_at = False, now
        member.save(update_fields=["has_no_ties", "ties_stated_at"])
    record("committee.tie_declared", by=by, on=member, at=now, kind=str(kind), name=name, unit=unit_name)
    recheck(member.season, members=[member], now=now)
    _tell(member, f"申报关系“{tie}”。", by, now)
    return tie


@transaction.atomic
def remove_tie(tie, *, by, reason="", now=None):
    """移去申报的关系; without any left, an accepted member states by this that there is none."""
    now = now or clock.now()
    member = queries.locked_member(tie.member_id)
    insist(rules.refuse_taking_out(by, member, reason, is_drawn=queries.is_drawn(member)))
    words = str(tie)
    record("committee.tie_removed", by=by, on=member, at=now, reason=reason, tie=words)
    tie.delete()
    if member.has_accepted and not member.ties.exists():
        member.has_no_ties, member.ties_stated_at = True, now
        member.save(update_fields=["has_no_ties", "ties_stated_at"])
    _tell(member, f"移去申报的关系“{words}”。", by, now)
    return member


def _tell(member, words, by, now):
    """The office reads what a sitting member changes, the member what the office corrects; before the answer, nobody."""
    if member.user_id != by.pk:
        owe_rendered(
            "review_member_corrected",
            to=member.user,
            about=reverse("reviews:mine"),
            at=now,
            member=member,
            words=words,
        )
    elif member.has_accepted:
        owe_rendered(
            "review_member_changed",
            to=people_with(Role.REVIEW_OFFICE),
            about=reverse("reviews:member", args=[member.pk]),
            at=now,
            member=member,
            words=words,
        )
