"""回避: the pair is kept apart from now on; a score already given counts no longer, and it is never a zero."""

from django.db import transaction
from django.urls import reverse

from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from reviews.actions.reminding import recall_when_done
from reviews.models import Recusal, StaffRecusal
from reviews.queries import committee, veil
from reviews.queries import conflicts as queries
from reviews.queries.rounds import locked_nominations
from reviews.queries.sheets import said_of
from reviews.rules import recusals as rules
from reviews.states import RecusalGround, RecusalSource

__all__ = ["declare_recusal", "declare_staff_recusal", "order_recusal", "order_staff_recusal", "recuse", "take_back"]


@transaction.atomic
def declare_recusal(member, nomination, *, ground, explanation, by, now=None):
    """申明回避 by the expert, before or after the draw."""
    now = now or clock.now()
    member, nomination = _locked(member, nomination)
    insist(rules.refuse_declaring(by, member, nomination, explanation))
    recusal = recuse(member, nomination, RecusalSource.DECLARED, ground, explanation, by, now)
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
    recusal = recuse(member, nomination, RecusalSource.ORDERED, ground, explanation, by, now)
    record("recusal.ordered", by=by, on=recusal, at=now, reason=explanation, ground=str(ground))
    owe_rendered("review_recusal_ordered", to=member.user, at=now, said=said_of(member, nomination))
    return recusal


@transaction.atomic
def declare_staff_recusal(nomination, *, ground, explanation, by, now=None):
    """工作人员申明回避: one of the office, of supervision or of the chair office keeps away from a nomination himself."""
    now = now or clock.now()
    (nomination,) = locked_nominations(type(nomination).objects.filter(pk=nomination.pk))
    insist(rules.refuse_staff_declaring(by, nomination, explanation))
    return _keep_away(by, nomination, RecusalSource.DECLARED, ground, explanation, by, now)


@transaction.atomic
def order_staff_recusal(user, nomination, *, ground, explanation, by, now=None):
    """决定工作人员回避 by the review office, with its reason; the person is told."""
    now = now or clock.now()
    (nomination,) = locked_nominations(type(nomination).objects.filter(pk=nomination.pk))
    insist(rules.refuse_staff_ordering(by, user, nomination, explanation))
    recusal = _keep_away(user, nomination, RecusalSource.ORDERED, ground, explanation, by, now)
    owe_rendered("review_staff_recusal_ordered", to=user, at=now, nomination=nomination)
    return recusal


def _keep_away(user, nomination, source, ground, explanation, by, now):
    recusal = StaffRecusal(
        user=user,
        nomination=nomination,
        source=source,
        ground=RecusalGround(ground),
        explanation=explanation.strip(),
        at=now,
        by=by,
    )
    recusal.clean_fields(exclude=["user", "nomination", "by"])
    recusal.save()
    record(f"recusal.staff_{source}", by=by, on=recusal, at=now, reason=recusal.explanation, ground=str(ground))
    return recusal


def _locked(member, nomination):
    member = committee.locked_member(member.pk)
    (nomination,) = locked_nominations(type(nomination).objects.filter(pk=nomination.pk))
    return member, nomination


def recuse(member, nomination, source, ground, explanation, by, now):
    """The pair is written down; what the member holds of it is taken back, and the office asked for a replacement."""
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
    for assignment in queries.held_by(member, nomination):
        take_back(assignment, source, by=by, now=now)
        owe_rendered(
            "review_replacement_needed",
            to=veil.office_for(nomination),
            about=reverse("reviews:panel", args=[assignment.round_id, assignment.nomination.number]),
            at=now,
            assignment=assignment,
            cause="回避",
        )
    return recusal


def take_back(assignment, source, *, by, now):
    """撤销分派: a score already in counts no longer, and whatever ranking was made of it is stale."""
    assignment.withdrawn_at, assignment.withdrawn_because = now, f"回避（{RecusalSource(source).label}）。"
    assignment.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("assignment.withdrawn", by=by, on=assignment, at=now, reason=assignment.withdrawn_because)
    recall_when_done(assignment.round, assignment.member, at=now)
