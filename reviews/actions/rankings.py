"""From scores to a list: the snapshot and its confirmation."""

import hashlib

from django.db import transaction

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from nominations.models import Nomination
from reviews import scoring, snapshots, tally
from reviews.actions.outcomes import settle
from reviews.models import Ranking, RankingExpert, RankingLine
from reviews.program import program_version
from reviews.queries import deliberations, grounds, rounds
from reviews.queries import rankings as queries
from reviews.queries.veil import hidden_from
from reviews.rules import rankings as rules


@transaction.atomic
def make_ranking(round, *, by, now=None, shortlist_size=None, because=""):
    """生成排名: a snapshot with all it was computed from, the version of the arithmetic and that of the program.

    How many go on is what the round's plan says; where the office sets another number it says why, and the ranking
    carries number and reason.
    """
    now = now or clock.now()
    round = rounds.locked_round(round.pk)
    ground = grounds.ground(round, size=shortlist_size)
    insist(
        rules.refuse_making(
            by,
            round,
            confirmed=queries.confirmed_in(round),
            candidates=len(ground.nominations),
            hidden=hidden_from(by, round.season),
        )
        or rules.refuse_another_size(shortlist_size, because)
    )
    result, written = tally.result(ground.inputs), ground.inputs.written()
    ranking = Ranking.objects.create(
        round=round,
        made_at=now,
        made_by=by,
        inputs=written,
        inputs_hash=tally.sha256(written),
        arithmetic=scoring.VERSION,
        code=program_version(),
        decides=result.decides,
        unfit=result.calibration.unfit,
        shortlist_size=result.size,
        size_reason=because if shortlist_size is not None else "",
        line=result.line,
    )
    RankingLine.objects.bulk_create(_lines(ranking, result, ground.nominations), batch_size=1000)
    RankingExpert.objects.bulk_create(
        RankingExpert(
            ranking=ranking,
            member_id=ground.members[number],
            number=number,
            sheets=sheets,
            leaning=result.calibration.leanings.get(number),
        )
        for number, sheets in result.calibration.sheets.items()
    )
    record(
        "ranking.made",
        by=by,
        on=ranking,
        at=now,
        reason=ranking.size_reason,
        inputs_hash=ranking.inputs_hash,
        arithmetic=ranking.arithmetic,
        program=ranking.code,
        decides=str(ranking.decides),
        nominations=len(result.lines),
        shortlist_size=ranking.shortlist_size,
    )
    return ranking


def _lines(ranking, result, keys):
    """The rows of the list."""
    for one in result.lines:
        raw, calibrated = one.raw, one.calibrated
        yield RankingLine(
            ranking=ranking,
            nomination_id=keys[one.number],
            place=one.place,
            panel_score=raw.panel_score,
            median=raw.median,
            spread=raw.spread,
            deviation=raw.deviation,
            earlier=one.earlier,
            score=raw.score,
            bonus=raw.bonus,
            total=raw.total,
            raw_place=one.raw_place,
            calibrated_score=calibrated and calibrated.score,
            calibrated_total=calibrated and calibrated.total,
            calibrated_place=one.calibrated_place,
            decided_by=one.decided_by,
            scores_counted=raw.counted,
            scores_given=raw.given,
            is_shortlisted=one.is_in,
            is_shortlisted_otherwise=one.is_in_otherwise,
        )


@transaction.atomic
def confirm_ranking(ranking, *, by, now=None):
    """确认排名: all nominations of the ranking go on, are shortlisted or passed over, all or none."""
    now = now or clock.now()
    ranking = queries.locked_ranking(ranking.pk)
    round = rounds.locked_round(ranking.round_id)
    chosen = {line.nomination_id: line for line in ranking.lines.all()}
    shortlisted = [key for key, line in chosen.items() if line.is_shortlisted]
    insist(
        rules.refuse_confirming(
            by,
            ranking,
            confirmed=queries.confirmed_in(round),
            changes=grounds.changes(ranking),
            hidden=hidden_from(by, round.season),
            banned=rounds.banned_among(Nomination.objects.filter(pk__in=shortlisted), on=today(now)),
            unresolved=deliberations.unresolved(round),
        )
    )
    settle(round, chosen.values(), by=by, now=now)
    ranking.confirmed_at, ranking.confirmed_by = now, by
    ranking.save(update_fields=["confirmed_at", "confirmed_by"])
    record(
        "ranking.confirmed", by=by, on=ranking, at=now, inputs_hash=ranking.inputs_hash, shortlisted=len(shortlisted)
    )
    return ranking


@transaction.atomic
def take_copy(ranking, *, by, named=False, now=None) -> bytes:
    """下载排名副本: the verifier's copy, or the office's with names; who took which is in the ledger."""
    now = now or clock.now()
    insist(rules.refuse_taking_copy(by, hidden=hidden_from(by, ranking.round.season), named=named))
    content = snapshots.bytes_of(snapshots.copy_of(ranking, named=named))
    record(
        "ranking.copied",
        by=by,
        on=ranking,
        at=now,
        copy="具名副本" if named else "复核副本",
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return content
