"""佐证材料: attached, several in one go, one in another's place, and removed."""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction

from common import clock, files
from common.refusals import Refused, insist
from ledger.actions import record
from nominations import queries, rules
from nominations.actions.keeping import inspected, keep_file, supersede, touch
from nominations.models import Evidence
from nominations.queries.evidence import locked as locked_paper
from nominations.states import Scan


@dataclass(frozen=True)
class Taken:
    """What became of one file of several: kept as a paper, or not, and why."""

    name: str
    paper: Evidence | None = None
    why_not: str = ""


@transaction.atomic
def attach(nomination, *, by, upload, title, indicator="", section="evidence", now=None):
    """上传佐证材料 in a section: known by its content; the same file for the same indicator is kept once."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_change(by, nomination, section))
    kind = inspected(upload, "upload", accepted=files.ALL_KINDS)
    digest = files.digest_of(upload)
    same = queries.papers_of(nomination).filter(received_sha256=digest, indicator=indicator)
    twin = same.exclude(scan=Scan.INFECTED).first()
    if twin is not None:
        return twin
    insist(rules.refuse_attachment(by, nomination, section))
    evidence = keep_file(
        nomination, by=by, upload=upload, kind=kind, digest=digest, title=title, indicator=indicator, now=now
    )
    touch(nomination, now)
    nomination.save(update_fields=["changed_at", "declared_at", "declared_by"])
    record("evidence.attached", by=by, on=nomination, at=now, title=title, sha256=evidence.sha256, size=evidence.size)
    return evidence


def attach_several(nomination, *, by, uploads, title="", indicator="", now=None) -> list[Taken]:
    """上传多份: each by itself, so that a bad one does not lose the others; without a title each goes by its own name."""
    now = now or clock.now()
    return [_taken(nomination, one, by=by, title=title, indicator=indicator, now=now) for one in uploads]


def _taken(nomination, upload, *, by, title, indicator, now):
    called = title or PurePath(upload.name).stem[:120] or "未命名"
    try:
        paper = attach(nomination, by=by, upload=upload, title=called, indicator=indicator, now=now)
    except ValidationError as error:
        return Taken(upload.name, why_not="".join(error.messages))
    except Refused as refused:
        return Taken(upload.name, why_not=str(refused.refusal))
    return Taken(upload.name, paper)


@transaction.atomic
def replace(evidence, *, by, upload, now=None):
    """替换: the new file takes the title, the indicator and the requests of the old one, which goes when that stands."""
    now = now or clock.now()
    nomination = queries.locked(evidence.nomination_id)
    evidence = locked_paper(evidence.pk)
    evidence.nomination = nomination
    insist(rules.refuse_removal(by, evidence))
    kind = inspected(upload, "upload", accepted=files.ALL_KINDS)
    digest = files.digest_of(upload)
    if digest == evidence.received_sha256:
        return evidence
    asked = list(evidence.exception_requests.all())
    former = evidence.sha256
    supersede(evidence, now=now)
    fresh = keep_file(
        nomination,
        by=by,
        upload=upload,
        kind=kind,
        digest=digest,
        title=evidence.title,
        indicator=evidence.indicator,
        purpose=evidence.purpose,
        now=now,
    )
    fresh.exception_requests.set(asked)
    touch(nomination, now)
    nomination.save(update_fields=["changed_at", "declared_at", "declared_by"])
    record(
        "evidence.replaced",
        by=by,
        on=nomination,
        at=now,
        title=fresh.title,
        sha256=fresh.sha256,
        former=former,
    )
    return fresh


@transaction.atomic
def detach(evidence, *, by, now=None):
    """移除佐证材料: the row and, once the removal stands, the file; what was filed once is kept for its revision."""
    now = now or clock.now()
    nomination = queries.locked(evidence.nomination_id)
    evidence.nomination = nomination
    insist(rules.refuse_removal(by, evidence))
    record("evidence.detached", by=by, on=nomination, at=now, title=evidence.title, sha256=evidence.sha256)
    supersede(evidence, now=now)
    touch(nomination, now)
    nomination.save(update_fields=["changed_at", "declared_at", "declared_by"])
    return nomination
