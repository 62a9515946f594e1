"""What the worker does for this floor. Ids in; whatever is lost is found again by the timetable."""

from celery import shared_task

from exports import actions
from ledger.origin import acting_from


@shared_task(name="exports.make")
def make(export_id):
    """Make one export."""
    with acting_from("task:exports.make"):
        actions.make_export(export_id)


@shared_task(name="exports.make_owed")
def make_owed():
    """生成: hand what nobody has in hand to the workers."""
    owed = actions.make_owed()
    for export_id in owed:
        make.delay(export_id)
    return len(owed)


@shared_task(name="exports.clear")
def clear():
    """过期清理."""
    with acting_from("task:exports.clear"):
        return actions.clear()
