"""申诉、复核与恢复: what can be undone is undone, by a decision of its own (docs/decisions/0025)."""

from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.dates import today
from common.refusals import insist
from findings.actions.cases import office_days_from, readers_of
from findings.models import Appeal, Restoration
from findings.queries import cases, findings
from findings.rules import findings as rules
from findings.states import AppealState
from honours.actions.certificates import owe_certificate
from honours.queries import records
from honours.states import ChangeKind
from ledger.actions import record
from ledger.origin import concerning
from letters.actions import owe_rendered
from nominations.queries import locked
from nominations.states import State
from sanctions.actions import lift
from seasons.queries import locked_season


@transaction.atomic
def file_appeal(finding, *, text, on_paper=False, by, now=None):
    """提出申诉, by the party or written down by the office."""
    now = now or clock.now()
    finding = findings.locked_finding(finding.pk)
    insist(rules.refuse_appeal(by, finding, text=text, on_paper=on_paper, now=now))
    appeal = Appeal.objects.create(
        finding=finding,
        text=text.strip(),
        on_paper=on_paper,
        filed_at=now,
        filed_by=by,
        due_on=office_days_from(now, finding.nomination.rulebook.appeal_working_days),
    )
    with concerning(finding.case.reference):
        record("appeal.filed", by=by, on=finding, at=now, after=appeal.state, due_on=appeal.due_on.isoformat())
    owe_rendered(
        "appeal_filed",
        to=people_with(Role.REVIEW_OFFICE),
        about=finding.get_absolute_url(),
        at=now,
        appeal=appeal,
        finding=finding,
    )
    return appeal


@transaction.atomic
def decide_appeal(appeal, *, outcome, decision_number, reasons, lifted=(), by, now=None):
    """复核决定: upheld overturns the finding, changed lifts the chosen bans, rejected leaves everything."""
    now = now or clock.now()
    cases.locked(
        appeal.finding.case_id
    )  # two appeals against one decision come one after the other: they may share a ban
    appeal = findings.locked_appeal(appeal.pk)
    finding = appeal.finding = findings.locked_finding(appeal.finding_id)
    bans = [ban for ban in finding.bans.filter(lifted_at__isnull=True, ended_at__isnull=True) if ban.pk in lifted]
    insist(
        rules.refuse_appeal_decision(
            by, appeal, outcome=outcome, decision_number=decision_number, reasons=reasons, lifted=bans, now=now
        )
    )
    before, appeal.state, appeal.reasons = appeal.state, outcome, reasons.strip()
    appeal.decision_number, appeal.decided_by, appeal.decided_at = decision_number.strip(), by, now
    appeal.save()
    why = f"申诉复核决定{appeal.decision_number}"
    with concerning(finding.case.reference):
        record("appeal.decided", by=by, on=finding, at=now, before=before, after=outcome, reason=why)
        if outcome == AppealState.UPHELD:
            _overturn(finding, appeal, reason=why, by=by, now=now)
        elif outcome == AppealState.CHANGED:
            for ban in bans:
                lift(ban, reason=why, by=by, now=now)
    nomination = finding.nomination
    owe_rendered(
        "appeal_decided",
        to=readers_of(nomination),
        about=finding.case.subjects.get(nomination=nomination).get_absolute_url(),
        at=now,
        appeal=appeal,
        finding=finding,
        nomination=nomination,
        restored=hasattr(appeal, "restoration"),
        other_ban=findings.ban_besides(finding, on=today(now)) if outcome == AppealState.UPHELD else None,
    )
    return appeal


def _overturn(finding, appeal, *, reason, by, now):
    finding.overturned_at = now
    finding.save(update_fields=["overturned_at"])
    record("finding.overturned", by=by, on=finding, at=now, reason=reason)
    for ban in findings.bans_of_this_finding_only(finding):
        lift(ban, reason=reason, by=by, now=now)
    nomination = locked(finding.nomination_id)
    if nomination.state == State.REVOKED:
        _restore(nomination, appeal, reason=reason, by=by, now=now)


def _restore(nomination, appeal, *, reason, by, now):
    """恢复: the honour stands again as it was, with a certificate of its own; what was revoked stays on record beside it.

    A ban that rests on another decision stands too: it is of new nominations, and gives no ground to keep this honour.
    """
    season = locked_season(nomination.season_id)
    honour = records.locked_honour(nomination.honour_record.pk)
    Restoration.objects.create(honour=honour, appeal=appeal, revoked_at=honour.revoked_at, restored_at=now)
    honour.revoked_at = None
    honour.save(update_fields=["revoked_at"])
    honour.changes.create(kind=ChangeKind.RESTORED, at=now, decision_number=appeal.decision_number)
    record("honour.restored", by=by, on=honour, at=now, reason=reason)
    former = records.locked_certificate(honour.certificate.pk)
    former.replaced_at = now
    former.save(update_fields=["replaced_at"])
    certificate = owe_certificate(honour, season, now=now, replaces=former)
    season.save(update_fields=["next_serial"])
    record("certificate.restored", by=by, on=certificate, at=now, reason=reason)
    before = nomination.state
    nomination.restore(at=now)
    nomination.save(update_fields=["state", "state_since", "closing_reason"])
    record("nomination.restored", by=by, on=nomination, at=now, before=before, after=nomination.state, reason=reason)
    owe_rendered(
        "honour_restored",
        to=people_with(Role.FINANCE),
        about=reverse("honours:payment", args=[certificate.serial]),
        at=now,
        honour=honour,
        payment=honour.payment,
        appeal=appeal,
    )
