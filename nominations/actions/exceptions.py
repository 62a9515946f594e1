"""破格申请: asked by the self-nominee for each requirement, decided one by one by screening (沪工总基〔2026〕60号 下一步一)."""

from django.db import transaction

from common import clock
from common.refusals import insist
from ledger.actions import record
from nominations import queries, rules
from nominations.actions.keeping import touch
from nominations.models import Evidence, ExceptionRequest
from nominations.rules.screening import refuse_deciding_exception
from nominations.states import ExceptionDecision


@transaction.atomic
def ask_exception(nomination, *, by, condition="", words="", reason, papers=(), now=None):
    """申请破格: one requirement, why, and the evidence that stands for it."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_asking_exception(by, nomination, condition=condition))
    request = ExceptionRequest(
        nomination=nomination, condition=condition, words="" if condition else words.strip(), reason=reason.strip()
    )
    request.full_clean(exclude=["nomination", "decided_by", "decided_at"])
    request.save()
    request.papers.set(Evidence.objects.filter(nomination=nomination, pk__in=[paper.pk for paper in papers]))
    _changed(nomination, now)
    record("exception.asked", by=by, on=nomination, at=now, reason=request.reason, requirement=request.requirement)
    return request


@transaction.atomic
def drop_exception(request, *, by, now=None):
    """撤下一项破格申请, while the dossier is with the self-nominee."""
    now = now or clock.now()
    nomination = queries.locked(request.nomination_id)
    insist(rules.refuse_dropping_exception(by, nomination))
    record("exception.dropped", by=by, on=nomination, at=now, requirement=request.requirement)
    request.delete()
    _changed(nomination, now)
    return nomination


@transaction.atomic
def decide_exception(request, *, by, decision, reason, now=None):
    """决定破格申请: granted, refused or not needed, by the screener who has the dossier, with a reason."""
    now = now or clock.now()
    nomination = queries.locked(request.nomination_id)
    request = ExceptionRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    request.nomination = nomination
    insist(refuse_deciding_exception(by, request, reason=reason))
    before = request.get_decision_display()
    request.decision, request.decision_reason = ExceptionDecision(decision), reason.strip()
    request.decided_by, request.decided_at = by, now
    request.clean_fields(exclude=["nomination", "reason"])
    request.save(update_fields=["decision", "decision_reason", "decided_by", "decided_at"])
    record(
        "exception.decided",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=request.get_decision_display(),
        reason=request.decision_reason,
        requirement=request.requirement,
    )
    return request


def _changed(nomination, now):
    touch(nomination, now)
    nomination.save(update_fields=["changed_at", "declared_at", "declared_by"])
