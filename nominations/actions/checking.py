"""复核与撤销 (沪工总经〔2015〕260号 三(四)): the second person confirms or hands back; a conclusion is undone with a reason."""

from django.db import transaction
from django.urls import reverse

from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered, recall
from nominations import queries
from nominations.actions.screening import take_effect, write_to_nominators
from nominations.queries import screening
from nominations.rules import checking as rules
from nominations.states import Conclusion, Standing

LETTERS = {Conclusion.ADMIT: "nomination_admitted", Conclusion.RETURN: "nomination_sent_back"}


@transaction.atomic
def confirm(decision, *, by, now=None):
    """复核同意: the conclusion takes effect."""
    now = now or clock.now()
    nomination, decision = _held(decision)
    insist(rules.refuse_confirmation(by, decision, nomination, now=now))
    decision.checked_by, decision.checked_at = by, now
    decision.standing, decision.in_force_at = Standing.IN_FORCE, now
    decision.save(update_fields=["checked_by", "checked_at", "standing", "in_force_at"])
    record(
        "nomination.conclusion_confirmed",
        by=by,
        on=nomination,
        at=now,
        conclusion=decision.conclusion,
        screener=decision.by.full_name,
    )
    return take_effect(decision, nomination, by=by, now=now)


@transaction.atomic
def reject(decision, *, by, reason, now=None):
    """复核不同意: back to the screener, who reads why."""
    now = now or clock.now()
    nomination, decision = _held(decision)
    insist(rules.refuse_rejection(by, decision, nomination, reason=reason))
    decision.checked_by, decision.checked_at = by, now
    decision.standing, decision.check_reason = Standing.REJECTED, reason.strip()
    decision.save(update_fields=["checked_by", "checked_at", "standing", "check_reason"])
    record(
        "nomination.conclusion_rejected",
        by=by,
        on=nomination,
        at=now,
        reason=reason.strip(),
        conclusion=decision.conclusion,
        screener=decision.by.full_name,
    )
    owe_rendered(
        "screening_rejected",
        to=decision.by,
        about=reverse("nominations:screen", args=[nomination.number]),
        at=now,
        nomination=nomination,
        decision=decision,
    )
    return nomination


@transaction.atomic
def undo(decision, *, by, reason, now=None):
    """撤销结论: the dossier is in screening again; a letter not yet sent is recalled, one that arrived is corrected."""
    now = now or clock.now()
    nomination, decision = _held(decision)
    insist(rules.refuse_undoing(by, decision, nomination, reason=reason))
    before, was_in_force = nomination.state, decision.standing == Standing.IN_FORCE
    decision.standing, decision.undone_by, decision.undone_at = Standing.UNDONE, by, now
    decision.undo_reason = reason.strip()
    decision.save(update_fields=["standing", "undone_by", "undone_at", "undo_reason"])
    if was_in_force:
        _step_back(decision, nomination, now)
    record(
        "nomination.conclusion_undone",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        reason=decision.undo_reason,
        conclusion=decision.conclusion,
    )
    if was_in_force:
        _put_letters_right(decision, nomination, by, now)
    return nomination


def _held(decision):
    nomination = queries.locked(decision.nomination_id)
    return nomination, screening.decision_locked(decision.pk)


def _step_back(decision, nomination, now):
    if decision.conclusion == Conclusion.ADMIT:
        nomination.reopen(at=now)
        nomination.save(update_fields=["state", "state_since", "admitted_at"])
    else:
        nomination.take_return_back(at=now)
        nomination.returned_sections = []
        nomination.save(update_fields=["state", "state_since", "closing_reason", "correction_due", "returned_sections"])


def _put_letters_right(decision, nomination, by, now):
    kind, about = LETTERS[decision.conclusion], nomination.get_absolute_url()
    recall(about=about, kinds=[kind], by=by, at=now, reason=f"结论已撤销：{decision.undo_reason}")
    if screening.letters_that_arrived(nomination, decision.in_force_at, kind).exists():
        write_to_nominators("nomination_decision_undone", nomination, now, decision=decision)
