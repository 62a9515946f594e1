"""推荐排序表: printed under a code, and its signed scan taken in against it."""

import secrets

from django.conf import settings
from django.db import transaction

from common import clock, stores
from common.refusals import insist
from ledger.actions import record
from nominations.actions.keeping import inspected_scan, nudge_the_scan
from nominations.models import RankedListScan
from nominations.models.ranked import ranked_list_path
from nominations.queries import ranked, ranking
from nominations.rules import ranked as rules
from nominations.states import Scan
from printing.version_code import checked_code


@transaction.atomic
def print_ranked_list(body, season, *, by, now=None):
    """打印: the order stands still while it is read; answers (code, lines)."""
    ranking.held(body)
    insist(rules.refuse_ranked_list(by, body, season))
    lines = ranked.lines_of(body, season)
    code = ranked.code_of_list(body, season, lines)
    record("ranked_list.printed", by=by, on=body, at=now or clock.now(), code=code, count=len(lines))
    return code, lines


@transaction.atomic
def upload_ranked_list(body, season, *, by, code, upload, now=None):
    """上传盖章的推荐排序表; the same scan under the same code is kept once."""
    now, code = now or clock.now(), checked_code(code)
    ranking.held(body)
    insist(rules.refuse_ranked_scan(by, body, season, code))
    kind, digest = inspected_scan(upload)
    twin = ranked.scans_of(body, season).filter(code=code, sha256=digest).first()
    if twin is not None:
        insist(rules.refuse_infected(twin))
        return twin
    scan = RankedListScan(
        season=season,
        organisation=body,
        code=code,
        token=secrets.token_urlsafe(32),
        original_name=upload.name[-200:],
        content_kind=kind.name.lower(),
        size=upload.size,
        sha256=digest,
        scan=Scan.WAITING if settings.CLAMAV_ADDRESS else Scan.NOT_ASKED,
        uploaded_at=now,
        uploaded_by=by,
    )
    upload.seek(0)
    try:
        with stores.reached(lost="文件没有保存"):
            scan.file.save(scan.token, upload, save=False)
        with transaction.atomic():
            scan.save(force_insert=True)
    except Exception:
        stores.forget(scan.file.storage, ranked_list_path(scan, scan.token))
        raise
    if scan.scan == Scan.WAITING:
        transaction.on_commit(nudge_the_scan, robust=True)
    record("ranked_list.scanned", by=by, on=body, at=now, code=code, sha256=digest, size=scan.size)
    return scan
