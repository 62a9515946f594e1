"""保存文件: a checked upload becomes a paper of a dossier, and a paper leaves it; which act does it is asked elsewhere."""

import secrets

from celery import current_app
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from common import files, stores
from nominations import queries
from nominations.models import Evidence, evidence_path
from nominations.states import Scan, State


def touch(nomination, now):
    """A dossier that is changed after the promise must be promised anew; a filed one is promised again at resubmission."""
    nomination.changed_at = now
    if nomination.state in (State.DRAFT, State.RETURNED):
        nomination.declared_at = nomination.declared_by = None


def keep_file(nomination, *, by, upload, kind, digest, title, indicator="", now, **columns):
    """Store a checked file, pictures cleaned, under a name nobody can guess; a row that is not written leaves no file."""
    stored = files.kept(upload, kind)
    evidence = Evidence(
        nomination=nomination,
        indicator=indicator,
        title=title.strip(),
        token=secrets.token_urlsafe(32),
        original_name=upload.name[-200:],
        content_kind=kind.name.lower(),
        size=stored.size,
        sha256=files.digest_of(stored),
        received_sha256=digest,
        scan=Scan.WAITING if settings.CLAMAV_ADDRESS else Scan.NOT_ASKED,
        uploaded_at=now,
        uploaded_by=by,
        **columns,
    )
    evidence.clean_fields(exclude=["nomination", "file", "uploaded_by", "printed_form"])
    try:
        with stores.reached(lost="文件没有保存"):
            evidence.file.save(evidence.token, stored, save=False)
        with transaction.atomic():
            evidence.save(force_insert=True)
    except Exception:
        stores.forget(evidence.file.storage, evidence_path(evidence, evidence.token))
        raise
    if evidence.scan == Scan.WAITING:
        transaction.on_commit(nudge_the_scan, robust=True)
    return evidence


def nudge_the_scan():
    """A file has come in: the worker need not wait for the timetable."""
    # by name: tasks stand above actions; what a lost nudge leaves is found by the timetable
    current_app.send_task("nominations.scan_papers", retry=False)


def inspected_scan(upload):
    """扫描件: a PDF or a picture."""
    return inspected(upload, "upload", accepted=files.SCANS), files.digest_of(upload)


def inspected_photo(upload):
    """本人照片: a picture."""
    return inspected(upload, "upload", accepted=files.IMAGES), files.digest_of(upload)


def inspected_stamp(upload):
    """盖章扫描件: a PDF or a picture."""
    return inspected(upload, "stamp", accepted=files.SCANS), files.digest_of(upload)


def inspected(upload, field, *, accepted):
    """The kind of a file told by its content, or the fault beside its field."""
    try:
        return files.inspect(upload, accepted=accepted, max_bytes=settings.EVIDENCE_MAX_BYTES)
    except ValidationError as error:
        raise ValidationError({field: error}) from error


def supersede(evidence, *, now):
    """Take a paper out of its dossier: away with its file, unless a revision shows it."""
    if queries.is_in_a_revision(evidence):
        evidence.superseded_at = now
        evidence.save(update_fields=["superseded_at"])
        return
    storage, path = evidence.file.storage, evidence.file.name
    evidence.delete()
    transaction.on_commit(lambda: stores.forget(storage, path))
