"""禁报期内暂停办理: what is under way when a ban begins is held where it stands, and goes on when the ban is over.

The gate refuses every step forward from the first moment; the worker tells those concerned, once, and again when it is over.
"""

from django.db import transaction

from accounts.queries import people_with
from accounts.states import CLERKS
from common import clock
from common.dates import plain_day_words, today
from ledger.actions import record
from letters.actions import owe_rendered
from nominations.models import BanHold
from nominations.queries import bans
from nominations.queries.screening import nominators_of
from sanctions.queries import standing
from sanctions.rules import APPEAL
from sanctions.states import SubjectKind

OF_NOMINATIONS = (SubjectKind.PERSON, SubjectKind.UNIT, SubjectKind.BODY)


@transaction.atomic
def hold_the_banned(*, now=None) -> int:
    """暂停: every file that a standing ban has met; harmless when sent twice."""
    now = now or clock.now()
    held = 0
    for ban in standing(today(now)).filter(subject_kind__in=OF_NOMINATIONS).order_by("pk"):
        for nomination in bans.to_hold(ban):
            BanHold.objects.update_or_create(
                nomination=nomination, ban=ban, defaults={"held_at": now, "released_at": None}
            )
            record(
                "nomination.held_by_ban",
                by=None,
                on=nomination,
                at=now,
                after=nomination.state,
                reason=f"{ban}在禁报期内",
                decision_number=ban.decision_number,
            )
            _tell("nomination_held_by_ban", nomination, ban, now)
            held += 1
    return held


@transaction.atomic
def release_from_bans(*, now=None) -> int:
    """恢复: the ban is over or was lifted; what no other ban holds goes on where it stood."""
    now = now or clock.now()
    over = list(bans.holds_over(today(now)))
    for hold in over:
        hold.released_at = now
        hold.save(update_fields=["released_at"])
        record(
            "nomination.released_from_ban",
            by=None,
            on=hold.nomination,
            at=now,
            after=hold.nomination.state,
            decision_number=hold.ban.decision_number,
        )
        if bans.hold_of(hold.nomination) is None:
            _tell("nomination_released_from_ban", hold.nomination, hold.ban, now)
    return len(over)


def _tell(kind, nomination, ban, now):
    body = nomination.filing_body
    clerks = [person for role in CLERKS for person in people_with(role, body)] if body is not None else []
    owe_rendered(
        kind,
        to=[*nominators_of(nomination), *clerks],
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
        ban=ban,
        since=plain_day_words(ban.since),
        until=plain_day_words(ban.until),
        appeal=APPEAL,
    )
