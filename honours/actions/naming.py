"""命名: the honour, and what is owed with it (沪工总经〔2015〕260号 三(五))."""

from django.db import transaction
from django.urls import reverse

from common import clock
from common.dates import today
from common.refusals import insist
from common.worker import nudge
from decisions.models import Resolution
from decisions.rules import against_naming
from honours.actions.certificates import owe_certificate
from honours.actions.taxes import open_payment
from honours.models import AwardIssue, Honour
from honours.queries import records
from honours.rules import naming as rules
from ledger.actions import record
from letters.actions import owe_rendered
from nominations.queries.bans import banned_among
from seasons.queries import locked_season
from seasons.states import AwardKind


@transaction.atomic
def name_all(season, *, by, now=None, expected=None):
    """Name everybody who has passed both 公示 and 审定 and is under no ban; returns the honours.

    ``expected`` are the numbers of the nominations the person has confirmed: where the list has changed since, nobody
    is named.
    """
    now = now or clock.now()
    insist(rules.refuse_not_office(by))
    season = locked_season(season.pk)
    waiting = list(records.locked_ready_to_be_named(season))
    banned = banned_among((nomination.pk for nomination in waiting), on=today(now))
    unfit = against_naming(waiting, now=now)
    ready = [
        nomination
        for nomination in waiting
        if nomination.pk not in unfit and rules.refuse_naming(by, nomination, on=today(now), banned=banned) is None
    ]
    insist(rules.refuse_naming_nobody(ready) or rules.refuse_changed_list(ready, expected))
    resolutions = {resolution.number: resolution for resolution in Resolution.objects.filter(sitting__season=season)}
    honours = [
        _name(nomination, resolutions[nomination.resolution_number], season, by=by, now=now) for nomination in ready
    ]
    season.save(update_fields=["next_serial"])
    nudge("honours.tasks.press_owed")
    return honours


def _name(nomination, resolution, season, *, by, now):
    before = nomination.state
    honour = Honour.objects.create(
        nomination=nomination,
        season=season,
        resolution=resolution,
        name=nomination.name,
        unit_name=nomination.unit_name,
        post=nomination.post,
        district_name=nomination.filing_body.name if nomination.filing_body else "",
        industry_name=nomination.industry.name if nomination.industry else "",
        named_on=today(now),
        named_at=now,
        named_by=by,
    )
    if nomination.rulebook.notice_before_approval:
        nomination.honour(at=now)
    else:
        nomination.honour_after_notice(at=now)
    nomination.save(update_fields=["state", "state_since", "honoured_at"])
    record("nomination.honoured", by=by, on=nomination, at=now, before=before, after=nomination.state)
    owe_certificate(honour, season, now=now)
    open_payment(honour, now=now)
    AwardIssue.objects.bulk_create(
        AwardIssue(honour=honour, award_item=award_item)
        for award_item in nomination.rulebook.award_items.exclude(kind=AwardKind.MONEY)
    )
    _tell(honour, nomination, now=now)
    return honour


def _tell(honour, nomination, *, now):
    owe_rendered(
        "honoured",
        to=[reader for reader in (nomination.candidate, nomination.drafted_by) if reader is not None],
        about=reverse("honours:own", args=[nomination.number]),
        at=now,
        honour=honour,
    )
