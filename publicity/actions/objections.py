"""异议: received from the public, accepted or refused, inquired into, answered (沪工总经〔2015〕260号 三(四))."""

import secrets

from django.core.cache import cache
from django.db import IntegrityError, transaction

from accounts.queries import people_with
from accounts.states import Role
from common import clock, files
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from ledger.origin import acting_from, current
from letters.actions import owe_rendered
from nominations.actions.telling import tell_nominators
from nominations.states import State
from privacy.hashing import keyed_hash
from publicity import queries, rules
from publicity.actions.papers import keep
from publicity.actions.passing import let_pass
from publicity.models import Objection, ObjectionPaper
from publicity.states import InquiryFinding, NameState, ObjectionState
from seasons import working_days
from seasons.queries import calendar as holiday_calendar

UNMISTAKABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no I, L, O, 0, 1: receipts are read out on the telephone


def object_to(
    notice_name, *, objector_kind, objector_name="", objector_contact="", content, uploads=(), by=None, now=None
):
    """提出异议: open to everybody, without an account. The same letter sent again is the same objection."""
    now = now or clock.now()
    sameness = _sameness(notice_name, objector_kind, objector_name, objector_contact, content, uploads)
    earlier = queries.same_objection(sameness)
    if earlier is not None:
        return earlier
    try:
        return _file(notice_name, sameness, objector_kind, objector_name, objector_contact, content, uploads, by, now)
    except IntegrityError:  # the same letter came in twice at one moment; the other one is on file now
        return Objection.objects.get(sameness=sameness)


@transaction.atomic
def _file(notice_name, sameness, kind, name, contact, content, uploads, by, now):
    address = current().address
    notice_name = queries.locked_name(notice_name.pk)
    insist(
        rules.refuse_objecting(notice_name, now=now)
        or rules.refuse_objector(
            notice_name.notice,
            kind=kind,
            name=name,
            contact=contact,
            content=content,
            how_many=len(uploads),
        )
        or rules.refuse_flood(address)
    )
    objection = Objection(
        notice_name=notice_name,
        receipt=new_receipt(),
        sameness=sameness,
        objector_kind=kind,
        objector_name=name.strip(),
        objector_contact=contact.strip(),
        content=content.strip(),
        filed_at=now,
    )
    objection.clean_fields()
    objection.save(force_insert=True)
    for ordinal, upload in enumerate(uploads, start=1):
        keep(ObjectionPaper(objection=objection, ordinal=ordinal), upload, now=now)
    with acting_from(current().kind):  # neither name nor address of the objector goes into the ledger, which is read
        record("objection.filed", by=by, on=objection, at=now, role="社会公众", kind=objection.objector_kind)
    owe_rendered(
        "objection_filed",
        to=people_with(Role.PUBLICITY_OFFICER),
        about=objection.get_absolute_url(),
        at=now,
        objection=objection,
    )
    if address:
        _count(address)
    return objection


@transaction.atomic
def refuse_objection(objection, *, ground, note, by, now=None):
    """不予受理, on a coded ground; a name whose notice is over passes when nothing else stands against it."""
    now = now or clock.now()
    name = queries.locked_name(objection.notice_name_id)
    objection = queries.locked_objection(objection.pk)
    objection.notice_name = name
    insist(rules.refuse_refusing(by, objection, ground=ground, note=note))
    before = objection.state
    objection.state, objection.refusal_ground, objection.refusal_note = ObjectionState.REFUSED, ground, note.strip()
    objection.decided_by, objection.decided_at, objection.closed_at = by, now, now
    objection.save()
    record("objection.refused", by=by, on=objection, at=now, before=before, after=objection.state, reason=note)
    _go_on(name, by=by, now=now)
    return objection


@transaction.atomic
def open_inquiry(objection, *, assignee, by, now=None):
    """受理并核查: this name is held, the others go on."""
    now = now or clock.now()
    name = queries.locked_name(objection.notice_name_id)
    objection = queries.locked_objection(objection.pk)
    objection.notice_name = name
    insist(rules.refuse_inquiry(by, objection, assignee))
    calendar = holiday_calendar()
    days = name.notice.rulebook.inquiry_working_days
    insist(working_days.refuse_counting(calendar, today(now), days, first_day_counts=False))
    before = objection.state
    objection.state, objection.assignee = ObjectionState.INQUIRY, assignee
    objection.due_on = working_days.count(calendar, today(now), days, first_day_counts=False).end
    objection.decided_by, objection.decided_at = by, now
    objection.save()
    record(
        "inquiry.opened",
        by=by,
        on=objection,
        at=now,
        before=before,
        after=objection.state,
        assignee=assignee.full_name,
    )
    nomination = queries.locked_nominations([name.nomination_id])[name.nomination_id]
    if nomination.state == State.ON_NOTICE:
        nomination.contest(at=now)
        nomination.save(update_fields=["state", "state_since"])
        record(
            "nomination.contested",
            by=by,
            on=nomination,
            at=now,
            before=State.ON_NOTICE,
            after=nomination.state,
        )
        tell_nominators("nomination_contested", [nomination], at=now)
    name.state = NameState.HELD
    name.save(update_fields=["state"])
    owe_rendered(
        "inquiry_assigned",
        to=assignee,
        about=objection.get_absolute_url(),
        at=now,
        objection=objection,
        name=name,
    )
    return objection


@transaction.atomic
def conclude_inquiry(objection, *, finding, report, reply, by, now=None):
    """核查结论: upheld strikes the name; otherwise it returns to the notice once nothing else stands against it.

    部分成立 means that what was confirmed does not touch the candidate's eligibility; where it does, the finding is 成立.
    """
    now = now or clock.now()
    name = queries.locked_name(objection.notice_name_id)
    objection = queries.locked_objection(objection.pk)
    objection.notice_name = name
    insist(rules.refuse_conclusion(by, objection, finding=finding, report=report, reply=reply))
    before = objection.state
    objection.state, objection.finding = ObjectionState.CLOSED, finding
    objection.report, objection.reply, objection.closed_at = report.strip(), reply.strip(), now
    objection.save()
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
        _strike(name, by=by, now=now)
    else:
        _go_on(name, by=by, now=now)
    owe_rendered(
        "inquiry_concluded",
        to=people_with(Role.PUBLICITY_OFFICER),
        about=objection.get_absolute_url(),
        at=now,
        objection=objection,
        name=name,
    )
    return objection


@transaction.atomic
def reveal_objector(objection, *, by, now=None):
    """查看异议人身份: for the inquirer; each look is an entry of its own. The answer is (name, contact)."""
    now = now or clock.now()
    objection = queries.locked_objection(objection.pk)
    insist(rules.refuse_reveal(by, objection))
    record("objection.objector_seen", by=by, on=objection, at=now)
    return objection.objector_name, objection.objector_contact


@transaction.atomic
def reveal_evidence(paper, *, by, now=None):
    """调阅证据材料: a stamped letter tells who objects, so opening it is a look at the objector too."""
    now = now or clock.now()
    paper = queries.locked_paper(paper.pk)
    insist(rules.refuse_reveal(by, paper.objection) or rules.refuse_opening(paper))
    record("objection.evidence_seen", by=by, on=paper.objection, at=now, paper=paper.ordinal)
    return paper.file


def new_receipt() -> str:
    """YY-XXXX-XXXX-XXXX-XXXX: nearly eighty random bits."""
    letters = "".join(secrets.choice(UNMISTAKABLE) for _ in range(16))
    return "YY-" + "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def _sameness(notice_name, kind, name, contact, content, uploads):
    digests = sorted(files.digest_of(one) for one in uploads)
    return keyed_hash("objection", "\n".join((str(notice_name.pk), kind, name, contact, content, *digests)))


def _count(address):
    key = rules.flood_key(address)
    cache.add(key, 0, timeout=rules.AN_HOUR)
    cache.incr(key)


def _go_on(name, *, by, now):
    """Nothing else stands against the name: it returns to the notice, and passes where the notice is over."""
    if queries.open_objections(name).exists():
        return
    nomination = queries.locked_nominations([name.nomination_id])[name.nomination_id]
    if queries.banned([nomination], now):  # the finding behind the ban takes the name off the road
        return
    if nomination.state == State.CONTESTED:
        nomination.settle(at=now)
        nomination.save(update_fields=["state", "state_since"])
        name.state = NameState.SHOWN
        name.save(update_fields=["state"])
        record(
            "nomination.settled",
            by=by,
            on=nomination,
            at=now,
            before=State.CONTESTED,
            after=nomination.state,
        )
        tell_nominators("nomination_settled", [nomination], at=now)
    if nomination.state == State.ON_NOTICE and name.notice.is_closed:
        let_pass(name, nomination, by=by, now=now).save(force_insert=True)
        tell_nominators("notice_passed", [nomination], at=now)


def _strike(name, *, by, now):
    nomination = queries.locked_nominations([name.nomination_id])[name.nomination_id]
    name.state = NameState.STRUCK
    name.save(update_fields=["state"])
    if nomination.state != State.CONTESTED:  # the candidate has left meanwhile
        return
    nomination.pass_over(at=now, reason="公示期间的异议经核查成立。")
    nomination.save(update_fields=["state", "state_since", "closing_reason"])
    record(
        "nomination.passed_over",
        by=by,
        on=nomination,
        at=now,
        before=State.CONTESTED,
        after=nomination.state,
        reason=nomination.closing_reason,
    )
    tell_nominators("nomination_struck", [nomination], at=now)
