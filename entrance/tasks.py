"""Tasks of the entrance; safe to run twice and by two workers at once."""

from celery import shared_task

from entrance import actions
from ledger.origin import acting_from


@shared_task(name="entrance.deliver_codes")
def deliver_codes():
    """Send the codes that wait."""
    with acting_from("task:entrance.deliver_codes"):
        return actions.deliver_codes()


@shared_task(name="entrance.forget")
def forget():
    """过期的验证不再保留."""
    with acting_from("task:entrance.forget"):
        return actions.forget()
