"""合议: convened, spoken in, another score asked for, concluded. No act here writes a score."""

from dataclasses import replace as altered
from random import Random, SystemRandom

from django.db import transaction
from django.urls import reverse

from accounts.states import Role
from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import entry_for, record, record_all
from letters.actions import letter_for, owe_all, rendered
from nominations.models import Nomination
from nominations.queries import latest_revisions
from reviews import drawing
from reviews.models import Assignment, Deliberation, DeliberationPost, Entrant, FurtherScore, ScoreSheet, Voice
from reviews.queries import deliberations as queries
from reviews.queries import draws, rounds
from reviews.queries.veil import hidden_from
from reviews.rules import deliberations as rules
from reviews.states import DeliberationGround, SheetState

STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


@transaction.atomic
def convene(round, *, by, now=None):
    """提交合议: every nomination whose scores lie too far apart, as far as the acting person may know of it."""
    now = now or clock.now()
    round = rounds.locked_round(round.pk)
    found = queries.unconvened(round, by)
    insist(rules.refuse_convening(by, found=len(found), confirmed=queries.confirmed(round)))
    nominations = rounds.named_nominations().in_bulk([one.nomination for one in found])
    return [_opened(round, nominations[one.nomination], one.ground, one.words, by, now) for one in found]


@transaction.atomic
def add_deliberation(round, nomination, *, reason, by, now=None):
    """提请合议 of one file that the scores alone do not bring here."""
    now = now or clock.now()
    round = rounds.locked_round(round.pk)
    mine = Assignment.objects.filter(round=round, nomination=nomination, withdrawn_at__isnull=True)
    insist(_hidden(nomination, round, by))
    insist(
        rules.refuse_adding(
            by,
            reason,
            is_entrant=Entrant.objects.filter(round=round, nomination=nomination).exists(),
            is_open=not mine.exists() or mine.filter(sheet__state=SheetState.OPEN).exists(),
            exists=Deliberation.objects.filter(round=round, nomination=nomination).exists(),
            confirmed=queries.confirmed(round),
        )
    )
    return _opened(round, nomination, DeliberationGround.ADDED, reason, by, now)


def _hidden(nomination, round, by):
    return rules.refuse_hidden(nomination.pk in hidden_from(by, round.season))


def _opened(round, nomination, ground, explanation, by, now):
    opened = Deliberation.objects.create(
        round=round, nomination=nomination, ground=ground, explanation=explanation, opened_at=now, opened_by=by
    )
    members = [one.member for one in queries.panel_of(opened) if one.sheet.state == SheetState.SUBMITTED]
    _give_voices(opened, members)
    record("deliberation.opened", by=by, on=opened, at=now, reason=explanation, ground=str(ground))
    _tell(opened, "review_deliberation_opened", [member.user for member in members], now)
    return opened


def _give_voices(deliberation, members, *, rng: Random | None = None):
    """Aliases by lot out of more than are needed, so that neither an order nor a later comer shows."""
    rng = rng or SystemRandom()
    taken = set(deliberation.voices.values_list("alias", flat=True))
    pool = [f"专家{stem}" for stem in STEMS]
    pool += [f"专家{number}" for number in range(1, max(0, len(members) + len(taken) - len(pool)) * 2 + 1)]
    free = [alias for alias in pool if alias not in taken]
    drawn = rng.sample(free, len(members))
    return Voice.objects.bulk_create(
        Voice(deliberation=deliberation, member=member, alias=alias)
        for member, alias in zip(members, drawn, strict=True)
    )


def _tell(deliberation, kind, people, now):
    about = reverse("reviews:deliberation", args=[deliberation.pk])
    subject, body = rendered(kind, deliberation=deliberation, label=queries.label_of(deliberation))
    owe_all(letter_for(kind, to=person, subject=subject, body=body, about=about, at=now) for person in people)


@transaction.atomic
def speak(deliberation, *, text, by, now=None):
    """发言: a member under his alias, or the office as such."""
    now = now or clock.now()
    deliberation = queries.locked(deliberation.pk)
    season = deliberation.round.season
    takes_part = queries.for_member(by, season).filter(pk=deliberation.pk).exists()
    as_office = not takes_part and by.holds(Role.REVIEW_OFFICE)
    may = takes_part or (as_office and queries.for_office(by, season).filter(pk=deliberation.pk).exists())
    insist(rules.refuse_post(by, deliberation, text, may=may, confirmed=queries.confirmed(deliberation.round)))
    post = DeliberationPost.objects.create(
        deliberation=deliberation,
        voice=_voice_of(deliberation, by) if takes_part else None,
        author=by,
        text=text.strip(),
        at=now,
    )
    role = Role.EXPERT.label if takes_part else Role.REVIEW_OFFICE.label
    record("deliberation.spoken", by=by, on=deliberation, at=now, role=role, characters=len(post.text))
    return post


def _voice_of(deliberation, user):
    voice = deliberation.voices.filter(member__user=user).first()
    if voice is None:
        member = next(one.member for one in queries.panel_of(deliberation) if one.member.user_id == user.pk)
        (voice,) = _give_voices(deliberation, [member])
    return voice


@transaction.atomic
def ask_further_score(deliberation, *, reason, by, now=None):
    """加评: one more member free of conflict, the least loaded; his score will count like the others."""
    now = now or clock.now()
    round = rounds.locked_round(deliberation.round_id)
    deliberation = queries.locked(deliberation.pk)
    insist(_hidden(deliberation.nomination, round, by))
    insist(
        rules.refuse_asking(
            by,
            deliberation,
            reason,
            awaited=queries.is_further_awaited(deliberation),
            confirmed=queries.confirmed(round),
            now=now,
        )
    )
    able = _able(deliberation, round, now)
    insist(rules.refuse_nobody_able(able, deliberation))
    assignment = Assignment.objects.create(
        round=round,
        member_id=able[0].key,
        nomination=deliberation.nomination,
        revision_id=latest_revisions([deliberation.nomination_id]).get(deliberation.nomination_id),
        assigned_at=now,
    )
    ScoreSheet.objects.create(assignment=assignment)
    further = FurtherScore.objects.create(
        deliberation=deliberation, assignment=assignment, reason=reason, asked_at=now, asked_by=by
    )
    record_all([entry_for("assignment.drawn", by=by, on=assignment, at=now)])
    record("deliberation.further_score_asked", by=by, on=deliberation, at=now, reason=reason)
    subject, body = rendered("review_assigned", member=assignment.member, round=round, count=1)
    about = reverse("reviews:queue")
    owe_all([letter_for("review_assigned", to=assignment.member.user, subject=subject, body=body, about=about, at=now)])
    return further


def _able(deliberation, round, now):
    only = Nomination.objects.filter(pk=deliberation.nomination_id)
    (case,) = draws.knowing_cases(rounds.cases(round, on=today(now), nominations=only))
    seats = draws.knowing_seats(rounds.seats(round), round)
    seed = f"{draws.seed_of(round)}/{deliberation.pk}/{deliberation.further_scores.count()}"
    return drawing.substitutes(altered(case, needs=1), seats, seed=seed, rules=draws.rules_of(round))


@transaction.atomic
def conclude(deliberation, *, conclusion, reason, by, now=None):
    """办结合议: the conclusion and its reason; the scores stay what they are."""
    now = now or clock.now()
    deliberation = queries.locked(deliberation.pk)
    insist(_hidden(deliberation.nomination, deliberation.round, by))
    insist(
        rules.refuse_concluding(
            by,
            deliberation,
            conclusion,
            reason,
            awaited=queries.is_further_awaited(deliberation),
            given=queries.is_further_given(deliberation),
            confirmed=queries.confirmed(deliberation.round),
        )
    )
    deliberation.conclusion, deliberation.concluded_because = conclusion, reason
    deliberation.concluded_at, deliberation.concluded_by = now, by
    deliberation.clean_fields(exclude=["round", "nomination", "opened_by", "concluded_by"])
    deliberation.save(update_fields=["conclusion", "concluded_because", "concluded_at", "concluded_by"])
    record("deliberation.concluded", by=by, on=deliberation, at=now, reason=reason, conclusion=str(conclusion))
    panel = [one.member.user for one in queries.panel_of(deliberation) if one.sheet.state == SheetState.SUBMITTED]
    _tell(deliberation, "review_deliberation_concluded", panel, now)
    return deliberation
