"""签发扫描件: kept once for each paper of a sitting, cleaned of properties, hashed, scanned; the sweep of files without a row."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.queries import people_with
from accounts.states import Role
from common import clock, files, properties, stores
from common.refusals import insist
from common.worker import nudge
from decisions import rules
from decisions.models import SignedScan
from decisions.models.signed_scans import signed_scan_path
from decisions.queries import signed_scans
from decisions.states import SignedPaper
from ledger.actions import record
from letters.actions import owe_rendered
from nominations.actions import sweeping
from nominations.actions.keeping import inspected
from nominations.actions.scanning import scan_each
from nominations.states import Scan


@transaction.atomic
def keep_signed_scan(resolution, *, upload, number, by, paper=SignedPaper.RESOLUTION, now=None):
    """上传签发扫描件: a PDF or a picture of the signed paper; afterwards it stays as it is."""
    now = now or clock.now()
    resolution = signed_scans.locked_resolution(resolution.pk)
    insist(rules.refuse_keeping(by, resolution, paper, number=number))
    kind = inspected(upload, "upload", accepted=files.SCANS)
    received = files.digest_of(upload)
    insist(rules.refuse_received(resolution, received))
    content = ContentFile(_cleaned(upload, kind), name="scan")
    scan = SignedScan(
        resolution=resolution,
        paper=paper,
        token=secrets.token_urlsafe(32),
        content_kind=kind.name.lower(),
        size=content.size,
        sha256=files.digest_of(content),
        received_sha256=received,
        scan=Scan.WAITING if settings.CLAMAV_ADDRESS else Scan.NOT_ASKED,
        kept_by=by,
        kept_at=now,
    )
    try:
        with stores.reached(lost="文件没有保存"):
            scan.file.save(scan.token, content, save=False)
        with transaction.atomic():
            scan.save(force_insert=True)
    except Exception:
        stores.forget(scan.file.storage, signed_scan_path(scan, scan.token))
        raise
    record(f"{paper}.scan_kept", by=by, on=resolution.sitting, at=now, number=resolution.number, sha256=scan.sha256)
    if scan.scan == Scan.WAITING:
        nudge("decisions.scan_papers")
    return scan


def scan_papers(*, now=None, most: int = 200) -> int:
    """查毒: where there is no scanner any more nothing waits for one."""
    if not settings.CLAMAV_ADDRESS:
        signed_scans.waiting_for_the_scan().update(scan=Scan.NOT_ASKED)
        return 0
    return scan_each(signed_scans.next_to_scan, _tell_of_a_virus, now=now, most=most)


def sweep_papers(*, now=None) -> int:
    """清理无主文件: what a transaction that did not stand has left in the store."""
    return sweeping.sweep([("signed", signed_scans.with_a_row)], now=now)


def _cleaned(upload, kind):
    upload.seek(0)
    try:
        return properties.stripped(upload, kind)
    except properties.NotStripped as error:
        raise ValidationError(
            {"upload": "这份文件不能去除文档属性（可能已损坏），请另存为普通 PDF 或图片后重新上传。"}
        ) from error


def _tell_of_a_virus(scan, *, now):
    on = scan.resolution.sitting
    record(f"{scan.paper}.scan_infected", by=None, on=on, at=now, sha256=scan.sha256, virus=scan.virus)
    owe_rendered(
        "signed_scan_infected",
        to=[scan.kept_by, *people_with(Role.ADMINISTRATOR)],
        about=scan.get_absolute_url(),
        at=now,
        scan=scan,
    )
