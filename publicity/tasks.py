"""What happens by itself: notices close on the minute."""

from celery import shared_task

from ledger.origin import acting_from
from publicity import actions


@shared_task(name="publicity.close_due")
def close_due():
    """到期办结; run late it still finds every notice whose time is over."""
    with acting_from("task:publicity.close_due"):
        return actions.close_due()
