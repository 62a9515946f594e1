"""Tasks of the outbox; safe to run twice and by two workers at once."""

from celery import shared_task

from ledger.origin import acting_from
from letters import actions


@shared_task(name="letters.deliver_owed")
def deliver_owed():
    """Send every letter that is due."""
    with acting_from("task:letters.deliver_owed"):
        return actions.deliver_owed()
