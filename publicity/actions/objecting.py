"""提出异议: by the public without an account, or written down by the officer who was written to, called or visited.

Sources: 沪工总经〔2015〕260号 三(四) 社会公示.
"""

import secrets

from django.core.cache import cache
from django.db import IntegrityError, transaction

from accounts.queries import people_with
from accounts.states import Role
from common import clock, files
from common.dates import today
from common.refusals import Refusal, insist
from ledger.actions import THE_PUBLIC, record
from ledger.origin import acting_from, current
from letters.actions import owe_rendered
from privacy.hashing import keyed_hash
from publicity import queries, rules
from publicity.actions.papers import keep
from publicity.models import Objection, ObjectionPaper, Supplement
from publicity.states import Way
from seasons.queries import calendar as holiday_calendar

UNMISTAKABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no I, L, O, 0, 1: receipts are read out on the telephone
OBJECTOR = "异议人"


def object_to(notice_name, *, objector_kind, objector_name="", objector_contact="", content, uploads=(), now=None):
    """提出异议: open to everybody. The same letter sent again is the same objection."""
    letter = (objector_kind, objector_name.strip(), objector_contact.strip(), content.strip())
    sameness = _sameness("objection", notice_name.pk, *letter, uploads=uploads)
    earlier = queries.same_objection(sameness)
    if earlier is not None:
        return earlier
    try:
        return _file(notice_name, sameness, letter, uploads, now=now or clock.now())
    except IntegrityError:  # the same letter came in twice at one moment; the other one is on file now
        return Objection.objects.get(sameness=sameness)


@transaction.atomic
def _file(notice_name, sameness, letter, uploads, *, now):
    address, contact_hash = current().address, keyed_hash("objector", letter[2])
    notice_name = queries.locked_name(notice_name.pk)
    insist(
        rules.refuse_objecting(notice_name, now=now)
        or rules.refuse_letter(notice_name.notice, *letter, how_many=len(uploads))
        or rules.refuse_flood(address)
        or rules.refuse_contact_flood(contact_hash, now=now)
    )
    objection = _written(notice_name, sameness, letter, contact_hash, filed_at=now, received_at=now)
    objection.save(force_insert=True)
    keep_all(objection, uploads, now=now)
    with acting_from(current().kind):  # neither name nor address of the objector goes into the ledger, which is read
        record("objection.filed", by=THE_PUBLIC, on=objection, at=now, role=OBJECTOR, kind=objection.objector_kind)
    _tell_officers(objection, now)
    _count(address)
    return objection


@transaction.atomic
def register(
    notice_name,
    *,
    way,
    received_at,
    objector_kind,
    objector_name="",
    objector_contact="",
    content,
    uploads=(),
    by,
    now=None,
):
    """登记来信、来电、来访: what came in another way is an objection like any other, from the moment it came."""
    now = now or clock.now()
    letter = (objector_kind, objector_name.strip(), objector_contact.strip(), content.strip())
    sameness = _sameness("objection", notice_name.pk, *letter, uploads=uploads)
    notice_name = queries.locked_name(notice_name.pk)
    earlier = queries.same_objection(sameness)
    if earlier is not None:
        insist(rules.refuse_office(by))
        return earlier
    insist(
        rules.refuse_registering(by, notice_name, way=way, received_at=received_at, now=now)
        or rules.refuse_letter(notice_name.notice, *letter, how_many=len(uploads))
    )
    contact_hash = keyed_hash("objector", letter[2])
    objection = _written(notice_name, sameness, letter, contact_hash, filed_at=received_at, received_at=now)
    objection.way, objection.registered_by, objection.registered_at = way, by, now
    objection.save(force_insert=True)
    keep_all(objection, uploads, now=now)
    record("objection.registered", by=by, on=objection, at=now, kind=objection.objector_kind, way=Way(way).label)
    return objection


@transaction.atomic
def supplement(objection, *, content="", uploads=(), now=None):
    """补充材料: by the holder of the receipt while the case is open; sent twice it is one."""
    now = now or clock.now()
    content = content.strip()
    sameness = _sameness("supplement", objection.pk, content, uploads=uploads)
    objection = queries.locked_objection(objection.pk)
    earlier = Supplement.objects.filter(sameness=sameness).first()
    if earlier is not None:
        return earlier
    address = current().address
    insist(rules.refuse_supplement(objection, content=content, how_many=len(uploads)) or rules.refuse_flood(address))
    added = Supplement(objection=objection, content=content, sameness=sameness, at=now)
    added.clean_fields()
    added.save(force_insert=True)
    keep_all(objection, uploads, supplement=added, now=now)
    with acting_from(current().kind):
        record("objection.supplemented", by=THE_PUBLIC, on=objection, at=now, role=OBJECTOR, papers=len(uploads))
    owe_rendered(
        "objection_supplemented",
        to=[objection.assignee] if objection.assignee_id else people_with(Role.PUBLICITY_OFFICER),
        about=objection.get_absolute_url(),
        at=now,
        objection=objection,
        name=objection.notice_name,
    )
    _count(address)
    return added


def keep_all(objection, uploads, *, now, **belongs_to):
    """Number the files of a case on from those it has."""
    start = queries.papers_of(objection).count() + 1
    for ordinal, upload in enumerate(uploads, start=start):
        keep(ObjectionPaper(objection=objection, ordinal=ordinal, **belongs_to), upload, field="uploads", now=now)


def new_receipt() -> str:
    """YY-XXXX-XXXX-XXXX-XXXX: nearly eighty random bits."""
    letters = "".join(secrets.choice(UNMISTAKABLE) for _ in range(16))
    return "YY-" + "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def decide_by(rulebook, moment):
    """受理决定期限: nothing where the year's list of holidays is not loaded; the office is not late by a guess."""
    counted = holiday_calendar().count(today(moment), rulebook.acceptance_working_days, first_day_counts=False)
    return None if isinstance(counted, Refusal) else counted.end


def _written(notice_name, sameness, letter, contact_hash, *, filed_at, received_at):
    kind, name, contact, content = letter
    objection = Objection(
        notice_name=notice_name,
        receipt=new_receipt(),
        sameness=sameness,
        objector_kind=kind,
        objector_name=name,
        objector_contact=contact,
        contact_hash=contact_hash,
        content=content,
        filed_at=filed_at,
        decide_by=decide_by(notice_name.notice.rulebook, received_at),
    )
    objection.clean_fields()
    return objection


def _tell_officers(objection, now):
    owe_rendered(
        "objection_filed",
        to=people_with(Role.PUBLICITY_OFFICER),
        about=objection.get_absolute_url(),
        at=now,
        objection=objection,
    )


def _sameness(what, key, *words, uploads):
    digests = sorted(files.digest_of(one) for one in uploads)
    return keyed_hash(what, "\n".join((str(key), *words, *digests)))


def _count(address):
    if not address:
        return
    key = rules.flood_key(address)
    cache.add(key, 0, timeout=rules.AN_HOUR)
    cache.incr(key)
