"""Batches: seen by the clerks of the body they were uploaded for, by nobody else."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Min, Value

from accounts.states import CLERKS
from intake.models import ImportBatch, PaperBatch
from intake.states import AT_WORK, OPEN, BatchState

WITH_IT = ("organisation", "rulebook__season", "by", "confirmed_by")
LEFT_AFTER = timedelta(minutes=1)
WAITS_FOR_A_PERSON = (BatchState.CHECKED, BatchState.STALE, BatchState.UNREADABLE)


def lists_of(user):
    """批量导入名单 of one's own bodies, the latest first."""
    return _of(ImportBatch, user)


def papers_of(user):
    """批量佐证材料 of one's own bodies."""
    return _of(PaperBatch, user)


def waiting_for(user) -> dict:
    """Lists and bundles that wait to be confirmed or discarded: how many and since when, both in one query."""
    lists, papers = (
        _waiting(batches, room) for room, batches in (("lists", lists_of(user)), ("papers", papers_of(user)))
    )
    return {room: {"count": count, "oldest": oldest} for room, count, oldest in lists.union(papers)}


def _waiting(batches, room):
    rows = batches.select_related(None).order_by().filter(state__in=WAITS_FOR_A_PERSON).values(room=Value(room))
    return rows.annotate(count=Count("pk"), oldest=Min("created_at")).values_list("room", "count", "oldest")


def seen_list(user, pk):
    """One list, where the person may see it."""
    return lists_of(user).filter(pk=pk).first()


def seen_papers(user, pk):
    """One bundle, where the person may see it."""
    return papers_of(user).filter(pk=pk).first()


def locked(batch):
    """The batch's row, held until the act is done."""
    return _all(type(batch)).select_for_update(of=("self",)).get(pk=batch.pk)


def held_batch(model, pk):
    """The same for a worker: None where another has it in hand."""
    return _all(model).select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()


def left_lying(model, now):
    """Batches that should be with a worker for a while."""
    return model.objects.filter(state__in=AT_WORK, created_at__lt=now - LEFT_AFTER)


def overdue(model, now):
    """Batches nobody confirmed in time."""
    return model.objects.filter(state__in=OPEN, created_at__lt=now - timedelta(days=settings.INTAKE_KEEP_DAYS))


def _of(model, user):
    return _all(model).filter(organisation__in=user.bodies(*CLERKS))


def _all(model):
    return model.objects.select_related(*WITH_IT)
