"""佐证材料: several in one go, and one in another's place."""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction

from common import clock, files
from common.refusals import Refused, insist
from ledger.actions import record
from nominations import queries, rules
from nominations.actions.drafting import attach, inspected, keep_file, supersede, touch
from nominations.models import Evidence
from nominations.queries.evidence import locked as locked_paper


@dataclass(frozen=True)
class Taken:
    """What became of one file of several: kept as a paper, or not, and why."""

    name: str
    paper: Evidence | None = None
    why_not: str = ""


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
