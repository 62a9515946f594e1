"""Tasks of the portal itself."""

from celery import shared_task
from django.utils import timezone

from craftsman_portal import health


@shared_task(name="craftsman_portal.heartbeat")
def heartbeat():
    """Say that this worker takes tasks; ``/readyz`` reads it."""
    health.beat_heart(now=timezone.now())
