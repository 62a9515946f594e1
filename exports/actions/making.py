"""生成: one file for each row, however often the worker dies on the way.

``begin`` takes a row in hand and gives it a number; ``step`` tells how far it is and learns whether somebody else has
taken over; ``finish`` puts the file in its one place and says so in the same transaction. What breaks in between is
begun again after a silence.
"""

import hashlib
import logging
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from common import clock
from exports import queries, workbook
from exports.models import Export, MadeFile
from exports.sheets import offered
from exports.states import UNDER_WAY, State
from ledger.actions import record

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
STEP = 200  # rows from one sign of life to the next


class TakenOver(Exception):
    """Somebody else has this row in hand by now."""


@transaction.atomic
def begin(model, pk, *, now=None):
    """Take a row in hand, unless somebody has it, it is done, or it was tried too often."""
    now = now or clock.now()
    made = queries.locked(model, pk, passing_by=True)
    if made is None or made.state not in UNDER_WAY:
        return None
    if made.state == State.MAKING and made.seen_at > now - queries.SILENCE:
        return None
    if made.attempts >= MOST_ATTEMPTS:
        _give_up(made, "多次中断，未能生成。请系统管理员查看运行日志。")
        return None
    made.state, made.attempts, made.seen_at, made.done = State.MAKING, made.attempts + 1, now, 0
    made.save(update_fields=["state", "attempts", "seen_at", "done"])
    return made


def step(made: MadeFile, done: int, *, now=None) -> None:
    """A sign of life; raises TakenOver where the row is in other hands."""
    model = type(made)
    held = model._default_manager.filter(pk=made.pk, state=State.MAKING, attempts=made.attempts)
    if not held.update(done=done, total=made.total, seen_at=now or clock.now()):
        raise TakenOver


@transaction.atomic
def finish(made: MadeFile, path: Path, *, name: str, keep_hours: int, now=None, **columns):
    """Put the file in its one place and say so; a file cut short by an earlier death is replaced."""
    now = now or clock.now()
    row = queries.locked(type(made), made.pk)
    if row is None or row.state != State.MAKING or row.attempts != made.attempts:
        raise TakenOver
    if default_storage.exists(name):
        default_storage.delete(name)
    with path.open("rb") as content:
        row.sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        row.file = default_storage.save(name, File(content))
    row.size, row.made_at, row.expires_at = path.stat().st_size, now, now + timedelta(hours=keep_hours)
    row.state, row.done, row.total, row.problem = State.READY, made.total, made.total, ""
    for column, value in columns.items():
        setattr(row, column, value)
    row.save()
    return row


@transaction.atomic
def give_up(made: MadeFile, problem: str):
    """未能生成: a fault that trying again would not mend."""
    row = queries.locked(type(made), made.pk)
    if row is not None and row.state == State.MAKING and row.attempts == made.attempts:
        _give_up(row, problem)


def _give_up(row, problem):
    row.state, row.problem = State.FAILED, problem[:300]
    row.save(update_fields=["state", "problem"])


def make_export(pk, *, now=None):
    """Make the workbook of one export; told twice, the second time finds nothing to do."""
    export = begin(Export, pk, now=now)
    if export is None:
        return None
    try:
        with tempfile.TemporaryDirectory(prefix="craftsman-export-") as folder:
            return _made(export, Path(folder) / "list", now)
    except TakenOver:
        return None
    except (OSError, DatabaseError):
        logger.exception("导出 %s 暂未生成，将由定时任务重试。", export.pk)
    except Exception:  # whatever else breaks is told to the person instead of being tried every minute
        logger.exception("导出 %s 生成出错。", export.pk)
        give_up(export, "生成程序出错，已记入运行日志。请告知系统管理员。")
    return None


def make_owed(*, now=None):
    """The exports nobody has in hand, for the timetable."""
    return list(queries.to_make(Export, now or clock.now()).values_list("pk", flat=True))


def _made(export, path, now):
    sheet, person = offered()[export.kind], export.asked_by
    rows = export.total = sheet.count(person, export.asked)
    step(export, 0, now=now)
    revealed = 0
    if sheet.write is not None:

        def papers(done, total):
            export.total = total
            step(export, done, now=now)

        sheet.write(path, _cover(export, sheet), person, export.asked, step=papers)
    elif sheet.tables is not None:

        def told(rows):
            if rows % STEP == 0:
                step(export, min(rows, export.total), now=now)

        revealed = workbook.write(path, _cover(export, sheet), sheet.tables(person, export.asked), step=told).revealed
    name = f"exports/{export.token[:2]}/{export.token}.{sheet.suffix}"
    keep = settings.EXPORT_KEEP_HOURS
    row = finish(export, path, name=name, keep_hours=keep, now=now, rows=rows, revealed=revealed)
    record("export.made", by=None, on=row, at=now, rows=row.rows, sha256=row.sha256)
    return row


def _cover(export, sheet):
    bodies = [one.organisation.name for one in export.asked_by.current_memberships() if one.organisation]
    return workbook.Cover(
        title=sheet.title,
        number=export.number,
        scope=export.asked_words,
        asked_by=export.asked_by.full_name,
        body=bodies[0] if bodies else "",
        asked_at=export.asked_at,
        is_unmasked=export.is_unmasked,
        reason=export.reason,
        hides=sheet.hides,
        is_large=sheet.is_large,
    )
