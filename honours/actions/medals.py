"""上海市五一劳动奖章: proposed, opinions asked, recommended or not, outcome (沪工总经〔2015〕260号 三(五)).

A decision of its own at every step: naming recommends nobody, and the medal is granted elsewhere.
"""

from django.db import transaction

from common import clock, files
from common.dates import today
from common.refusals import insist
from honours.models import MedalCondition, MedalLetter, MedalOpinion, MedalRecommendation
from honours.queries import medals as queries
from honours.queries import records
from honours.rules import medals as rules
from honours.states import MEDAL_DECIDED, MedalState, OpinionAnswer
from ledger.actions import record
from publicity.actions.papers import keep


@transaction.atomic
def propose_medal(honour, *, basis, by, conditions=None, now=None):
    """拟推荐: the basis, each condition of the rulebook met or not, and the departments whose opinion is asked.

    ``conditions`` gives (met, basis) by position; a condition that is not spoken of counts as not met.
    """
    now = now or clock.now()
    honour = records.locked_honour(honour.pk)
    insist(rules.refuse_medal(by, honour))
    medal = MedalRecommendation(honour=honour, basis=basis.strip(), proposed_by=by, proposed_at=now)
    medal.full_clean()
    medal.save(force_insert=True)
    rulebook = honour.nomination.rulebook
    said = conditions or {}
    MedalCondition.objects.bulk_create(
        MedalCondition(
            medal=medal,
            position=position,
            condition=condition,
            is_met=said.get(position, (False, ""))[0],
            basis=said.get(position, (False, ""))[1].strip(),
        )
        for position, condition in enumerate(queries.lines_of(rulebook.medal_conditions), start=1)
    )
    departments = queries.lines_of(rulebook.medal_departments)
    MedalOpinion.objects.bulk_create(
        MedalOpinion(medal=medal, department=department, asked_on=today(now)) for department in departments
    )
    record(
        "medal.proposed",
        by=by,
        on=honour,
        at=now,
        after=MedalState.ASKING,
        reason=medal.basis,
        departments=departments,
    )
    return medal


@transaction.atomic
def record_opinion(opinion, *, answer, on, note="", letter=None, by, now=None):
    """登记部门意见, by the letter that came or did not come; its scan is kept with it."""
    now = now or clock.now()
    medal = records.locked_medal(opinion.medal_id)
    opinion = medal.opinions.get(pk=opinion.pk)
    insist(rules.refuse_opinion(by, medal, opinion, answer=answer, on=on, note=note, now=now))
    opinion.answer, opinion.answered_on, opinion.note, opinion.recorded_by = answer, on, note.strip(), by
    opinion.full_clean()
    opinion.save(update_fields=["answer", "answered_on", "note", "recorded_by"])
    kept = letter and keep(MedalLetter(opinion=opinion), letter, field="letter", accepted=files.SCANS, now=now)
    record(
        "medal.opinion_recorded",
        by=by,
        on=medal.honour,
        at=now,
        after=OpinionAnswer(answer).label,
        reason=opinion.note,
        department=opinion.department,
        **({"sha256": kept.sha256} if kept else {}),
    )
    return opinion


@transaction.atomic
def decide_medal(medal, *, recommend, reason="", by, now=None):
    """推荐或不予推荐: by another person than who proposed."""
    now = now or clock.now()
    medal = records.locked_medal(medal.pk)
    insist(rules.refuse_deciding(by, medal, recommend=recommend, reason=reason))
    before, medal.state = medal.state, MedalState.PROPOSED if recommend else MedalState.DECLINED
    medal.decided_by, medal.decided_at, medal.reason = by, now, reason.strip()
    medal.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    record("medal.decided", by=by, on=medal.honour, at=now, before=before, after=medal.state, reason=medal.reason)
    return medal


@transaction.atomic
def record_medal(medal, *, state, document_number="", by, now=None):
    """登记奖章评定结果, with the document of the award."""
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


def lapse_medal(honour, *, reason, by, now):
    """推荐终止: the honour it rests on is revoked; called inside the finding's transaction.

    A medal already granted is another body's to take back and keeps its state.
    """
    medal = queries.locked_of(honour)
    if medal is None or medal.state in MEDAL_DECIDED:
        return medal
    before, medal.state, medal.reason = medal.state, MedalState.LAPSED, reason
    medal.save(update_fields=["state", "reason"])
    record("medal.lapsed", by=by, on=honour, at=now, before=before, after=medal.state, reason=reason)
    return medal
