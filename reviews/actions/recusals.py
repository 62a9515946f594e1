"""回避: the pair is kept apart from now on; a score already given counts no longer, and it is never a zero."""

from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from reviews.actions.reminding import recall_when_done
from reviews.models import Assignment, Recusal
from reviews.queries import committee
from reviews.queries.rounds import HEAVY, locked_nominations
from reviews.queries.sheets import said_of
from reviews.rules import recusals as rules
from reviews.states import RecusalGround, RecusalSource

__all__ = ["declare_recusal", "order_recusal"]


@transaction.atomic
def declare_recusal(member, nomination, *, ground, explanation, by, now=None):
    """申明回避 by the expert, before or after the draw."""
    now = now or clock.now()
    member, nomination = _locked(member, nomination)
    insist(rules.refuse_declaring(by, member, nomination, explanation))
    recusal = _recuse(member, nomination, RecusalSource.DECLARED, ground, explanation, by, now)
    record(
        "recusal.declared", by=by, on=recusal, at=now, role=Role.EXPERT.label, reason=explanation, ground=str(ground)
    )
    return recusal


@transaction.atomic
def order_recusal(member, nomination, *, ground, explanation, by, now=None):
    """决定回避 by the review office, with its reason (国家自然科学基金条例 第二十条)."""
    now = now or clock.now()
    member, nomination = _locked(member, nomination)
    insist(rules.refuse_ordering(by, member, nomination, explanation))
    recusal = _recuse(member, nomination, RecusalSource.ORDERED, ground, explanation, by, now)
    record("recusal.ordered", by=by, on=recusal, at=now, reason=explanation, ground=str(ground))
    owe_rendered("review_recusal_ordered", to=member.user, at=now, said=said_of(member, nomination))
    return recusal


def _locked(member, nomination):
    member = committee.locked_member(member.pk)
    (nomination,) = locked_nominations(type(nomination).objects.filter(pk=nomination.pk))
    return member, nomination


def _recuse(member, nomination, source, ground, explanation, by, now):
    recusal = Recusal(
        member=member,
        nomination=nomination,
        source=source,
        ground=RecusalGround(ground),
        explanation=explanation,
        at=now,
        by=by,
    )
    recusal.clean_fields(exclude=["member", "nomination", "by"])
    recusal.save()
    standing = (
        Assignment.objects.select_for_update(of=("self",))
        .filter(member=member, nomination=nomination, withdrawn_at__isnull=True, round__closed_at__isnull=True)
        .select_related("round", "member__user", "nomination")
        .defer(*(f"nomination__{field}" for field in HEAVY))
    )
    for assignment in standing:
        _take_back(assignment, source, by, now)
    return recusal


def _take_back(assignment, source, by, now):
    """撤销分派, and ask the office for a replacement."""
    assignment.withdrawn_at, assignment.withdrawn_because = now, f"回避（{RecusalSource(source).label}）。"
    assignment.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("assignment.withdrawn", by=by, on=assignment, at=now, reason=assignment.withdrawn_because)
    recall_when_done(assignment.round, assignment.member, at=now)
    owe_rendered(
        "review_replacement_needed",
        to=people_with(Role.REVIEW_OFFICE),
        about=reverse("reviews:panel", args=[assignment.round_id, assignment.nomination.number]),
        at=now,
        assignment=assignment,
        cause="回避",
    )
