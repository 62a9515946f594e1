"""证书、奖牌等奖励事项的发放、要求交回与交回 (沪工总经〔2015〕260号 三(五)、五(三))."""

from django.db import transaction

from common import clock
from common.refusals import insist
from honours.queries import records
from honours.rules import awarding as rules
from honours.states import ReturnKind
from ledger.actions import record


@transaction.atomic
def hand_over(issue, *, on, to, by, note="", now=None):
    """登记发放: when, to whom, by whom; for somebody else than the craftsman with the ground on which he receives it."""
    now = now or clock.now()
    [issue] = records.locked_issues([issue.pk])
    return _hand_over(issue, on=on, to=to, note=note, by=by, now=now)


@transaction.atomic
def hand_over_all(issues, *, on, by, to="", note="", now=None):
    """集中发放, as at a ceremony: to each in person unless one receiver is named; all of it or nothing."""
    now = now or clock.now()
    return [
        _hand_over(issue, on=on, to=to or issue.honour.name, note=note, by=by, now=now)
        for issue in records.locked_issues([issue.pk for issue in issues])
    ]


def _hand_over(issue, *, on, to, note, by, now):
    insist(rules.refuse_hand_over(by, issue, on=on, now=now, to=to, note=note))
    issue.handed_over_on, issue.handed_to, issue.handed_by, issue.handed_note = on, to.strip(), by, note.strip()
    issue.save(update_fields=["handed_over_on", "handed_to", "handed_by", "handed_note"])
    record(
        "award.handed_over",
        by=by,
        on=issue,
        at=now,
        to=issue.handed_to,
        handed_over_on=on.isoformat(),
        reason=issue.handed_note,
    )
    return issue


def recall_all(honour, *, reason, by, now, due_on=None):
    """要求交回: everything handed over and not yet returned; called inside the finding's transaction, for a locked honour."""
    issues = list(records.issues_out(honour).select_for_update(of=("self",)))
    for issue in issues:
        issue.recalled_at, issue.return_due_on = now, due_on
        issue.save(update_fields=["recalled_at", "return_due_on"])
        record("award.recalled", by=by, on=issue, at=now, reason=reason)
    return issues


@transaction.atomic
def take_back(issue, *, on, by, kind=ReturnKind.RETURNED, note="", now=None):
    """登记交回 after a revocation; an item that is lost is settled by a written explanation."""
    now = now or clock.now()
    [issue] = records.locked_issues([issue.pk])
    insist(rules.refuse_take_back(by, issue, on=on, now=now, kind=kind, note=note))
    issue.returned_on, issue.return_kind, issue.return_note, issue.returned_to = on, kind, note.strip(), by
    issue.save(update_fields=["returned_on", "return_kind", "return_note", "returned_to"])
    record(
        "award.returned",
        by=by,
        on=issue,
        at=now,
        after=ReturnKind(kind).label,
        returned_on=on.isoformat(),
        reason=issue.return_note,
    )
    return issue
