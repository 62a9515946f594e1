"""制证: laid out, sealed and kept, each certificate exactly once whatever happens (沪工总经〔2015〕260号 三(五))."""

import datetime
import hashlib
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from common import clock
from common.refusals import insist
from common.worker import nudge
from honours import certificates
from honours.queries import records
from honours.rules import naming as rules
from honours.signing import SigningUnavailable, signer
from ledger.actions import record

logger = logging.getLogger(__name__)


@transaction.atomic
def press(certificate_id, *, now=None):
    """Press and seal one certificate; asked again, it finds the bytes it has made and makes nothing.

    The row is locked while pressing: of two workers the second passes by, and the timetable comes back for whatever the
    first did not finish. A worker killed half-way leaves the row as it was and at most a file that the next attempt
    replaces. A name that cannot be printed is noted as a problem with the character, for the office to settle; a key that
    cannot be used leaves the certificate owed, 待签章, and it is sealed as soon as the key is back.
    """
    certificate = records.locked_certificate(certificate_id, passing_by=True)
    if certificate is None or certificate.pressed_at or certificate.revoked_at or certificate.problem:
        return certificate
    now, seal = now or clock.now(), signer()
    if refusal := seal.refuse(now=now):
        return _await_signing(certificate, refusal.message, now=now)
    context = context_of(certificate)
    refusal = certificates.refuse_pressing(context)
    if refusal:
        return _note_problem(certificate, str(refusal), now=now)
    laid_out = certificates.press(context)
    try:
        content = seal.seal(laid_out, at=now)
    except SigningUnavailable as error:
        return _await_signing(certificate, str(error), now=now)
    certificate.sha256 = hashlib.sha256(content).hexdigest()
    certificate.file = _keep(content, f"certificates/{certificate.honour.season.code}/{certificate.serial}.pdf")
    certificate.signed_by, certificate.pressed_at = seal.fingerprint(), now
    certificate.awaits_signing_since, certificate.awaits_signing_because = None, ""
    certificate.save(
        update_fields=["sha256", "file", "signed_by", "pressed_at", "awaits_signing_since", "awaits_signing_because"]
    )
    record("certificate.pressed", by=None, on=certificate, at=now, sha256=certificate.sha256)
    return certificate


def press_each(certificate_ids):
    """Press a batch one by one, each committed by itself; one that breaks does not keep the others waiting.

    Where the disk or the database is at fault the certificate stays owed and the timetable tries again; any other fault
    is noted for the office, so that it is not tried every minute for ever.
    """
    for certificate_id in certificate_ids:
        try:
            press(certificate_id)
        except (OSError, DatabaseError):
            logger.exception("证书 %s 暂未制成，将由定时任务重试。", certificate_id)
        except Exception:  # whatever breaks in one certificate, the others must still be pressed
            logger.exception("证书 %s 制证出错。", certificate_id)
            note_fault(certificate_id)


def _await_signing(certificate, because, *, now):
    """待签章: noted once, with the reason; the certificate stays owed."""
    because = because[:300]
    if certificate.awaits_signing_because == because:
        return certificate
    certificate.awaits_signing_since = certificate.awaits_signing_since or now
    certificate.awaits_signing_because = because
    certificate.save(update_fields=["awaits_signing_since", "awaits_signing_because"])
    record("certificate.awaits_signing", by=None, on=certificate, at=now, reason=because)
    return certificate


@transaction.atomic
def note_fault(certificate_id, *, now=None):
    """未能制证: the portal itself is at fault."""
    certificate = records.locked_certificate(certificate_id)
    if not (certificate.pressed_at or certificate.problem):
        _note_problem(certificate, "制证程序出错，已记入运行日志。请系统管理员处理后重新制证。", now=now)
    return certificate


def _note_problem(certificate, problem, *, now):
    certificate.problem = problem[:300]
    certificate.save(update_fields=["problem"])
    record("certificate.refused", by=None, on=certificate, at=now, reason=certificate.problem)
    return certificate


def context_of(certificate):
    """The words frozen when the certificate was owed."""
    words = dict(certificate.context)
    words["resolved_on"] = datetime.date.fromisoformat(words["resolved_on"])
    return certificates.CertificateContext(**words)


def _keep(content, path):
    """Store under the serial; what an earlier death left there was never on record and is replaced."""
    if default_storage.exists(path):
        default_storage.delete(path)
    return default_storage.save(path, ContentFile(content))


@transaction.atomic
def retry_problems(season, *, by, now=None):
    """重新制证: after fonts were added or the key is back, try again at once; returns how many."""
    certificates_with_problems = records.locked_problems(season)
    insist(rules.refuse_retrying(by, certificates_with_problems))
    for certificate in certificates_with_problems:
        certificate.problem = certificate.awaits_signing_because = ""
        certificate.save(update_fields=["problem", "awaits_signing_because"])
        record("certificate.retried", by=by, on=certificate, at=now)
    nudge("honours.tasks.press_owed")
    return len(certificates_with_problems)
