"""启封: who objected, and what he sent, for the inquiry alone; each look is an entry of its own."""

from django.db import transaction

from common import clock
from common.refusals import insist
from ledger.actions import record
from publicity import queries, rules
from publicity.states import PaperSource


@transaction.atomic
def reveal_objector(objection, *, by, reason, now=None):
    """查看异议人身份. The answer is (name, contact)."""
    now = now or clock.now()
    objection = queries.locked_objection(objection.pk)
    insist(rules.refuse_reveal(by, objection, reason=reason))
    record("objection.objector_seen", by=by, on=objection, at=now, reason=reason.strip())
    return objection.objector_name, objection.objector_contact


@transaction.atomic
def reveal_evidence(paper, *, by, reason="", now=None):
    """调阅材料: a stamped letter tells who objects, so opening what an objector sent is a look at him too."""
    now = now or clock.now()
    paper = queries.locked_paper(paper.pk)
    insist(rules.refuse_unsealing(by, paper, reason=reason) or rules.refuse_opening(paper))
    act = "objection.evidence_seen" if paper.source == PaperSource.OBJECTOR else "objection.paper_seen"
    record(act, by=by, on=paper.objection, at=now, reason=reason.strip(), paper=paper.ordinal)
    return paper.file
