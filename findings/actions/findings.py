"""查实弄虚作假: one transaction that cancels or revokes, calls back, and bans (沪工总经〔2015〕260号 五(三))."""

from django.db import transaction

from common import clock
from common.dates import plain_day_words, today
from common.refusals import insist
from findings.models import Finding
from findings.queries import cases
from findings.rules import findings as rules
from findings.states import CANCELLABLE
from honours.actions.certificates import revoke_all
from honours.actions.payments import stop_or_recover
from honours.queries import records
from ledger.actions import record
from letters.actions import owe_rendered
from nominations.queries import locked
from nominations.states import State
from publicity.states import NameState
from sanctions.actions import impose
from sanctions.states import SubjectKind


@transaction.atomic
def find_fraud(nomination, *, ground, facts, heard, decision_number, ban_person, ban_unit, by, now=None):
    """认定: cancel the year's nomination or revoke the honour, stop or recover the money, recall the items, ban.

    All of it or nothing. A nomination already withdrawn keeps its state; the ban is imposed all the same.
    """
    now = now or clock.now()
    nomination = locked(nomination.pk)
    insist(
        rules.refuse_finding(
            by,
            nomination,
            facts=facts,
            heard=heard,
            decision_number=decision_number,
            ban_person=ban_person,
            ban_unit=ban_unit,
        )
    )
    finding = Finding.objects.create(
        nomination=nomination,
        ground=ground,
        facts=facts.strip(),
        heard=heard.strip(),
        decision_number=decision_number.strip(),
        found_on=today(now),
        found_by=by,
        found_at=now,
    )
    reason = f"{finding.decision_number}：{finding.get_ground_display()}"
    _leave_the_road(nomination, reason=reason, by=by, now=now)
    _strike_from_notices(nomination, by=by, now=now)
    finding.bans.set(_bans(nomination, finding, ban_person=ban_person, ban_unit=ban_unit, by=by, now=now))
    record("finding.made", by=by, on=nomination, at=now, reason=reason, finding=finding.get_ground_display())
    owe_rendered(
        "fraud_found",
        to=[reader for reader in (nomination.candidate, nomination.drafted_by) if reader is not None],
        about=nomination.get_absolute_url(),
        at=now,
        finding=finding,
        nomination=nomination,
        revoked=nomination.state == State.REVOKED,
        bans=[(ban, plain_day_words(ban.until)) for ban in finding.bans.all()],
    )
    return finding


def _leave_the_road(nomination, *, reason, by, now):
    before = nomination.state
    if nomination.state == State.HONOURED:
        _revoke_honour(records.locked_honour(nomination.honour_record.pk), reason=reason, by=by, now=now)
        nomination.revoke(at=now, reason=reason)
    elif nomination.state in CANCELLABLE:
        nomination.disqualify(at=now, reason=reason)
    else:
        return
    nomination.at_body = nomination.correction_due = None
    nomination.save(update_fields=["state", "state_since", "closing_reason", "at_body", "correction_due"])
    act = "nomination.revoked" if nomination.state == State.REVOKED else "nomination.disqualified"
    record(act, by=by, on=nomination, at=now, before=before, after=nomination.state, reason=reason)


def _revoke_honour(honour, *, reason, by, now):
    honour.revoked_at = now
    honour.save(update_fields=["revoked_at"])
    record("honour.revoked", by=by, on=honour, at=now, reason=reason)
    revoke_all(honour, reason=reason, by=by, now=now)
    [payment] = records.locked_payments([honour.payment.pk])
    stop_or_recover(payment, by=by, now=now, reason=reason)
    for issue in honour.award_issues.filter(handed_over_on__isnull=False, returned_on__isnull=True).select_related(
        "award_item", "honour__season"
    ):
        issue.recalled_at = now
        issue.save(update_fields=["recalled_at"])
        record("award.recalled", by=by, on=issue, at=now, reason=reason)


def _strike_from_notices(nomination, *, by, now):
    for name in cases.open_names(nomination):
        name.state = NameState.STRUCK
        name.save(update_fields=["state"])
        record("notice.name_struck", by=by, on=name.notice, at=now, name=name.name)


def _bans(nomination, finding, *, ban_person, ban_unit, by, now):
    years = nomination.rulebook.ban_years
    subjects = []
    if ban_person:
        subjects.append((SubjectKind.PERSON, nomination.identity_hash, nomination.name))
    if ban_unit:
        subjects.append((SubjectKind.UNIT, nomination.unit_hash, nomination.unit_name))
    return [
        impose(
            kind=kind,
            subject_hash=subject_hash,
            subject_name=name,
            ground=finding.get_ground_display(),
            decision_number=finding.decision_number,
            found_on=finding.found_on,
            years=years,
            by=by,
            now=now,
        )
        for kind, subject_hash, name in subjects
    ]
