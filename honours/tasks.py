"""What the worker does for this floor. Ids in, one act each; whatever is lost is found again by the timetable."""

from celery import shared_task

from honours.actions import pressing, status_lists
from honours.queries import records
from ledger.origin import acting_from

BATCH = 10  # a few seconds of work: lost, it comes back soon, and two processes end at nearly the same time


@shared_task(name="honours.tasks.press_owed")
def press_owed():
    """制证: hand what is owed to the workers in batches."""
    owed = list(records.owed_certificates().values_list("pk", flat=True))
    for start in range(0, len(owed), BATCH):
        press_certificates.delay(owed[start : start + BATCH])
    return len(owed)


@shared_task(name="honours.tasks.press_certificates")
def press_certificates(certificate_ids):
    """Press a batch; delivered twice, the second time finds nothing to do."""
    with acting_from("task:honours.press_certificates"):
        pressing.press_each(certificate_ids)


@shared_task(name="honours.tasks.renew_status_list")
def renew_status_list():
    """证书状态表: issued anew where a certificate was made, replaced or revoked since, and daily."""
    with acting_from("task:honours.renew_status_list"):
        return status_lists.renew_and_publish()
