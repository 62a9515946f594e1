"""制证: each certificate exactly once, whatever happens to the worker (沪工总经〔2015〕260号 三(五))."""

import datetime
import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from common.refusals import insist
from common.worker import nudge
from honours import certificates
from honours.queries import records
from honours.rules.naming import refuse_not_office
from ledger.actions import record


@transaction.atomic
def press(certificate_id, *, now=None):
    """Press one certificate; asked again, it finds the bytes it has made and makes nothing.

    The row is locked while pressing: of two workers the second waits and then sees the certificate pressed. A worker
    killed half-way leaves the row as it was and at most a file that the next attempt, giving the same bytes, replaces.
    A name that cannot be printed is noted as a problem with the character, for the office to settle.
    """
    certificate = records.locked_certificate(certificate_id)
    if certificate.pressed_at or certificate.revoked_at:
        return certificate
    context = context_of(certificate)
    refusal = certificates.refuse_pressing(context)
    if refusal:
        certificate.problem = str(refusal)[:300]
        certificate.save(update_fields=["problem"])
        record("certificate.refused", by=None, on=certificate, at=now, reason=certificate.problem)
        return certificate

    content = certificates.press(context)
    certificate.sha256 = hashlib.sha256(content).hexdigest()
    certificate.file = _keep(content, f"certificates/{certificate.honour.season.code}/{certificate.sha256}.pdf")
    certificate.pressed_at = now or timezone.now()
    certificate.save(update_fields=["sha256", "file", "pressed_at"])
    record("certificate.pressed", by=None, on=certificate, at=now, sha256=certificate.sha256)
    return certificate


def context_of(certificate):
    """The words frozen when the certificate was owed."""
    words = dict(certificate.context)
    words["resolved_on"] = datetime.date.fromisoformat(words["resolved_on"])
    return certificates.CertificateContext(**words)


def _keep(content, path):
    """Store under a name made of the content; a file cut short by an earlier death is replaced."""
    if default_storage.exists(path):
        with default_storage.open(path) as kept:
            if kept.read() == content:
                return path
        default_storage.delete(path)
    return default_storage.save(path, ContentFile(content))


@transaction.atomic
def retry_problems(season, *, by, now=None):
    """重新制证: after fonts were added, try those again that could not be printed; returns how many."""
    insist(refuse_not_office(by))
    certificates_with_problems = list(
        records.Certificate.objects.select_for_update(of=("self",))
        .filter(honour__season=season, pressed_at__isnull=True, revoked_at__isnull=True)
        .exclude(problem="")
    )
    for certificate in certificates_with_problems:
        certificate.problem = ""
        certificate.save(update_fields=["problem"])
        record("certificate.retried", by=by, on=certificate, at=now)
    nudge("honours.tasks.press_owed")
    return len(certificates_with_problems)
