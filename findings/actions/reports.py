"""举报与线索: from the public without an account, from the office, from an upheld objection."""

from django.core.cache import cache
from django.db import IntegrityError, transaction

from accounts.queries import people_with
from accounts.states import Role
from common import clock, files
from common.refusals import insist
from findings.models import Case, CasePaper, CaseSubject, Report
from findings.queries import cases
from findings.rules import cases as rules
from findings.states import CaseSource
from ledger.actions import THE_PUBLIC, record
from ledger.origin import acting_from, concerning, current
from letters.actions import owe_rendered
from privacy.hashing import keyed_hash
from publicity.actions.objecting import new_receipt
from publicity.actions.papers import keep


def report(*, about, content, kind, name="", contact="", uploads=(), nominations=(), now=None):
    """举报: at any time, by anybody; the same letter sent again is the same report."""
    now = now or clock.now()
    digests = sorted(files.digest_of(one) for one in uploads)
    sameness = keyed_hash("report", "\n".join((about, content, kind, name, contact, *digests)))
    if earlier := cases.same_report(sameness):
        return earlier
    try:
        return _file(sameness, about, content, kind, name, contact, uploads, nominations, now)
    except IntegrityError:  # the same letter came in twice at one moment; the other one is on file now
        return Report.objects.get(sameness=sameness)


@transaction.atomic
def _file(sameness, about, content, kind, name, contact, uploads, nominations, now):
    address = current().address
    insist(
        rules.refuse_reporter(kind=kind, name=name, contact=contact, content=content, how_many=len(uploads))
        or rules.refuse_flood(address)
    )
    case = _opened(CaseSource.PUBLIC, about, content, nominations, now=now)
    made = Report.objects.create(
        case=case,
        receipt=new_receipt().replace("YY", "JB", 1),
        sameness=sameness,
        kind=kind,
        name=name.strip(),
        contact=contact.strip(),
    )
    for ordinal, upload in enumerate(uploads, start=1):
        keep(CasePaper(case=case, from_reporter=True, ordinal=ordinal), upload, now=now)
    with acting_from(current().kind), concerning(case.reference):  # the ledger is read: no name, no address
        record("case.reported", by=THE_PUBLIC, on=case, at=now, role="举报人", kind=kind, after=case.state)
    _tell_office(case, now=now)
    if address:
        cache.add(rules.flood_key(address), 0, timeout=rules.AN_HOUR)
        cache.incr(rules.flood_key(address))
    return made


@transaction.atomic
def open_case(*, source, about, content, objection=None, nominations=(), by, now=None):
    """登记线索 by the office: what staff or another procedure has brought up."""
    now = now or clock.now()
    insist(rules.refuse_opening(by, about=about, content=content))
    case = _opened(source, about, content, nominations, objection=objection, by=by, now=now)
    with concerning(case.reference):
        record("case.opened", by=by, on=case, at=now, after=case.state, kind=case.source)
    _tell_office(case, now=now)
    return case


def _opened(source, about, content, nominations, *, objection=None, by=None, now):
    case = Case(
        source=source, about=about.strip(), content=content.strip(), objection=objection, opened_by=by, received_at=now
    )
    case.clean_fields()
    case.save(force_insert=True)
    CaseSubject.objects.bulk_create(CaseSubject(case=case, nomination=one) for one in nominations)
    return case


def _tell_office(case, *, now):
    owe_rendered("case_received", to=people_with(Role.REVIEW_OFFICE), about=case.get_absolute_url(), at=now, case=case)


@transaction.atomic
def add_papers(case, uploads, *, by, now=None):
    """存入核查材料: by the inquirer, while the inquiry lasts."""
    now = now or clock.now()
    case = cases.locked(case.pk)
    insist(rules.refuse_inquirer(by, case))
    first = case.papers.count() + 1
    with concerning(case.reference):
        for ordinal, upload in enumerate(uploads, start=first):
            keep(CasePaper(case=case, ordinal=ordinal), upload, now=now)
            record("case.paper_added", by=by, on=case, at=now, paper=ordinal)
    return case


@transaction.atomic
def reveal_reporter(case, *, by, now=None):
    """查看举报人身份: for the inquirer; each look is an entry of its own. The answer is (name, contact)."""
    now = now or clock.now()
    insist(rules.refuse_seeing_sealed(by, case))
    with concerning(case.reference):
        record("case.reporter_seen", by=by, on=case, at=now)
    made = Report.objects.get(case=case)
    return made.name, made.contact


@transaction.atomic
def reveal_paper(paper, *, by, now=None):
    """调阅案件材料: what a reporter gave may tell who he is, so opening it is on record."""
    now = now or clock.now()
    paper = cases.locked_paper(paper.pk)
    insist(rules.refuse_opening_paper(by, paper))
    with concerning(paper.case.reference):
        record("case.paper_seen", by=by, on=paper.case, at=now, paper=paper.ordinal)
    return paper.file
