"""名单: received, checked, confirmed, stored: nothing is a nomination before the confirmation, then all rows are or none.

Checking and storing are a worker's work. Each holds the batch's row while it is at it, so that a task delivered twice, or to
two workers, does it once; a worker that is killed leaves nothing behind, and the next one begins again.
"""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from common import clock
from common.refusals import Refused, insist
from common.worker import nudge
from intake import columns, keeping, queries, rules
from intake.judging import Judge
from intake.models import ImportBatch, ImportRow
from intake.naming import shown
from intake.progress import Progress, forget
from intake.states import BatchState, Outcome, Table
from intake.tables.marking import marked
from intake.tables.reading import read
from intake.tables.sheets import Unreadable
from ledger.actions import record
from nominations.actions import change_many, start_many
from nominations.queries import locked_many, locked_season
from seasons.queries import current_season, rulebook_in_force

CHUNK = 500
MOST_TOLD = 200
MOST_ATTEMPTS = 3
BROKE_OFF = "后台多次办理未能完成。请另存为新的 XLSX 文件后重新上传；仍不成功的，请与市总工会评审办公室联系。"
COUNTS = {
    Outcome.NEW: "new_rows",
    Outcome.CHANGED: "changed_rows",
    Outcome.SAME: "same_rows",
    Outcome.REFUSED: "refused_rows",
}


@transaction.atomic
def receive(upload, *, by, body, now=None) -> ImportBatch:
    """上传名单: kept sealed, and handed to a worker to be checked."""
    now = now or clock.now()
    rulebook = rulebook_in_force(current_season())
    insist(rules.refuse_upload(by, body, rulebook, now=now))
    content = upload.read()
    batch = ImportBatch(
        rulebook=rulebook,
        organisation=body,
        channel=rules.channel_of(body),
        by=by,
        created_at=now,
        original_name=shown(upload.name),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    with keeping.taken_back_if_it_fails(batch):
        keeping.keep(batch.file, content)
        batch.save()
    record("import.received", by=by, on=batch, at=now, after=batch.state, sha256=batch.sha256, size=batch.size)
    nudge("intake.check_list", batch.pk)
    return batch


@transaction.atomic
def check(pk, *, now=None):
    """检查: every row is asked; what was found before is forgotten. None where there is nothing to do."""
    now = now or clock.now()
    batch = queries.held_batch(ImportBatch, pk)
    if batch is None or batch.state != BatchState.CHECKING:
        return None
    progress = Progress(batch)
    progress(0, 1)
    batch.rows.all().delete()
    keeping.clear(batch.marked)
    content = keeping.fetch(batch.file)
    try:
        found = read(content, batch.original_name, rulebook=batch.rulebook, channel=batch.channel)
    except Unreadable as unreadable:
        batch.state, batch.told = BatchState.UNREADABLE, "\n".join(unreadable.faults)
    else:
        judged = _judge(batch, found, now=now, told=progress)
        batch.state, batch.told = BatchState.CHECKED, "\n".join(found.remarks)
        batch.hidden_rows = sum(one.is_hidden for one in judged)
        _keep_rows(batch, judged)
        if batch.refused_rows:
            progress(1, 1, "正在标注工作簿")
            keeping.keep(batch.marked, marked(content, found, judged, _labels(batch)))
    batch.checked_at = now
    batch.save()
    transaction.on_commit(lambda: forget(batch))
    return batch


@transaction.atomic
def count_attempt(pk):
    """What broke off for a reason nobody foresaw is tried again, but not for ever."""
    batch = queries.held_batch(ImportBatch, pk)
    if batch is None or not batch.is_at_work:
        return
    batch.attempts += 1
    if batch.attempts >= MOST_ATTEMPTS:
        is_checking = batch.state == BatchState.CHECKING
        batch.state = BatchState.UNREADABLE if is_checking else BatchState.STALE
        batch.told = BROKE_OFF
    batch.save(update_fields=["attempts", "state", "told"])


@transaction.atomic
def confirm(batch, *, by, with_hidden=False, now=None):
    """确认导入: from now on a worker has it; the moment of the confirmation is the moment the rules are asked for."""
    now = now or clock.now()
    batch = queries.locked(batch)
    insist(rules.refuse_confirmation(by, batch, with_hidden=with_hidden))
    before, batch.state, batch.attempts = batch.state, BatchState.STORING, 0
    batch.confirmed_at, batch.confirmed_by = now, by
    batch.save(update_fields=["state", "attempts", "confirmed_at", "confirmed_by"])
    record(
        "import.confirmed",
        by=by,
        on=batch,
        at=now,
        before=before,
        after=batch.state,
        started=batch.new_rows,
        changed_rows=batch.changed_rows,
    )
    nudge("intake.store_list", batch.pk)
    return batch


def store(pk):
    """导入: all rows or none. Where anything has changed since the check nothing is stored, and the page says what."""
    try:
        return _store(pk)
    except (_Changed, Refused, ValidationError, IntegrityError) as changed:
        return _say_what_changed(pk, changed)


class _Changed(Exception):
    """Rows that are no longer what they were when a person confirmed them."""

    def __init__(self, judged):
        super().__init__(rules.CHANGED_WORDS)
        self.judged = judged


@transaction.atomic
def _store(pk):
    batch = queries.held_batch(ImportBatch, pk)
    if batch is None or batch.state != BatchState.STORING:
        return None
    progress, now, by = Progress(batch), batch.confirmed_at, batch.confirmed_by
    progress(0, 1, "正在核对")
    found = read(keeping.fetch(batch.file), batch.original_name, rulebook=batch.rulebook, channel=batch.channel)
    # whoever changes one dossier takes its row before the season's: so does this
    locked_many([key for key in batch.rows.values_list("nomination_id", flat=True) if key is not None])
    locked_season(batch.rulebook.season_id)
    judged = _judge(batch, found, now=now, told=lambda done, total: progress(done, total, "正在核对"), by=by)
    if _differing(batch, judged):
        raise _Changed(judged)
    fresh = [one for one in judged if one.outcome == Outcome.NEW]
    others = [one for one in judged if one.outcome == Outcome.CHANGED]
    made = start_many(
        [one.entered for one in fresh],
        by=by,
        channel=batch.channel,
        drafting_body=batch.organisation,
        season=batch.rulebook.season,
        now=now,
        told=lambda done: progress(done, len(fresh), "正在新增"),
    )
    change_many(
        [(one.nomination_id, one.entered) for one in others],
        by=by,
        now=now,
        told=lambda done: progress(done, len(others), "正在修改"),
    )
    keys = {(one.table, one.place): nomination.pk for one, nomination in zip(fresh, made, strict=True)}
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                batch=batch,
                table=one.table,
                place=one.place,
                outcome=one.outcome,
                nomination_id=keys.get((one.table, one.place), one.nomination_id),
            )
            for one in judged
        ],
        batch_size=CHUNK,
    )
    batch.state, batch.ended_at = BatchState.STORED, now
    _clear(batch)
    batch.save()
    record(
        "import.stored",
        by=by,
        on=batch,
        at=now,
        before=BatchState.STORING,
        after=batch.state,
        started=len(fresh),
        changed_rows=len(others),
        sha256=batch.sha256,
    )
    transaction.on_commit(lambda: forget(batch))
    return batch


@transaction.atomic
def _say_what_changed(pk, changed):
    batch = queries.held_batch(ImportBatch, pk)
    if batch is None or batch.state != BatchState.STORING:
        return None
    batch.state = BatchState.STALE
    told = [rules.CHANGED_WORDS]
    if isinstance(changed, _Changed):
        told += _differences(batch, changed.judged)
        batch.rows.all().delete()
        _keep_rows(batch, changed.judged)
    elif isinstance(changed, Refused):
        told.append(str(changed.refusal))
    elif isinstance(changed, ValidationError):
        told += changed.messages
    batch.told = "\n".join(told)
    batch.save()
    record("import.fell_through", by=batch.confirmed_by, on=batch, before=BatchState.STORING, after=batch.state)
    transaction.on_commit(lambda: forget(batch))
    return batch


@transaction.atomic
def check_anew(batch, *, by, now=None):
    """重新检查 the same list."""
    now = now or clock.now()
    batch = queries.locked(batch)
    insist(rules.refuse_checking_anew(by, batch))
    before, batch.state, batch.attempts = batch.state, BatchState.CHECKING, 0
    batch.confirmed_at = batch.confirmed_by = None
    batch.save(update_fields=["state", "attempts", "confirmed_at", "confirmed_by"])
    record("import.checked_anew", by=by, on=batch, at=now, before=before, after=batch.state)
    nudge("intake.check_list", batch.pk)
    return batch


@transaction.atomic
def discard(batch, *, by, now=None):
    """放弃: the list and everything read of it are cleared."""
    now = now or clock.now()
    batch = queries.locked(batch)
    insist(rules.refuse_discarding(by, batch))
    return _end(batch, BatchState.DISCARDED, "import.discarded", by=by, now=now)


def expire(*, now=None):
    """逾期清除: what nobody confirmed within the days for which it may be kept."""
    now = now or clock.now()
    for pk in list(queries.overdue(ImportBatch, now).values_list("pk", flat=True)):
        _expire(pk, now)


@transaction.atomic
def _expire(pk, now):
    batch = queries.held_batch(ImportBatch, pk)
    if batch is not None and queries.overdue(ImportBatch, now).filter(pk=pk).exists():
        _end(batch, BatchState.EXPIRED, "import.expired", by=None, now=now)


def _end(batch, state, act, *, by, now):
    before, batch.state, batch.ended_at = batch.state, state, now
    batch.rows.all().delete()
    _clear(batch)
    batch.save()
    record(act, by=by, on=batch, at=now, before=before, after=state)
    return batch


def _clear(batch):
    batch.told = ""
    keeping.clear(batch.file)
    keeping.clear(batch.marked)


def _judge(batch, found, *, now, told, by=None):
    judge = Judge(by=by or batch.by, body=batch.organisation, channel=batch.channel, rulebook=batch.rulebook, now=now)
    return judge.judge(found, told)


def _labels(batch):
    return {
        Table.PEOPLE: {one.key: one.label for one in columns.people_columns(batch.rulebook, batch.channel)},
        Table.ACHIEVEMENTS: {one.key: one.label for one in columns.achievement_columns(batch.rulebook)},
    }


def _keep_rows(batch, judged):
    labels = _labels(batch)
    rows = [
        ImportRow(
            batch=batch,
            table=one.table,
            place=one.place,
            outcome=one.outcome,
            nomination_id=one.nomination_id,
            content=json.dumps(_content(one, labels[one.table]), ensure_ascii=False),
        )
        for one in judged
    ]
    ImportRow.objects.bulk_create(rows, batch_size=CHUNK)
    for outcome, name in COUNTS.items():
        setattr(batch, name, sum(one.outcome == outcome for one in judged))


def _content(one, labels):
    return {
        "name": one.name,
        "number": one.number,
        "unit": one.unit,
        "hidden": one.is_hidden,
        "faults": [[labels.get(key, ""), sentence] for key, sentence in one.faults],
        "remarks": one.remarks,
        "changes": one.changes,
    }


def _differing(batch, judged):
    """The rows that are not what they were when the list was checked, each with what it was."""
    before = {(row.table, row.place): row for row in batch.rows.all()}
    labels = _labels(batch)
    return [
        (one, was)
        for one in judged
        if (was := before.get((one.table.value, one.place))) is None
        or (was.outcome, was.nomination_id) != (one.outcome.value, one.nomination_id)
        or json.loads(was.content) != json.loads(json.dumps(_content(one, labels[one.table])))
    ]


def _differences(batch, judged):
    return [
        f"第{one.place}行：原为“{was.get_outcome_display() if was else '无'}”，现为“{one.outcome.label}”。"
        + "".join(sentence for _, sentence in one.faults)
        for one, was in _differing(batch, judged)[:MOST_TOLD]
    ]
