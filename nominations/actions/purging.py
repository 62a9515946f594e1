"""清除未入选材料 (个人信息保护法 第十九条、第四十七条): dated, told a month before, carried out, each file by itself."""

import logging

from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from common import clock
from common.dates import day_words, today
from common.refusals import Refused, insist
from ledger.actions import record
from letters.actions import owe_rendered
from letters.models import Letter
from nominations import purging, queries
from nominations.models import Evidence, Nomination, PurgedFile, RevisionPaper
from nominations.models.freezing import content_opened
from nominations.queries import purges
from nominations.queries.screening import nominators_of
from nominations.rules import purging as rules

logger = logging.getLogger(__name__)


def set_days(*, now=None):
    """定清除日期: what ended is dated, what was taken up again is not; answers how many days were set anew."""
    wrong = purges.misdated()
    for pk, day in wrong:
        Nomination.objects.filter(pk=pk).update(purge_on=day, purge_told_at=None)
    return len(wrong)


def tell_ahead(*, now=None):
    """清除前一个月函告: the nominating side may take a copy of its own dossier; each file once."""
    now = now or clock.now()
    told = 0
    for pk in list(purges.to_tell(today(now)).values_list("pk", flat=True)):
        with transaction.atomic():
            nomination = queries.locked(pk)
            if nomination.purge_told_at is not None or purges.day_of(nomination) is None:
                continue
            nomination.purge_told_at = now
            nomination.save(update_fields=["purge_told_at"])
            owe_rendered(
                "nomination_purge_ahead",
                to=nominators_of(nomination),
                about=nomination.get_absolute_url(),
                at=now,
                nomination=nomination,
                day=day_words(nomination.purge_on),
            )
            told += 1
    return told


@transaction.atomic
def purge(nomination_pk, *, now=None):
    """清除: rows, words and numbers go together; the files are owed in the same transaction and deleted after it."""
    now = now or clock.now()
    nomination = queries.locked(nomination_pk)
    insist(rules.refuse_purge(nomination, now=now))
    day, years = purges.day_of(nomination), nomination.rulebook.retention_years
    letters = Letter.objects.filter(about=nomination.get_absolute_url())
    digests = list(Evidence.every.filter(nomination=nomination).values_list("sha256", flat=True))
    counts, paths = {}, []
    with content_opened():
        RevisionPaper.objects.filter(revision__nomination=nomination).delete()
        for words, gone in purging.rows_of(nomination):
            if count := gone.count():
                counts[words] = count
            if any(field.name == "file" for field in gone.model._meta.get_fields()):
                paths += gone.values_list("file", flat=True)
            gone.delete()
        columns = purging.blank(nomination)
        nomination.purged_at = now
        nomination.save(update_fields=[*columns, "purged_at"])
    if count := letters.count():
        counts["函告"] = count
    letters.delete()
    PurgedFile.objects.bulk_create(
        [PurgedFile(path=path, owed_at=now) for path in dict.fromkeys(paths) if path],
        ignore_conflicts=True,
    )
    record(
        "nomination.purged",
        by=None,
        on=nomination,
        at=now,
        before=nomination.state,
        after=nomination.state,
        reason=f"保存期满：细则定未入选材料保存{years}年，至{day_words(day)}。",
        rows=counts,
        sha256=sorted(digests),
    )
    return nomination


def purge_due(*, now=None):
    """Each file that is due in a transaction of its own; one that is held or breaks does not keep the others waiting."""
    now = now or clock.now()
    purged = 0
    for pk in list(purges.due(today(now))):
        try:
            purge(pk, now=now)
            purged += 1
        except Refused as refused:
            logger.info("申报 %s 暂缓清除：%s", pk, refused.ground)
        except DatabaseError:
            logger.exception("申报 %s 未能清除，将由定时任务重试。", pk)
    return purged


def delete_purged_files():
    """删除文件: a row goes once its file is gone; a store that is down leaves the row for the next run."""
    deleted = 0
    for file in PurgedFile.objects.all():
        try:
            default_storage.delete(file.path)
        except Exception:  # whatever a store raises, the other files are still to be deleted
            logger.exception("待删文件 %s 未能删除，将由定时任务重试。", file.pk)
            continue
        file.delete()
        deleted += 1
    return deleted


@transaction.atomic
def note_copy(nomination, *, by, now=None):
    """下载材料副本 (个人信息保护法 第四十五条): one's own dossier, with its trace; answers the moment."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_copy(by, nomination))
    record("dossier.copied", by=by, on=nomination, at=now)
    return now
