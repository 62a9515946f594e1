"""Rounds: opened, drawn, mended, closed (沪工总经〔2015〕260号 三(四))."""

import secrets
from collections import Counter, defaultdict
from dataclasses import dataclass
from dataclasses import replace as altered

from django.db import transaction
from django.urls import reverse

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import entry_for, record, record_all
from letters.actions import letter_for, owe_all, owe_rendered, rendered
from nominations.actions.telling import tell_nominators
from nominations.models import Nomination
from nominations.queries import latest_revisions
from reviews import drawing
from reviews.actions.reminding import recall_when_done
from reviews.codes import blind_codes
from reviews.drawing import Draw, Shortfall
from reviews.models import Assignment, CommitteeMember, Entrant, Recusal, Round, ScoreSheet
from reviews.queries import conflicts as conflict_queries
from reviews.queries import rounds as queries
from reviews.queries.committee import composition, sitting
from reviews.rules import rounds as rules
from reviews.rules.office import refuse_closed_round, refuse_others
from reviews.states import SheetState
from seasons.queries import locked_season, rulebook_in_force

UNFINISHED = "评审轮次结束时尚未提交。"


@transaction.atomic
def open_round(season, *, due_on, by, now=None, seed=None, name="专家评审"):
    """开启评审轮次: every admitted nomination is sent to review."""
    now = now or clock.now()
    season = locked_season(season.pk)
    rulebook = rulebook_in_force(season)
    latest = queries.latest_round(season)
    admitted = queries.admitted(season)
    insist(
        rules.refuse_opening(
            by,
            rulebook=rulebook,
            open_round=latest if latest and latest.closed_at is None else None,
            admitted=admitted.count(),
            banned=queries.banned_among(admitted, on=today(now)),
            due_on=due_on,
            now=now,
        )
    )
    assert rulebook is not None  # otherwise refused above
    round = Round.objects.create(
        season=season,
        rulebook=rulebook,
        plan=queries.next_plan(rulebook, latest),
        number=latest.number + 1 if latest else 1,
        name=name,
        seed=seed or secrets.token_hex(16),
        opened_at=now,
        due_on=due_on,
    )
    sent = _send_to_review(round, admitted, by, now)
    record("round.opened", by=by, on=round, at=now, nominations=sent, due_on=str(due_on), seed=round.seed)
    return round


@transaction.atomic
def take_in(round, *, by, now=None):
    """补充评审件: nominations admitted since join the open round; a further draw serves them."""
    now = now or clock.now()
    round = queries.locked_round(round.pk)
    admitted = queries.admitted(round.season)
    banned = queries.banned_among(admitted, on=today(now))
    insist(rules.refuse_taking_in(by, round, admitted=admitted.count(), banned=banned))
    sent = _send_to_review(round, admitted, by, now)
    record("round.taken_in", by=by, on=round, at=now, nominations=sent)
    return round


def _send_to_review(round, admitted, by, now) -> int:
    entries, sent = [], queries.locked_nominations(admitted)
    _enter(round, sent, now)
    for nomination in sent:
        before = nomination.state
        nomination.send_to_review(at=now)
        nomination.save(update_fields=["state", "state_since"])
        entries.append(
            entry_for("nomination.sent_to_review", by=by, on=nomination, at=now, before=before, after=nomination.state)
        )
    record_all(entries)
    tell_nominators("review_begun", sent, at=now)
    return len(entries)


def _enter(round, nominations, now):
    """参评, each with a code of its own for this round; one who entered before keeps the first."""
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


@dataclass(frozen=True)
class Preview:
    """A draw before it is applied, or what stands in its way, with the words for a page."""

    outcome: Draw | Shortfall
    needed: int
    nominations: dict[int, Nomination]
    members: dict[int, str]
    grounds: dict[int, list[str]]


def preview(round, *, now=None) -> Preview:
    """What the draw would be now. Nothing is written; the same inputs and seed give the same answer."""
    on = today(now)
    cases = queries.cases(round, on=on)
    outcome = drawing.propose(cases, queries.seats(round), seed=round.seed)
    concerned = [*outcome.too_few, *outcome.squeezed] if isinstance(outcome, Shortfall) else [c.key for c in cases]
    nominations = queries.named_nominations().in_bulk(concerned)
    members = {one.pk: one.user.full_name for one in sitting(round.season_id).select_related("user")}
    grounds: dict[int, list[str]] = defaultdict(list)
    if isinstance(outcome, Shortfall) and outcome.too_few:
        grounds = _grounds(round, list(outcome.too_few), on)
    return Preview(outcome, sum(case.needs for case in cases), nominations, members, grounds)


def _grounds(round, keys, on) -> dict[int, list[str]]:
    concerned = Nomination.objects.filter(pk__in=keys)
    told: dict[tuple[int, int], str] = {}
    for conflict in conflict_queries.derived(sitting(round.season_id), concerned, on=on):
        told.setdefault((conflict.candidacy, conflict.judge), conflict.ground.label)
    for recusal in Recusal.objects.filter(nomination__in=concerned, member__stood_down_at__isnull=True):
        told.setdefault((recusal.nomination_id, recusal.member_id), recusal.get_ground_display())
    grounds = defaultdict(list)
    for (nomination, _), ground in told.items():
        grounds[nomination].append(ground)
    return grounds


@transaction.atomic
def draw(round, *, by, now=None, expected=""):
    """分派: draw what is still needed, by the round's seed; ``expected`` is the fingerprint of the preview seen."""
    now = now or clock.now()
    round = queries.locked_round(round.pk)
    found = preview(round, now=now)
    nominations = queries.entrants(round)
    insist(
        rules.refuse_draw(
            by,
            round,
            composition=composition(round.season, round.rulebook),
            needed=found.needed,
            banned=queries.banned_among(nominations, on=today(now)),
        )
    )
    insist(
        rules.refuse_infeasible(
            found.outcome,
            nominations=found.nominations,
            members=found.members,
            grounds=found.grounds,
            wanted=round.plan.scores_per_nomination,
        )
    )
    drawn = found.outcome
    assert isinstance(drawn, Draw)  # otherwise refused above
    insist(rules.refuse_changed_draw(drawn.fingerprint, expected))
    pairs = drawn.pairs
    _assign(round, pairs, by, now)
    round.drawn_at = round.drawn_at or now
    round.save(update_fields=["drawn_at"])
    loads = Counter(member for _, member in pairs)
    record(
        "round.drawn",
        by=by,
        on=round,
        at=now,
        seed=round.seed,
        fingerprint=drawn.fingerprint,
        assignments=len(pairs),
        members=len(loads),
    )
    _tell_experts(round, loads, now)
    return round


def _assign(round, pairs, by, now):
    """Assignments with their empty sheets, in bulk; the database's conflict trigger looks at each."""
    members = {one.pk: one for one in CommitteeMember.objects.filter(season=round.season_id).select_related("user")}
    concerned = queries.named_nominations().in_bulk({nomination for nomination, _ in pairs})
    revisions = latest_revisions(concerned)
    assignments = Assignment.objects.bulk_create(
        [
            Assignment(
                round=round,
                member=members[member],
                nomination=concerned[nomination],
                revision_id=revisions.get(nomination),
                assigned_at=now,
            )
            for nomination, member in pairs
        ],
        batch_size=1000,
    )
    ScoreSheet.objects.bulk_create([ScoreSheet(assignment=one) for one in assignments], batch_size=1000)
    record_all([entry_for("assignment.drawn", by=by, on=one, at=now) for one in assignments])
    return assignments


def _tell_experts(round, loads, now):
    """One letter per expert, however many files."""
    letters = []
    for member in CommitteeMember.objects.filter(pk__in=loads).select_related("user"):
        subject, body = rendered("review_assigned", member=member, round=round, count=loads[member.pk])
        about = reverse("reviews:queue")
        letters.append(letter_for("review_assigned", to=member.user, subject=subject, body=body, about=about, at=now))
    owe_all(letters)


@transaction.atomic
def replace(assignment, *, reason, by, now=None):
    """更换评审专家: the smallest change; one file moves to the least loaded member free of conflict.

    Serves alike for a file whose member cannot judge, has been recused, stood down or abstained.
    """
    now = now or clock.now()
    round = queries.locked_round(assignment.round_id)
    assignment = queries.locked_assignment(assignment.pk)
    (case,) = _cases_of(assignment, now)
    insist(rules.refuse_replacing(by, assignment, reason, needed=case.needs))
    able = substitutes_for(assignment, now=now)
    insist(rules.refuse_no_substitute(able, assignment))
    if assignment.withdrawn_at is None and assignment.sheet.state == SheetState.OPEN:
        assignment.withdrawn_at, assignment.withdrawn_because = now, reason
        assignment.save(update_fields=["withdrawn_at", "withdrawn_because"])
        record("assignment.withdrawn", by=by, on=assignment, at=now, reason=reason)
        owe_rendered("review_withdrawn", to=assignment.member.user, at=now, assignment=assignment)
        recall_when_done(round, assignment.member, at=now)
    (fresh,) = _assign(round, [(assignment.nomination_id, able[0].key)], by, now)
    record("assignment.replaced", by=by, on=fresh, at=now, reason=reason, instead_of=assignment.pk)
    _tell_experts(round, {fresh.member_id: 1}, now)
    return fresh


def substitutes_for(assignment, *, now=None):
    """Who could step in for this file, best first."""
    (case,) = _cases_of(assignment, now)
    seed = f"{assignment.round.seed}/{assignment.pk}"
    return drawing.substitutes(altered(case, needs=1), queries.seats(assignment.round), seed=seed)


def _cases_of(assignment, now):
    only = Nomination.objects.filter(pk=assignment.nomination_id)
    return queries.cases(assignment.round, on=today(now), nominations=only)


@transaction.atomic
def close_round(round, *, by, now=None):
    """结束评审: every nomination under review has its full number of valid scores.

    Sheets still open beyond that number are taken back, so that none stays open for ever. Where a score is missing and
    no member is left who could give it (all others are barred or at their cap), more than half of the number suffices;
    a member who simply has not scored is not excused: the office replaces him.
    """
    now = now or clock.now()
    round = queries.locked_round(round.pk)
    open_sheets = list(
        ScoreSheet.objects.select_for_update()
        .filter(assignment__round=round, assignment__withdrawn_at__isnull=True, state=SheetState.OPEN)
        .values_list("assignment_id", flat=True)
    )
    insist(refuse_others(by, "结束评审轮次") or refuse_closed_round(round, "再次结束"))
    insist(rules.refuse_closing(by, round, drawn=round.drawn_at is not None, short=short_of_scores(round, now=now)))
    left = Assignment.objects.filter(pk__in=open_sheets)
    taken_back = left.update(withdrawn_at=now, withdrawn_because=UNFINISHED)
    round.closed_at = now
    round.save(update_fields=["closed_at"])
    record("round.closed", by=by, on=round, at=now, taken_back=taken_back, **queries.progress(round))
    return round


def short_of_scores(round, *, now=None) -> list[tuple[str, str, int]]:
    """(number, name, valid scores) of nominations that keep the round from closing; see close_round."""
    wanted = round.plan.scores_per_nomination
    short = queries.without_enough(round, wanted)
    if not short:
        return []
    waiting = queries.waiting_for(round, [key for key, _, _, _ in short])
    seats = queries.seats(round)
    concerned = Nomination.objects.filter(pk__in=[key for key, _, _, _ in short])
    cases = {case.key: case for case in queries.cases(round, on=today(now), nominations=concerned)}
    return [
        (number, name, valid)
        for key, number, name, valid in short
        if key in waiting or drawing.substitutes(cases[key], seats, seed="") or valid * 2 <= wanted
    ]
