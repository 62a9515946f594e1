"""Daily work of this room."""

from celery import shared_task

from ledger.origin import acting_from
from nominations.actions import screening


@shared_task(name="nominations.lapse_corrections")
def lapse_corrections():
    """补正逾期: harmless when sent twice."""
    with acting_from("task:nominations.lapse_corrections"):
        screening.lapse_corrections()
