"""证书、奖牌的发放与交回，五一劳动奖章的推荐 (沪工总经〔2015〕260号 三(五))."""

from django.db import transaction
from django.utils import timezone

from common.refusals import insist
from honours.models import Honour, MedalRecommendation
from honours.queries import records
from honours.rules import naming as rules
from ledger.actions import record


@transaction.atomic
def hand_over(issue, *, on, to, by, now=None):
    """登记发放: when, to whom, by whom."""
    issue = records.locked_issue(issue.pk)
    insist(rules.refuse_hand_over(by, issue))
    issue.handed_over_on, issue.handed_to, issue.handed_by = on, to, by
    issue.save(update_fields=["handed_over_on", "handed_to", "handed_by"])
    record("award.handed_over", by=by, on=issue, at=now, to=to, handed_over_on=on.isoformat())
    return issue


@transaction.atomic
def take_back(issue, *, on, by, now=None):
    """登记交回 after a revocation."""
    issue = records.locked_issue(issue.pk)
    insist(rules.refuse_take_back(by, issue))
    issue.returned_on = on
    issue.save(update_fields=["returned_on"])
    record("award.returned", by=by, on=issue, at=now, returned_on=on.isoformat())
    return issue


@transaction.atomic
def propose_medal(honour, *, basis, by, now=None):
    """推荐授予上海市五一劳动奖章, with its basis; granted by a separate decision."""
    honour = Honour.objects.select_for_update().get(pk=honour.pk)
    insist(rules.refuse_medal(by, honour))
    medal = MedalRecommendation.objects.create(
        honour=honour, basis=basis, proposed_by=by, proposed_at=now or timezone.now()
    )
    record("medal.proposed", by=by, on=honour, at=now, reason=basis)
    return medal


@transaction.atomic
def record_medal(medal, *, state, document_number, by, now=None):
    """登记奖章评定结果."""
    medal = MedalRecommendation.objects.select_for_update(of=("self",)).select_related("honour").get(pk=medal.pk)
    insist(rules.refuse_not_office(by))
    before, medal.state, medal.document_number = medal.state, state, document_number
    medal.full_clean()
    medal.save(update_fields=["state", "document_number"])
    record("medal.recorded", by=by, on=medal.honour, at=now, before=before, after=state, document=document_number)
    return medal
