"""Daily work of this room."""

from celery import shared_task

from ledger.origin import acting_from
from nominations.actions import corrections, reminding, screening


@shared_task(name="nominations.lapse_corrections")
def lapse_corrections():
    """补正逾期: harmless when sent twice."""
    with acting_from("task:nominations.lapse_corrections"):
        screening.lapse_corrections()


@shared_task(name="nominations.remind_of_closing")
def remind_of_closing():
    """截止提醒: a second run on the same day finds everybody reminded."""
    with acting_from("task:nominations.remind_of_closing"):
        reminding.remind_of_closing()


@shared_task(name="nominations.remind_corrections")
def remind_corrections():
    """补正期满提醒: one letter for each last day, however often this is sent."""
    with acting_from("task:nominations.remind_corrections"):
        return corrections.remind_corrections()
