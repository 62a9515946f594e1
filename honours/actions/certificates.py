"""证书: owed with an honour, revoked with it (沪工总经〔2015〕260号 三(五)、五(三))."""

import secrets

from django.conf import settings
from django.urls import reverse

from common.worker import nudge
from honours.models import Certificate
from honours.queries import records
from ledger.actions import record

ISSUING_BODY = "上海市总工会"


def owe_certificate(honour, season, *, now, name="", replaces=None):
    """Take the season's next serial and owe the honour a certificate, which becomes its current one.

    The season is locked by the caller and saved by it: serials are then without gaps, whatever happens at the same time.
    """
    serial = f"{season.code}-{season.next_serial:04d}"
    season.next_serial += 1
    code = secrets.token_hex(10)
    address = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("honours:verify_code", args=[code])
    certificate = Certificate.objects.create(
        honour=honour,
        replaces=replaces,
        serial=serial,
        code=code,
        owed_at=now,
        context={
            "name": name or honour.name,
            "honour_title": honour.title,
            "season_label": season.label,
            "serial": serial,
            "resolved_on": honour.resolution.resolved_on.isoformat(),
            "resolution_number": honour.resolution.number,
            "issuing_body": ISSUING_BODY,
            "verify_url": address,
            "verify_code": code,
        },
    )
    honour.certificate = certificate
    honour.save(update_fields=["certificate"])
    return certificate


def revoke_all(honour, *, reason, by, now):
    """作废: the current certificate of an honour and those replaced before it, within the caller's transaction.

    The certificates are the debt: the worker renews the signed status list whenever it differs from them, so the list is
    owed by the same commit and by nothing else.
    """
    revoked = []
    for certificate in records.locked_certificates_of(honour):
        if certificate.revoked_at is None:
            certificate.revoked_at = now
            certificate.save(update_fields=["revoked_at"])
            record("certificate.revoked", by=by, on=certificate, at=now, reason=reason)
            revoked.append(certificate)
    nudge("honours.tasks.renew_status_list")
    return revoked
