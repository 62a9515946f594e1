"""What the worker does for this floor. Ids in; whatever is lost is found again by the timetable."""

from celery import shared_task

from common import clock
from handover import actions, queries
from ledger.origin import acting_from


@shared_task(name="handover.pack")
def pack(package_id):
    """Make one package, and send it on where it is owed."""
    with acting_from("task:handover.pack"):
        made = actions.pack(package_id)
    if made is not None:
        for pk in queries.due(clock.now()).filter(package=made).values_list("pk", flat=True):
            deliver.delay(pk)


@shared_task(name="handover.pack_owed")
def pack_owed():
    """生成: hand what nobody has in hand to the workers."""
    owed = actions.packages_owed()
    for package_id in owed:
        pack.delay(package_id)
    return len(owed)


@shared_task(name="handover.deliver")
def deliver(delivery_id):
    """One attempt at one delivery."""
    with acting_from("task:handover.deliver"):
        actions.deliver(delivery_id)


@shared_task(name="handover.deliver_owed")
def deliver_owed():
    """移交: find what is owed, and hand what is due to the workers."""
    with acting_from("task:handover.deliver_owed"):
        actions.owe_all()
    due = list(queries.due(clock.now()).values_list("pk", flat=True)[: actions.delivering.MOST_AT_ONCE])
    for pk in due:
        deliver.delay(pk)
    return len(due)


@shared_task(name="handover.clear")
def clear():
    """过期清理."""
    with acting_from("task:handover.clear"):
        return actions.clear()
