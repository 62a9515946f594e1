"""From scores to a list: the snapshot and its confirmation."""

from collections import defaultdict

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import entry_for, record, record_all
from letters.actions import letter_for, owe_all, rendered
from nominations.models import Nomination
from reviews import scoring
from reviews.models import Ranking, RankingLine
from reviews.queries import rankings as queries
from reviews.queries import rounds
from reviews.rules import rankings as rules

BELOW_THE_LINE = "专家评审后未进入入围名单。"


@transaction.atomic
def make_ranking(round, *, by, now=None, shortlist_size=None):
    """生成排名: a snapshot with the hash of its inputs and the version of the arithmetic.

    ``shortlist_size`` is the rulebook's quota times its ratio unless the office sets fewer or more.
    """
    now = now or clock.now()
    round = rounds.locked_round(round.pk)
    rows = queries.inputs(round)
    confirmed = round.rankings.filter(confirmed_at__isnull=False).exists()
    insist(rules.refuse_making(by, round, confirmed=confirmed, candidates=len(rows)))
    rulebook = round.rulebook
    size = scoring.shortlist_size(quota=rulebook.quota, ratio=round.plan.cutoff_value, candidates=len(rows))
    if shortlist_size is not None:
        size = max(0, min(shortlist_size, len(rows)))
    ranking = Ranking.objects.create(
        round=round,
        made_at=now,
        made_by=by,
        inputs_hash=queries.inputs_hash(round, rows),
        arithmetic=scoring.VERSION,
        shortlist_size=size,
    )
    RankingLine.objects.bulk_create(
        [
            RankingLine(
                ranking=ranking,
                nomination_id=standing.key,
                place=place,
                panel_score=standing.outcome.panel_score,
                bonus=standing.outcome.bonus,
                total=standing.outcome.total,
                median=standing.outcome.median,
                scores_counted=standing.outcome.counted,
                scores_given=standing.outcome.given,
                is_shortlisted=place <= size,
            )
            for place, standing in enumerate(queries.standings(rulebook, rows), start=1)
        ],
        batch_size=1000,
    )
    record(
        "ranking.made",
        by=by,
        on=ranking,
        at=now,
        inputs_hash=ranking.inputs_hash,
        arithmetic=ranking.arithmetic,
        nominations=len(rows),
        shortlist_size=size,
    )
    return ranking


@transaction.atomic
def confirm_ranking(ranking, *, by, now=None):
    """确认入围: all nominations of the ranking are shortlisted or passed over, all or none."""
    now = now or clock.now()
    ranking = queries.locked_ranking(ranking.pk)
    round = rounds.locked_round(ranking.round_id)
    chosen = {line.nomination_id: line for line in ranking.lines.all()}
    shortlisted = [key for key, line in chosen.items() if line.is_shortlisted]
    insist(
        rules.refuse_confirming(
            by,
            ranking,
            confirmed=round.rankings.filter(confirmed_at__isnull=False).exists(),
            inputs_hash=queries.inputs_hash(round, queries.inputs(round)),
            banned=rounds.banned_among(Nomination.objects.filter(pk__in=shortlisted), on=today(now)),
        )
    )
    entries, outcomes = [], defaultdict(list)
    for nomination in rounds.locked_nominations(Nomination.objects.filter(pk__in=chosen)):
        before, line = nomination.state, chosen[nomination.pk]
        if line.is_shortlisted:
            nomination.shortlist(at=now)
        else:
            nomination.pass_over(at=now, reason=BELOW_THE_LINE)
        nomination.save(update_fields=["state", "state_since", "closing_reason"])
        act = "nomination.shortlisted" if line.is_shortlisted else "nomination.passed_over"
        reason = "" if line.is_shortlisted else BELOW_THE_LINE
        entries.append(
            entry_for(act, by=by, on=nomination, at=now, before=before, after=nomination.state, reason=reason)
        )
        outcomes[nomination.drafted_by_id].append(nomination)
    record_all(entries)
    ranking.confirmed_at, ranking.confirmed_by = now, by
    ranking.save(update_fields=["confirmed_at", "confirmed_by"])
    record(
        "ranking.confirmed", by=by, on=ranking, at=now, inputs_hash=ranking.inputs_hash, shortlisted=len(shortlisted)
    )
    _tell_nominators(outcomes, round, now)
    return ranking


def _tell_nominators(outcomes, round, now):
    """One letter to each who nominated, with all of his candidates; neither places nor scores are told."""
    letters = []
    for person in User.objects.filter(pk__in=outcomes).only("full_name", "email", "phone", "is_active"):
        subject, body = rendered("review_outcome", person=person, round=round, nominations=outcomes[person.pk])
        about = reverse("nominations:list")
        letters.append(letter_for("review_outcome", to=person, subject=subject, body=body, about=about, at=now))
    owe_all(letters)
