"""核查: notes and papers, the statement of the person objected to, time, hands, and what was found."""

from django.db import transaction

from accounts.models import User
from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.dates import day_words, today
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from publicity import queries, rules
from publicity.actions.answering import counted_due, tell_assignee
from publicity.actions.holding import go_on, strike
from publicity.actions.objecting import keep_all
from publicity.models import InquiryNote, Statement
from publicity.states import InquiryFinding, ObjectionState, PaperSource


@transaction.atomic
def add_note(objection, *, content, uploads=(), by, now=None):
    """核查记录: a step of the inquiry and the papers it gathered."""
    now = now or clock.now()
    objection = queries.locked_objection(objection.pk)
    insist(rules.refuse_note(by, objection, content=content, how_many=len(uploads)))
    note = InquiryNote(objection=objection, content=content.strip(), by=by, at=now)
    note.clean_fields()
    note.save(force_insert=True)
    keep_all(objection, uploads, note=note, source=PaperSource.INQUIRY, now=now)
    record("inquiry.noted", by=by, on=objection, at=now, papers=len(uploads))
    return note


@transaction.atomic
def ask_statement(objection, *, question, by, now=None):
    """请作陈述: in the inquirer's words, so that nothing tells who objected; asked of candidate and nominating body."""
    now = now or clock.now()
    objection = queries.locked_objection(objection.pk)
    insist(rules.refuse_asking_statement(by, objection, question=question))
    name = objection.notice_name
    asked = Statement(
        objection=objection,
        question=question.strip(),
        asked_by=by,
        asked_at=now,
        due_on=counted_due(name.notice.rulebook.statement_working_days, now),
    )
    asked.clean_fields()
    asked.save(force_insert=True)
    record("inquiry.statement_asked", by=by, on=objection, at=now, due=asked.due_on.isoformat())
    owe_rendered(
        "statement_asked",
        to=queries.may_state(name.nomination),
        about=asked.get_absolute_url(),
        at=now,
        name=name,
        due=day_words(asked.due_on),
    )
    return asked


@transaction.atomic
def make_statement(statement, *, answer, uploads=(), by, now=None):
    """陈述: once, while the inquiry is open."""
    now = now or clock.now()
    objection = queries.locked_objection(statement.objection_id)
    statement = queries.locked_statement(statement.pk)
    statement.objection = objection
    insist(rules.refuse_statement(by, statement, answer=answer, how_many=len(uploads)))
    statement.answer, statement.answered_by, statement.answered_at = answer.strip(), by, now
    statement.save(update_fields=["answer", "answered_by", "answered_at"])
    keep_all(objection, uploads, statement=statement, source=PaperSource.STATEMENT, now=now)
    record("inquiry.statement_made", by=by, on=objection, at=now, papers=len(uploads))
    owe_rendered(
        "statement_made",
        to=[objection.assignee] if objection.assignee else [],
        about=objection.get_absolute_url(),
        at=now,
        name=objection.notice_name,
    )
    return statement


@transaction.atomic
def extend_inquiry(objection, *, until, reason, by, now=None):
    """延长核查期限: by the office, with a reason, as often and as long as the rulebook lets it."""
    now = now or clock.now()
    objection = queries.locked_objection(objection.pk)
    insist(rules.refuse_extension(by, objection, until=until, reason=reason, now=now))
    former, objection.due_on = objection.due_on, until
    objection.extensions += 1
    objection.reminded_on = None
    objection.save(update_fields=["due_on", "extensions", "reminded_on"])
    record(
        "inquiry.extended",
        by=by,
        on=objection,
        at=now,
        reason=reason.strip(),
        former=former.isoformat(),
        due=until.isoformat(),
    )
    tell_assignee(objection, now)
    return objection


@transaction.atomic
def step_back(objection, *, reason, by, now=None):
    """请求回避: the inquirer finds a reason why he should not; from here on nothing sealed opens for him."""
    now = now or clock.now()
    objection = queries.locked_objection(objection.pk)
    insist(rules.refuse_stepping_back(by, objection, reason=reason))
    objection.stepping_back = reason.strip()
    objection.save(update_fields=["stepping_back"])
    record("inquiry.stepped_back", by=by, on=objection, at=now, reason=reason.strip())
    owe_rendered(
        "inquiry_stepped_back",
        to=people_with(Role.PUBLICITY_OFFICER),
        about=objection.get_absolute_url(),
        at=now,
        name=objection.notice_name,
    )
    return objection


@transaction.atomic
def reassign(objection, *, assignee, reason, by, now=None):
    """改派核查人: the sealed papers are the new inquirer's from now on, and closed to the former."""
    now = now or clock.now()
    objection = queries.locked_objection(objection.pk)
    insist(rules.refuse_reassigning(by, objection, assignee, reason=reason))
    former, objection.assignee = objection.assignee, assignee
    objection.stepping_back = ""
    objection.save(update_fields=["assignee", "stepping_back"])
    record(
        "inquiry.reassigned",
        by=by,
        on=objection,
        at=now,
        reason=reason.strip(),
        former=former.full_name,
        assignee=assignee.full_name,
    )
    tell_assignee(objection, now)
    return objection


@transaction.atomic
def conclude_inquiry(objection, *, finding, report, reply, correction="", by, now=None):
    """核查结论: upheld strikes the name; otherwise it returns to the notice once nothing else stands against it.

    部分成立 means that what was confirmed does not touch the candidate's eligibility; where it does, the finding is 成立.
    Where published words prove wrong, ``correction`` says which, and the office publishes a correction (更正).
    """
    now = now or clock.now()
    name = queries.locked_name(objection.notice_name_id)
    objection = queries.locked_objection(objection.pk)
    objection.notice_name = name
    insist(
        rules.refuse_conclusion(
            by, objection, finding=finding, report=report, reply=reply, correction=correction, now=now
        )
    )
    before = objection.state
    objection.state, objection.finding = ObjectionState.CLOSED, finding
    objection.report, objection.reply, objection.closed_at = report.strip(), reply.strip(), now
    objection.correction = correction.strip()
    objection.save(update_fields=["state", "finding", "report", "reply", "correction", "closed_at"])
    record(
        "inquiry.concluded",
        by=by,
        on=objection,
        at=now,
        before=before,
        after=objection.state,
        finding=objection.get_finding_display(),
    )
    if finding == InquiryFinding.UPHELD:
        strike(name, by=by, now=now)
    else:
        go_on(name, by=by, now=now)
    owe_rendered(
        "inquiry_concluded",
        to=people_with(Role.PUBLICITY_OFFICER),
        about=objection.get_absolute_url(),
        at=now,
        objection=objection,
        name=name,
    )
    return objection


def remind_of_objections(*, now=None) -> int:
    """办理提醒: before and after the day a decision or a conclusion is owed, once a day; answers how many were reminded."""
    now = now or clock.now()
    return sum(_reminded(pk, now) for pk in queries.due_to_be_reminded(today(now)))


@transaction.atomic
def _reminded(pk, now):
    objection = queries.locked_objection(pk)
    if objection.due is None or objection.reminded_on == today(now):
        return 0  # handled, or another worker was quicker
    objection.reminded_on = today(now)
    objection.save(update_fields=["reminded_on"])
    officers = people_with(Role.PUBLICITY_OFFICER)
    is_late = objection.due < today(now)
    if objection.state == ObjectionState.INQUIRY:
        people = [objection.assignee, *(officers if is_late else User.objects.none())]
    else:
        people = officers
    record("objection.reminded", by=None, on=objection, at=now, due=objection.due.isoformat())
    owe_rendered(
        "objection_due",
        to=people,
        about=objection.get_absolute_url(),
        at=now,
        objection=objection,
        name=objection.notice_name,
        due=day_words(objection.due),
        is_late=is_late,
    )
    return 1
