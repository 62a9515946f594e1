"""材料: an upload becomes a paper of this room; then it is scanned, and what lies without a row is swept.

The public uploads here without an account, so nothing is kept of a file but its pages: neither the name it came with nor
what it says of who made it, where and with what.
"""

import secrets
from functools import partial

from celery import current_app
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.queries import people_with
from common import files, properties, stores
from ledger.actions import record
from letters.actions import owe_rendered
from nominations.actions import sweeping
from nominations.actions.keeping import inspected
from nominations.actions.scanning import scan_each
from nominations.states import Scan
from publicity.models.papers import KeptPaper, paper_path
from publicity.queries import papers


def keep(paper: KeptPaper, upload, *, field: str = "upload", accepted=files.ALL_KINDS, now):
    """Store a checked upload as this paper, still unsaved; a row that is not written leaves no file."""
    kind = inspected(upload, field, accepted=accepted)
    paper.received_sha256 = files.digest_of(upload)
    content = ContentFile(_cleaned(upload, kind, field), name="paper")
    paper.token = secrets.token_urlsafe(32)
    paper.content_kind, paper.size, paper.sha256 = kind.name.lower(), content.size, files.digest_of(content)
    paper.scan = Scan.WAITING if settings.CLAMAV_ADDRESS else Scan.NOT_ASKED
    paper.kept_at = now
    try:
        with stores.reached(lost="文件没有保存"):
            paper.file.save(paper.token, content, save=False)
        with transaction.atomic():
            paper.save(force_insert=True)
    except Exception:
        stores.forget(paper.file.storage, paper_path(paper, paper.token))
        raise
    if paper.scan == Scan.WAITING:
        transaction.on_commit(_nudge, robust=True)
    return paper


def scan_papers(*, now=None, most: int = 200) -> int:
    """查毒: every kind of paper; where there is no scanner any more nothing waits for one."""
    if not settings.CLAMAV_ADDRESS:
        for kind in papers.kinds():
            papers.waiting_for_the_scan(kind).update(scan=Scan.NOT_ASKED)
        return 0
    return sum(
        scan_each(partial(papers.next_to_scan, kind), _tell_of_a_virus, now=now, most=most) for kind in papers.kinds()
    )


def sweep_papers(*, now=None) -> int:
    """清理无主文件: what a transaction that did not stand has left in the store."""
    return sweeping.sweep(papers.folders(), now=now)


def _cleaned(upload, kind, field):
    upload.seek(0)
    try:
        return properties.stripped(upload, kind)
    except properties.NotStripped as error:
        raise ValidationError(
            {field: "这份文件不能去除文档属性（可能设有编辑密码或已损坏），请另存为普通 PDF 或图片后重新上传。"}
        ) from error


def _tell_of_a_virus(paper, *, now):
    record("public_paper.infected", by=None, on=paper.about, at=now, sha256=paper.sha256, virus=paper.virus)
    owe_rendered(
        "public_paper_infected",
        to=people_with(paper.keeper),
        about=paper.about.get_absolute_url(),
        at=now,
        about_what=str(paper.about),
        paper=paper,
    )


def _nudge():
    # by name: tasks stand above actions; what a lost nudge leaves is found by the timetable
    current_app.send_task("publicity.scan_papers", retry=False)
