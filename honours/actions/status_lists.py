"""证书状态表: issued anew whenever a certificate's standing has changed, and daily; published as plain files."""

import hashlib
import logging
from datetime import timedelta

from django.db import transaction

from common import clock, published
from honours import status_list
from honours.actions.certificates import ISSUING_BODY
from honours.models import StatusList
from honours.queries import records
from honours.signing import SigningUnavailable, signer
from ledger.actions import record

logger = logging.getLogger(__name__)

DAILY = timedelta(hours=24)
GOOD_FOR = timedelta(days=3)  # a list that is older than this is no answer any more
LIST, CERTIFICATES = "certificates/status.jws", "certificates/issuers.pem"


@transaction.atomic
def renew(*, now=None):
    """Issue the list where it differs from the certificates or is a day old; the answer is the list now in force.

    What is compared is the content and not a moment: a revocation that commits late cannot be passed over.
    """
    now = now or clock.now()
    latest = records.latest_status_list(taking_turns=True)
    standings = records.issued_standings()
    entries = status_list.entries_of(standings)
    digest = hashlib.sha256(status_list.plain(entries)).hexdigest()
    seal = signer()
    if latest and latest.entries_sha256 == digest and now < latest.issued_at + DAILY:
        return latest
    if refusal := seal.refuse(now=now):
        logger.error("证书状态表暂不能签发：%s", refusal.message)
        return latest
    number = latest.number + 1 if latest else 1
    words = status_list.signed(
        status_list.payload(entries, number=number, issuer=ISSUING_BODY, issued_at=now, next_update=now + GOOD_FOR),
        seal,
    )
    issued = StatusList.objects.create(
        number=number,
        issued_at=now,
        next_update=now + GOOD_FOR,
        entries=len(standings),
        entries_sha256=digest,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        signed_by=seal.fingerprint(),
        words=words,
        certificates=seal.published().decode(),
    )
    StatusList.objects.filter(number__lt=number).exclude(words="").update(words="", certificates="")
    record("status_list.issued", by=None, on=issued, at=now, number=number, sha256=issued.sha256)
    return issued


def publish():
    """Put the list in force and the issuers' certificates where everybody reads them; the answer is how many files."""
    latest = records.latest_status_list()
    if latest is None:
        return 0
    published.put(CERTIFICATES, latest.certificates.encode())
    published.put(LIST, latest.words.encode())
    return 2


def renew_and_publish():
    """Both, one after the other; what fails is tried again by the timetable."""
    try:
        renew()
    except SigningUnavailable:
        logger.exception("证书状态表暂未签发，将由定时任务重试。")
    return publish()
