"""Reads of this room: the register, one person's climb, the pyramid."""

import hashlib
import json

from django.db.models import Count, Q

from accounts.states import CLERKS, Role
from ladder.models import WORDS, HonourRecord
from ladder.states import HEIGHT, Conferred, RecordState, Rung

READERS = (Role.REVIEW_OFFICE, Role.SUPERVISION)


def visible_to(user):
    """The office and supervision see all records, a clerk those of his own body."""
    records = HonourRecord.objects.select_related("body", "registered_by", "verified_by")
    if user.holds(*READERS):
        return records
    return records.filter(body__in=[body.pk for body in user.bodies(*CLERKS)])


def filtered(user, *, words="", rung="", state=""):
    """The register, narrowed by its filters."""
    records = visible_to(user)
    if words:
        records = records.filter(
            Q(name__icontains=words)
            | Q(title__icontains=words)
            | Q(issuing_body__icontains=words)
            | Q(document_number__icontains=words)
        )
    if rung:
        records = records.filter(rung=rung)
    if state:
        records = records.filter(state=state)
    return records


def locked(pk) -> HonourRecord:
    """The record's row, held until the act is done."""
    return HonourRecord.objects.select_for_update(of=("self",)).select_related("registered_by").get(pk=pk)


def locked_many(pks) -> list[HonourRecord]:
    """Several rows, always locked in the same order."""
    found = HonourRecord.objects.select_for_update(of=("self",)).select_related("registered_by")
    return list(found.filter(pk__in=pks).order_by("pk"))


FORM_WORDS = ("name", "unit_name", "rung", "title", "conferred", "issuing_body", "year", "document_number")


def words_of(record) -> dict[str, str]:
    """What the form of a record says, without the person's number, which is not kept."""
    return {column: getattr(record, column) for column in FORM_WORDS}


def digest_of_words(records) -> str:
    """What was compared with the documents: it differs as soon as one of them has been corrected."""
    words = [
        [str(getattr(one, column)) for column in ("pk", *WORDS)] for one in sorted(records, key=lambda one: one.pk)
    ]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def same_record(record) -> HonourRecord | None:
    """Whether this honour of this person is on record already."""
    return (
        HonourRecord.objects.exclude(state=RecordState.STRUCK)
        .filter(
            identity_hash=record.identity_hash,
            rung=record.rung,
            title=record.title,
            year=record.year,
            conferred=record.conferred,
        )
        .exclude(pk=record.pk)
        .first()
    )


def climb(identity_hash: str) -> list[HonourRecord]:
    """阶梯 of one person: verified records and revoked ones, from the lowest rung and the earliest year."""
    if not identity_hash:
        return []
    records = HonourRecord.objects.filter(
        identity_hash=identity_hash, state__in=[RecordState.VERIFIED, RecordState.REVOKED]
    )
    return sorted(records, key=lambda one: (one.year, HEIGHT[Rung(one.rung)], one.pk))


def pyramid() -> dict[str, int]:
    """金字塔: verified titles by rung, each person once on a rung (沪工总发〔2024〕7号 10)."""
    counted = (
        HonourRecord.objects.filter(state=RecordState.VERIFIED, conferred=Conferred.TITLE)
        .order_by()
        .values("rung")
        .annotate(people=Count("identity_hash", distinct=True))
    )
    found = {row["rung"]: row["people"] for row in counted}
    return {rung.value: found.get(rung.value, 0) for rung in Rung}


def waiting_to_be_verified():
    """待核实."""
    return HonourRecord.objects.filter(state=RecordState.REGISTERED)
