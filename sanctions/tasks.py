"""Daily work of this room: bans end on their day by themselves, and the office is reminded before."""

from celery import shared_task

from ledger.origin import acting_from
from sanctions import actions


@shared_task(name="sanctions.end_and_remind")
def end_and_remind():
    """期满登记与期满前提醒; harmless when sent twice."""
    with acting_from("task:sanctions.end_and_remind"):
        actions.end_due()
        actions.remind_due()
