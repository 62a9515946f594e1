"""查实认定: one transaction that cancels or revokes, calls back, and bans (沪工总经〔2015〕260号 五(三))."""

from datetime import timedelta

from django.db import transaction

from common import clock
from common.dates import plain_day_words, today
from common.refusals import insist
from findings.actions.cases import let_money_go, readers_of
from findings.models import Finding
from findings.queries import cases
from findings.rules import findings as rules
from findings.states import CANCELLABLE, CaseState
from honours.actions.awarding import recall_all
from honours.actions.certificates import revoke_all
from honours.actions.payments import stop_or_recover
from honours.queries import records
from honours.states import ChangeKind
from ledger.actions import record
from ledger.origin import concerning
from letters.actions import owe_rendered
from nominations.queries import locked
from nominations.states import State
from publicity.states import NameState
from sanctions.actions import impose
from sanctions.states import SubjectKind


@transaction.atomic
def decide(case, *, decision_number, found=None, return_by=None, by, now=None):
    """认定: for everybody named, or for those in ``found`` (keys of subjects), under one decision.

    All of it or nothing: nominations cancelled or honours revoked, certificates void, names struck from open notices,
    money stopped or recovered, items called back, bans imposed, letters owed. A nomination already withdrawn keeps its
    state; the ban is imposed all the same. The rows are locked in the order of their keys, nominations first and all the
    money next, so that two decisions and a release of money wait for each other instead of standing in each other's way.
    """
    now = now or clock.now()
    case = cases.locked(case.pk)
    subjects = cases.subjects_of(case)
    chosen = subjects if found is None else [one for one in subjects if one.pk in found]
    insist(
        rules.refuse_finding(
            by, case, subjects, found=chosen, decision_number=decision_number, return_by=return_by, now=now
        )
    )
    nominations = [locked(one.nomination_id) for one in chosen]
    records.locked_payments(cases.payments_of(case).values_list("pk", flat=True))
    before, case.state, case.closed_by, case.closed_at = case.state, CaseState.FOUND, by, now
    case.save(update_fields=["state", "closed_by", "closed_at"])
    imposed: dict = {}
    with concerning(case.reference):
        made = [
            _find(case, one, nomination, imposed, number=decision_number.strip(), return_by=return_by, by=by, now=now)
            for one, nomination in zip(chosen, nominations, strict=True)
        ]
        record(
            "finding.made",
            by=by,
            on=case,
            at=now,
            before=before,
            after=case.state,
            reason=f"{decision_number.strip()}：{case.get_ground_display()}",
            count=len(made),
        )
    let_money_go(case, by=by, now=now)  # of those the decision does not name
    return made


def _find(case, subject, nomination, imposed, *, number, return_by, by, now):
    finding = Finding.objects.create(
        case=case,
        nomination=nomination,
        ground=case.ground,
        facts=case.facts,
        heard=heard_words(subject),
        decision_number=number,
        found_on=today(now),
        found_by=by,
        found_at=now,
        return_by=return_by,
        appeal_until=today(now) + timedelta(days=nomination.rulebook.appeal_days),
    )
    reason = f"{number}：{finding.get_ground_display()}"
    issues = _leave_the_road(nomination, return_by, number=number, reason=reason, by=by, now=now)
    _strike_from_notices(nomination, by=by, now=now)
    finding.bans.set(_bans(case, nomination, finding, imposed, by=by, now=now))
    owe_rendered(
        "fraud_found",
        to=readers_of(nomination),
        about=subject.get_absolute_url(),
        at=now,
        finding=finding,
        nomination=nomination,
        revoked=nomination.state == State.REVOKED,
        items=[issue.award_item.name for issue in issues],
        return_by=plain_day_words(return_by) if return_by else "",
        appeal_until=plain_day_words(finding.appeal_until),
        bans=[(ban, plain_day_words(ban.until)) for ban in finding.bans.all()],
    )
    return finding


def heard_words(subject) -> str:
    """What was said, as the finding keeps it; silence after the deadline is said too."""
    said = list(subject.statements.all())
    if not said:
        return "已书面告知拟认定的事实、事由和陈述申辩的期限，期限届满，当事人未作陈述。"
    return "\n".join(f"{one.get_party_display()}（{one.get_way_display()}）：{one.text}" for one in said)


def _leave_the_road(nomination, return_by, *, number, reason, by, now):
    before = nomination.state
    issues = []
    if nomination.state == State.HONOURED:
        honour = records.locked_honour(nomination.honour_record.pk)
        issues = _revoke_honour(honour, return_by, number=number, reason=reason, by=by, now=now)
        nomination.revoke(at=now, reason=reason)
    elif nomination.state in CANCELLABLE:
        nomination.disqualify(at=now, reason=reason)
    else:
        return issues
    nomination.at_body = nomination.correction_due = None
    nomination.save(update_fields=["state", "state_since", "closing_reason", "at_body", "correction_due"])
    act = "nomination.revoked" if nomination.state == State.REVOKED else "nomination.disqualified"
    record(act, by=by, on=nomination, at=now, before=before, after=nomination.state, reason=reason)
    return issues


def _revoke_honour(honour, return_by, *, number, reason, by, now):
    honour.revoked_at = now
    honour.save(update_fields=["revoked_at"])
    honour.changes.create(kind=ChangeKind.REVOKED, at=now, decision_number=number)
    record("honour.revoked", by=by, on=honour, at=now, reason=reason)
    revoke_all(honour, reason=reason, by=by, now=now)
    [payment] = records.locked_payments([honour.payment.pk])
    stop_or_recover(payment, by=by, now=now, reason=reason)
    return recall_all(honour, reason=reason, by=by, now=now, due_on=return_by)


def _strike_from_notices(nomination, *, by, now):
    for name in cases.open_names(nomination):
        name.state = NameState.STRUCK
        name.save(update_fields=["state"])
        record("notice.name_struck", by=by, on=name.notice, at=now, name=name.name)


def _bans(case, nomination, finding, imposed, *, by, now):
    """One ban for each person and each unit, though the decision names many of a unit."""
    subjects = []
    if case.bans_person:
        subjects.append((SubjectKind.PERSON, nomination.identity_hash, nomination.name))
    if case.bans_unit:
        subjects.append((SubjectKind.UNIT, nomination.unit_hash, nomination.unit_name))
    for kind, subject_hash, name in subjects:
        if (kind, subject_hash) not in imposed:
            imposed[kind, subject_hash] = impose(
                kind=kind,
                subject_hash=subject_hash,
                subject_name=name,
                ground=finding.get_ground_display(),
                decision_number=finding.decision_number,
                found_on=finding.found_on,
                years=nomination.rulebook.ban_years,
                by=by,
                now=now,
            )
    return [imposed[kind, subject_hash] for kind, subject_hash, _name in subjects]
