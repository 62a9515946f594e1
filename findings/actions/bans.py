"""另行决定的禁报: what a case brings to light of a nominating body or an expert, each by a decision of its own."""

from django.db import transaction

from common import clock
from common.refusals import insist
from findings.queries import cases
from findings.rules import findings as rules
from ledger.actions import record
from ledger.origin import concerning
from sanctions.actions import impose


@transaction.atomic
def impose_besides(case, *, kind, ground, decision_number, found_on, years, by, now=None, **subject):
    """对推荐单位、评审专家禁报 on the ground of a case that was found (沪工总经〔2015〕260号 五(三)); case and ban name each other."""
    now = now or clock.now()
    case = cases.locked(case.pk)
    insist(rules.refuse_banning_besides(by, case, cases.subjects_of(case), kind=kind))
    with concerning(case.reference):
        ban = impose(
            kind=kind,
            ground=ground,
            decision_number=decision_number,
            found_on=found_on,
            years=years,
            by=by,
            now=now,
            **subject,
        )
        case.further_bans.add(ban)
        record("case.banned_besides", by=by, on=case, at=now, reason=f"{ban.decision_number}：{ban}")
    return ban
