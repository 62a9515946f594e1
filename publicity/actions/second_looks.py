"""复核: the objector asks once more, and somebody who had no hand in the first answer answers."""

from django.db import transaction

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import THE_PUBLIC, record
from ledger.origin import acting_from, current
from letters.actions import owe_rendered
from privacy.hashing import keyed_hash
from publicity import queries, rules
from publicity.actions.answering import counted_due, tell_opened
from publicity.actions.objecting import OBJECTOR, new_receipt
from publicity.models import Objection, SecondLook
from publicity.states import LookOutcome, ObjectionState


@transaction.atomic
def ask_second_look(objection, *, reason, now=None):
    """申请复核: by the holder of the receipt, once; a second click finds the first."""
    now = now or clock.now()
    objection = queries.locked_objection(objection.pk)
    earlier = SecondLook.objects.filter(objection=objection).first()
    if earlier is not None:
        return earlier
    insist(rules.refuse_asking_second_look(objection, reason=reason, now=now))
    look = SecondLook(objection=objection, reason=reason.strip(), asked_at=now)
    look.clean_fields()
    look.save(force_insert=True)
    with acting_from(current().kind):
        record("objection.second_look_asked", by=THE_PUBLIC, on=objection, at=now, role=OBJECTOR)
    owe_rendered(
        "second_look_asked",
        to=[*people_with(Role.PUBLICITY_OFFICER), *people_with(Role.REVIEW_OFFICE)],
        about=objection.get_absolute_url(),
        at=now,
        name=objection.notice_name,
    )
    return look


@transaction.atomic
def answer_second_look(look, *, outcome, answer, assignee=None, by, now=None):
    """答复复核: the answer stands, or an inquiry anew by another inquirer, which holds the name again."""
    now = now or clock.now()
    objection = queries.locked_objection(look.objection_id)
    name = objection.notice_name = queries.locked_name(objection.notice_name_id)
    look = queries.locked_second_look(look.pk)
    look.objection = objection
    insist(rules.refuse_answering_second_look(by, look, outcome=outcome, answer=answer, assignee=assignee))
    look.outcome, look.answer, look.answered_by, look.answered_at = outcome, answer.strip(), by, now
    look.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    record(
        "objection.second_look_answered",
        by=by,
        on=objection,
        at=now,
        reason=answer.strip(),
        outcome=look.get_outcome_display(),
    )
    if outcome == LookOutcome.ANEW:
        _anew(look, name, assignee, by=by, now=now)
    return look


def _anew(look, name, assignee, *, by, now):
    """A case of its own: what was answered stays as it was answered."""
    former = look.objection
    anew = Objection.objects.create(
        notice_name=name,
        receipt=new_receipt(),
        sameness=keyed_hash("second look", str(look.pk)),
        objector_kind=former.objector_kind,
        objector_name=former.objector_name,
        objector_contact=former.objector_contact,
        contact_hash=former.contact_hash,
        content=f"{former.content}\n\n申请复核的理由：{look.reason}",
        way=former.way,
        filed_at=look.asked_at,
        state=ObjectionState.INQUIRY,
        looked_at_anew=former,
        assignee=assignee,
        due_on=counted_due(name.notice.rulebook.inquiry_working_days, now),
        decided_by=by,
        decided_at=now,
    )
    tell_opened(anew, before="", by=by, now=now)
    return anew
