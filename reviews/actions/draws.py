"""抽签: the seed is sealed, the list frozen, the seed opened, the result applied; each step in the ledger at once."""

import json
import secrets
from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from reviews import drawing
from reviews.actions.assignments import assign, take_back, tell_experts
from reviews.drawing import Remedies, Shortfall, records
from reviews.models import Draw
from reviews.queries import draws as queries
from reviews.queries import rounds
from reviews.queries.committee import composition
from reviews.rules import draws as rules
from reviews.states import Category, DrawPurpose


@dataclass(frozen=True)
class Outlook:
    """A list before it is frozen: what it holds and whether anything can be drawn from it."""

    inputs: queries.Inputs
    shortfall: Shortfall | None = None
    remedies: Remedies = Remedies()
    nominations: dict | None = None
    members: dict | None = None
    grounds: dict | None = None


def outlook(round, purpose, *, now=None) -> Outlook:
    """Whether a draw exists, which no seed changes; where none does, what stands in the way and what would free it."""
    on = today(now)
    found = queries.inputs(round, purpose, on=on)
    answer = drawing.propose(found.cases, found.seats, seed="", rules=found.rules)
    if not isinstance(answer, Shortfall):
        return Outlook(found)
    remedies = drawing.remedies(
        found.cases,
        found.seats,
        rules=found.rules,
        usual=round.plan.expert_load,
        categories=Category.values,
        waiting=queries.waiting_seats(round, found.seats),
    )
    nominations, members = queries.names([*answer.too_few, *answer.squeezed], [*answer.at_cap, *(remedies.rises or {})])
    grounds = queries.grounds(round, list(answer.too_few), on=on) if answer.too_few else {}
    return Outlook(found, answer, remedies, nominations, members, grounds)


@transaction.atomic
def commit_draw(round, *, by, purpose=None, because="", now=None, seed=None):
    """封存种子: a seed nobody has seen, and its SHA-256 in the ledger before any list is frozen."""
    now = now or clock.now()
    round = rounds.locked_round(round.pk)
    purpose = DrawPurpose(purpose or queries.purpose_now(round))
    insist(rules.refuse_committing(by, round, purpose=purpose, because=because, under_way=queries.under_way(round)))
    seed = seed or secrets.token_hex(32)
    last = Draw.objects.filter(round=round).order_by("-number").first()
    draw = Draw.objects.create(
        round=round,
        number=last.number + 1 if last else 1,
        purpose=purpose,
        because=because,
        seed=seed,
        seed_commitment=records.commitment_of(seed),
        committed_at=now,
        committed_by=by,
    )
    record("draw.committed", by=by, on=draw, at=now, reason=because, commitment=draw.seed_commitment, purpose=purpose)
    return draw


@transaction.atomic
def freeze_draw(draw, *, by, now=None):
    """冻结名单: nominations, members, conflicts, caps and rules as they are now; refused where nothing can be drawn."""
    now = now or clock.now()
    round = rounds.locked_round(draw.round_id)
    draw = queries.locked_draw(draw.pk)
    insist(rules.refuse_freezing(by, draw))
    found = outlook(round, draw.purpose, now=now)
    insist(
        rules.refuse_drawing(
            by,
            round,
            composition=composition(round.season, round.rulebook),
            needed=found.inputs.needed,
            banned=rounds.banned_among(rounds.entrants(round), on=today(now)),
        )
        or rules.refuse_infeasible(found, wanted=round.plan.scores_per_nomination)
    )
    written = found.inputs.written()
    draw.frozen_at, draw.inputs, draw.inputs_hash = now, records.canonical(written), records.hash_of(written)
    draw.save(update_fields=["frozen_at", "inputs", "inputs_hash"])
    record(
        "draw.frozen",
        by=by,
        on=draw,
        at=now,
        inputs_hash=draw.inputs_hash,
        nominations=len(found.inputs.cases),
        members=len(found.inputs.seats),
    )
    return draw


@transaction.atomic
def reveal_draw(draw, *, by, witness="", now=None):
    """公开种子: what a witness says on the spot is mixed in; the result follows and is kept beside the list."""
    now = now or clock.now()
    draw = queries.locked_draw(draw.pk)
    insist(rules.refuse_revealing(by, draw))
    inputs = json.loads(draw.inputs)
    cases, seats, the_rules = records.read(inputs)
    draw.revealed_at, draw.revealed_seed, draw.witness = now, draw.seed, witness.strip()
    drawn = drawing.propose(cases, seats, seed=records.effective(draw.seed, draw.witness), rules=the_rules)
    if isinstance(drawn, Shortfall):
        raise ArithmeticError("a frozen list has lost its draw")
    draw.panels, draw.fingerprint = json.dumps(records.panels_of(drawn.pairs)), drawn.fingerprint
    draw.save(update_fields=["revealed_at", "revealed_seed", "witness", "panels", "fingerprint"])
    record(
        "draw.revealed",
        by=by,
        on=draw,
        at=now,
        seed=draw.revealed_seed,
        witness=draw.witness,
        fingerprint=draw.fingerprint,
    )
    return draw


@transaction.atomic
def apply_draw(draw, *, by, expected="", now=None):
    """按此分派: the result that was seen takes effect, if nothing under the frozen list has moved."""
    now = now or clock.now()
    round = rounds.locked_round(draw.round_id)
    draw = queries.locked_draw(draw.pk)
    stale = draw.frozen_at is not None and differs_from(draw, now=now)
    banned = rounds.banned_among(rounds.entrants(round), on=today(now))
    insist(rules.refuse_applying(by, draw, stale=stale, expected=expected, banned=banned))
    drawn = set(records.pairs_of(json.loads(draw.panels)))
    held = {(case["key"], seat) for case in json.loads(draw.inputs)["cases"] for seat in case["held"]}
    gained, lost = sorted(drawn - held), held - drawn
    if lost:
        take_back(round, queries.unscored(round, lost), draw.because, by, now)
    assign(round, gained, by, now)
    draw.applied_at, draw.applied_by = now, by
    draw.save(update_fields=["applied_at", "applied_by"])
    round.drawn_at = round.drawn_at or now
    round.save(update_fields=["drawn_at"])
    loads = Counter(member for _, member in gained)
    record(
        "round.drawn",
        by=by,
        on=round,
        at=now,
        reason=draw.because,
        purpose=draw.purpose,
        fingerprint=draw.fingerprint,
        assignments=len(gained),
        taken_back=len(lost),
        members=len(loads),
    )
    tell_experts(round, loads, now)
    return draw


@transaction.atomic
def void_draw(draw, *, reason, by, now=None):
    """作废: a draw that is not to take effect stays on record with its reason; the next has a new commitment."""
    now = now or clock.now()
    draw = queries.locked_draw(draw.pk)
    insist(rules.refuse_voiding(by, draw, reason))
    draw.voided_at, draw.voided_because = now, reason
    draw.save(update_fields=["voided_at", "voided_because"])
    record("draw.voided", by=by, on=draw, at=now, reason=reason, commitment=draw.seed_commitment)
    return draw


@transaction.atomic
def hand_out_record(draw, *, by, with_names: bool, hidden=frozenset(), now=None) -> dict:
    """抽签记录: handed out whole, to whoever stands aside from none of its panels; each copy in the ledger."""
    now = now or clock.now()
    insist(rules.refuse_record(by, draw, hidden=hidden))
    record("draw.exported", by=by, on=draw, at=now, with_names=with_names)
    return queries.record_of(draw, with_names=with_names)


def differs_from(draw, *, now=None) -> bool:
    """Whether the list would be another if it were frozen now."""
    written = queries.inputs(draw.round, draw.purpose, on=today(now)).written()
    return records.hash_of(written) != draw.inputs_hash


@transaction.atomic
def draw(round, *, by, now=None, seed=None, witness="", purpose=None, because=""):
    """当场抽签: the four steps one after another, as on a day when all who watch are in the room."""
    now = now or clock.now()
    sealed = commit_draw(round, by=by, purpose=purpose, because=because, now=now, seed=seed)
    frozen = freeze_draw(sealed, by=by, now=now)
    seen = reveal_draw(frozen, by=by, witness=witness, now=now)
    apply_draw(seen, by=by, expected=seen.fingerprint, now=now)
    return rounds.locked_round(round.pk)
