"""Opening a planned round, and letting late dossiers in (沪工总经〔2015〕260号 三(四))."""

import secrets

from django.db import transaction

from common import clock
from common.dates import moment_words, today
from common.refusals import insist
from ledger.actions import entry_for, record, record_all
from nominations.actions.telling import tell_nominators
from reviews.actions.confirmations import ask_to_declare, keep_named_apart
from reviews.codes import blind_codes
from reviews.drawing.records import commitment_of
from reviews.models import Entrant, Round
from reviews.queries import confirmations, plans
from reviews.queries import rounds as queries
from reviews.queries.committee import composition
from reviews.rules import opening as rules
from seasons.queries import locked_season


@transaction.atomic
def open_round(season, *, closes_at, by, opens_at=None, plan=None, now=None, seed=None):
    """开启评审轮次: the next planned round, or the one named; who waits for it enters.

    The first round takes every admitted nomination and sends it to review; a later one takes who went on.
    """
    now = now or clock.now()
    season = locked_season(season.pk)
    rulebook = plans.rulebook_of_review(season)
    coming = next((one for one in plans.next_rounds(season, rulebook) if plan is None or one.plan == plan), None)
    opens_at = max(opens_at or now, now)
    insist(
        rules.refuse_opening(
            by,
            rulebook=rulebook,
            unsettled=plans.unsettled(season),
            coming=coming,
            composition=composition(season, rulebook),
            banned=queries.banned_among(coming.waiting, on=today(now)) if coming else [],
            opens_at=opens_at,
            closes_at=closes_at,
            now=now,
        )
    )
    assert rulebook is not None and coming is not None  # otherwise refused above
    latest = queries.latest_round(season)
    round = Round.objects.create(
        season=season,
        rulebook=rulebook,
        plan=coming.plan,
        number=latest.number + 1 if latest else 1,
        name=coming.name,
        seed=seed or secrets.token_hex(16),
        opened_at=now,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    entered = _let_in(round, coming.waiting, by, now)
    record(
        "round.opened",
        by=by,
        on=round,
        at=now,
        nominations=len(entered),
        opens_at=moment_words(opens_at),
        closes_at=moment_words(closes_at),
        commitment=commitment_of(round.seed),
    )
    return round


@transaction.atomic
def take_in(round, *, by, now=None):
    """补充评审件: nominations admitted since join the open first round; a further draw serves them."""
    now = now or clock.now()
    round = queries.locked_round(round.pk)
    admitted = queries.admitted(round.season)
    banned = queries.banned_among(admitted, on=today(now))
    insist(rules.refuse_taking_in(by, round, admitted=admitted.count(), banned=banned))
    entered = _let_in(round, admitted, by, now)
    record("round.taken_in", by=by, on=round, at=now, nominations=len(entered))
    return round


def _let_in(round, waiting, by, now):
    """参评: held, entered, and sent to review where they were not yet; their nominators are told of the first round."""
    nominations = queries.locked_nominations(waiting)
    _enter(round, nominations, now)
    if round.plan.position == 1:
        _send_to_review(nominations, by, now)
    keep_named_apart(round.season, nominations=nominations, now=now)
    ask_to_declare(round, confirmations.undeclared(round).select_related("user"), now=now)
    return nominations


def _enter(round, nominations, now):
    """Each with a code of its own for this round; one who entered before keeps the first."""
    known = dict(Entrant.objects.filter(round=round).values_list("nomination_id", "code"))
    fresh = [one for one in nominations if one.pk not in known]
    codes = blind_codes(len(fresh), taken=frozenset(known.values()))
    Entrant.objects.bulk_create(
        [
            Entrant(round=round, nomination=one, entered_at=now, code=code)
            for one, code in zip(fresh, codes, strict=True)
        ],
        batch_size=1000,
    )


def _send_to_review(nominations, by, now):
    entries = []
    for nomination in nominations:
        before = nomination.state
        nomination.send_to_review(at=now)
        nomination.save(update_fields=["state", "state_since"])
        entries.append(
            entry_for("nomination.sent_to_review", by=by, on=nomination, at=now, before=before, after=nomination.state)
        )
    record_all(entries)
    tell_nominators("review_begun", nominations, at=now)
