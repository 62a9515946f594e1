"""证书、奖牌的发放与交回，五一劳动奖章的推荐 (沪工总经〔2015〕260号 三(五))."""

from django.db import transaction

from common import clock
from common.refusals import insist
from honours.models import MedalRecommendation
from honours.queries import records
from honours.rules import naming as rules
from honours.states import MedalState
from ledger.actions import record


@transaction.atomic
def hand_over(issue, *, on, to, by, now=None):
    """登记发放: when, to whom, by whom."""
    now = now or clock.now()
    [issue] = records.locked_issues([issue.pk])
    return _hand_over(issue, on=on, to=to, by=by, now=now)


@transaction.atomic
def hand_over_all(issues, *, on, by, to="", now=None):
    """集中发放, as at a ceremony: to each in person unless one receiver is named; all of it or nothing."""
    now = now or clock.now()
    return [
        _hand_over(issue, on=on, to=to or issue.honour.name, by=by, now=now)
        for issue in records.locked_issues([issue.pk for issue in issues])
    ]


def _hand_over(issue, *, on, to, by, now):
    insist(rules.refuse_hand_over(by, issue, on=on, now=now))
    issue.handed_over_on, issue.handed_to, issue.handed_by = on, to.strip(), by
    issue.save(update_fields=["handed_over_on", "handed_to", "handed_by"])
    record("award.handed_over", by=by, on=issue, at=now, to=issue.handed_to, handed_over_on=on.isoformat())
    return issue


@transaction.atomic
def take_back(issue, *, on, by, now=None):
    """登记交回 after a revocation."""
    now = now or clock.now()
    [issue] = records.locked_issues([issue.pk])
    insist(rules.refuse_take_back(by, issue, on=on, now=now))
    issue.returned_on = on
    issue.save(update_fields=["returned_on"])
    record("award.returned", by=by, on=issue, at=now, returned_on=on.isoformat())
    return issue


@transaction.atomic
def propose_medal(honour, *, basis, by, now=None):
    """推荐授予上海市五一劳动奖章, with its basis; granted by a separate decision."""
    now = now or clock.now()
    honour = records.locked_honour(honour.pk)
    insist(rules.refuse_medal(by, honour))
    medal = MedalRecommendation(honour=honour, basis=basis.strip(), proposed_by=by, proposed_at=now)
    medal.full_clean()
    medal.save(force_insert=True)
    record("medal.proposed", by=by, on=honour, at=now, after=MedalState.PROPOSED, reason=medal.basis)
    return medal


@transaction.atomic
def record_medal(medal, *, state, document_number="", by, now=None):
    """登记奖章评定结果."""
    now = now or clock.now()
    medal = records.locked_medal(medal.pk)
    insist(rules.refuse_medal_outcome(by, medal, state=state, document_number=document_number))
    before, medal.state, medal.document_number = medal.state, state, document_number.strip()
    medal.full_clean()
    medal.save(update_fields=["state", "document_number"])
    record(
        "medal.recorded",
        by=by,
        on=medal.honour,
        at=now,
        before=before,
        after=medal.state,
        document_number=medal.document_number,
    )
    return medal
