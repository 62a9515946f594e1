"""申请、领取、清理: an export is asked for with a trace, fetched once, and does not stay."""

from django.db import transaction

from accounts.queries import locked as locked_person
from common import clock
from common.refusals import Refusal, insist
from common.worker import nudge
from exports import queries, rules
from exports.models import Export
from exports.sheets import offered
from exports.states import State
from ledger.actions import record


@transaction.atomic
def ask(sheet, asked, *, by, unmasked=False, reason="", now=None):
    """申请导出: written down before the first line leaves the house (个人信息保护法 第五十一条)."""
    now = now or clock.now()
    locked_person(by.pk)  # so that somebody who asks twice at once is counted one after the other
    insist(
        rules.refuse_asking(
            by,
            sheet,
            rows=sheet.count(by, asked),
            waiting=queries.waiting(by).count(),
            unmasked=unmasked,
            reason=reason,
        )
        or rules.refuse_by_room(by, sheet, asked)
        or rules.refuse_without_reason(sheet, reason)
    )
    export = Export.objects.create(
        kind=sheet.key,
        title=sheet.title,
        asked=asked,
        asked_words=sheet.words(asked)[:300],
        asked_by=by,
        asked_at=now,
        is_unmasked=unmasked,
        reason=reason.strip()[:300] if unmasked or sheet.wants_reason else "",
    )
    record("export.asked", by=by, on=export, at=now, reason=export.reason, **_particulars(export))
    nudge("exports.make", export.pk)
    return export


@transaction.atomic
def fetch(export, *, by, now=None):
    """领取: once, by the person who asked; of two at the same moment exactly one is handed the file."""
    now = now or clock.now()
    export = queries.locked(Export, export.pk)
    insist(rules.refuse_fetching(by, export, offered().get(export.kind), now=now) or _refuse_lost(export))
    before = export.state
    export.state, export.fetched_at = State.FETCHED, now
    export.save(update_fields=["state", "fetched_at"])
    record("export.fetched", by=by, on=export, at=now, before=before, after=export.state, sha256=export.sha256)
    if export.is_unmasked:
        record("identity.exported", by=by, on=export, at=now, reason=export.reason, names=export.revealed)
    return export


def clear(*, now=None):
    """过期清理: what was not fetched in time, and what was fetched a while ago; the row stays, the file goes."""
    now = now or clock.now()
    cleared = 0
    for pk in queries.to_clear(now).values_list("pk", flat=True):
        cleared += _clear_one(pk, now)
    return cleared


@transaction.atomic
def _clear_one(pk, now):
    export = queries.locked(Export, pk, passing_by=True)
    if export is None or not queries.to_clear(now).filter(pk=pk).exists():
        return 0
    if export.state == State.READY:
        record("export.expired", by=None, on=export, at=now, before=export.state, after=State.EXPIRED)
        export.state = State.EXPIRED
    storage, name = export.file.storage, export.file.name
    export.file = ""
    export.save(update_fields=["state", "file"])
    transaction.on_commit(lambda: storage.delete(name))
    return 1


def _refuse_lost(export):
    if export.file.storage.exists(export.file.name):
        return None
    return Refusal("lost", "文件不在存储中，未作领取登记。", "请重新申请导出，并告知系统管理员。", status=409)


def _particulars(export):
    return {"title": export.title, "asked": export.asked_words, "unmasked": export.is_unmasked}
