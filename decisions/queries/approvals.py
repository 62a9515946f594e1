"""Reads of what has been approved: whether it still is what was seen, what waits for a confirmation, which reserve is next."""

from accounts.queries import people_with
from accounts.states import CLERKS
from decisions import roster
from decisions.models import RosterItem
from decisions.queries.rosters import APPROVES, banned
from decisions.queries.sittings import recipients_of_resolution
from decisions.states import Outcome
from nominations.states import State


def approving_lines(nominations) -> dict[int, RosterItem]:
    """The line by which each nomination was approved last, lapsed ones too."""
    lines = RosterItem.objects.filter(APPROVES, nomination__in=nominations).select_related("sitting__rulebook")
    return {line.nomination_id: line for line in lines.order_by("pk")}


def changed_since_approval(nominations, now) -> dict[int, str]:
    """What is no longer as the members saw it, in words, by nomination: number, name, unit, post, a ban."""
    found = differences_since_approval(nominations, now)
    return {pk: "；".join(roster.sentences(seen, differences)) for pk, (seen, differences) in found.items()}


def differences_since_approval(nominations, now) -> dict[int, tuple[dict, list[tuple[str, str, str]]]]:
    """The same column by column: by nomination, what was seen and the differences."""
    nominations = list(nominations)
    lines, barred = approving_lines([one.pk for one in nominations]), banned(nominations, now)
    found = {}
    for nomination in nominations:
        line = lines.get(nomination.pk)
        if line is None or not line.seen or line.lapsed_at:
            continue
        now_there = line.seen | roster.particulars_of(nomination, nomination.pk in barred)
        if differences := roster.differences(line.seen, now_there):
            found[nomination.pk] = (line.seen, differences)
    return found


def reserves_of(sitting):
    """递补人选 in the order of the resolution."""
    return sitting.roster.filter(outcome=Outcome.RESERVE).select_related("nomination__rulebook").order_by("position")


def next_reserve(sitting) -> RosterItem | None:
    """The first reserve who can still move up."""
    waiting = reserves_of(sitting).filter(called_up_at__isnull=True)
    return waiting.filter(nomination__state__in=(State.NOTICE_PASSED, State.SHORTLISTED)).first()


def has_passed_own_notice(item) -> bool:
    """递补公示: a notice passed since he was called up."""
    nomination = item.nomination
    return nomination.state == State.NOTICE_PASSED and nomination.state_since > item.called_up_at


def after_resolution(sitting, now):
    """What the secretary may have to do once it is resolved: (changed lines with what differs, lapsed lines, reserves)."""
    if not sitting.closed_at:
        return [], [], []
    items = [item for item in sitting.roster.select_related("nomination") if item.outcome != Outcome.LOST]
    before_naming = [one for one in items if one.nomination.state in (State.APPROVED, State.NOTICE_PASSED)]
    differing = differences_since_approval([one.nomination for one in before_naming], now)
    changed = [one for one in before_naming if one.nomination_id in differing and not one.lapsed_at]
    for one in changed:
        _, one.differences = differing[one.nomination_id]
    return changed, lapsed_of(sitting), list(reserves_of(sitting))


def lapsed_of(sitting) -> list[RosterItem]:
    """审定失效的人选, each with the line of a further sitting that takes it up (``again``), where there is one."""
    lapsed = list(sitting.roster.filter(lapsed_at__isnull=False).select_related("nomination").order_by("position"))
    later = RosterItem.objects.filter(
        nomination__in=[one.nomination_id for one in lapsed], sitting__pk__gt=sitting.pk, sitting__voided_at=None
    )
    again = {one.nomination_id: one for one in later.select_related("sitting").order_by("-pk")}
    for one in lapsed:
        one.again = again.get(one.nomination_id)
    return lapsed


def locked_line(pk) -> RosterItem:
    """One line of a roster, held."""
    return (
        RosterItem.objects.select_for_update(of=("self",))
        .select_related("sitting__rulebook", "sitting__season")
        .get(pk=pk)
    )


def told_of(nomination):
    """函告: who nominated, the clerks of the filing body, the review office and publicity; each account once."""
    clerks = (
        [one for role in CLERKS for one in people_with(role, nomination.filing_body)]
        if nomination.filing_body_id
        else []
    )
    own = [one for one in (nomination.drafted_by, nomination.candidate) if one]
    return list({one.pk: one for one in [*own, *clerks, *recipients_of_resolution()]}.values())
