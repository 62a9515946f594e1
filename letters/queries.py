"""Whose letters, and which are owed."""

from django.db.models import Count, F, Min, Q

from letters.models import Letter
from letters.states import MOST_ATTEMPTS, Delivery

OWED = Q(by_email=True, sent_at__isnull=True)
FAILED = OWED & Q(attempts__gte=MOST_ATTEMPTS)
DELIVERIES = {
    Delivery.OWED: OWED & Q(attempts=0),
    Delivery.RETRYING: OWED & Q(attempts__gt=0, attempts__lt=MOST_ATTEMPTS),
    Delivery.FAILED: FAILED,
    Delivery.DELIVERED: Q(sent_at__isnull=False),
    Delivery.PORTAL_ONLY: Q(by_email=False),
}


def of(user):
    """A person's own letters, newest first: the only door to the inbox."""
    return Letter.objects.filter(recipient=user)


def unread(user) -> dict:
    """How many letters a person has not opened, and since when; asked once per person and request."""
    if not hasattr(user, "_unread_letters"):
        waiting = of(user).filter(read_at__isnull=True).order_by()
        user._unread_letters = waiting.aggregate(count=Count("pk"), oldest=Min("created_at"))
    return user._unread_letters


def unread_count(user) -> int:
    """How many letters a person has not opened."""
    return unread(user)["count"]


def outbox(*, delivery: str = "", words: str = ""):
    """All letters without their text, for those who watch over delivery."""
    letters = Letter.objects.select_related("recipient").defer("body")
    if delivery:
        letters = letters.filter(DELIVERIES[Delivery(delivery)])
    if words:
        letters = letters.filter(Q(subject__icontains=words) | Q(recipient__full_name__icontains=words))
    return letters


def next_due(*, after, now):
    """The next letter to send, locked; letters another worker has in hand are passed over."""
    return (
        _in_hand()
        .filter(Q(retry_at__isnull=True) | Q(retry_at__lte=now), attempts__lt=MOST_ATTEMPTS, pk__gt=after)
        .order_by("pk")
        .first()
    )


def owed_now(pk):
    """One letter still owed, locked; None where it is delivered or in another worker's hand."""
    return _in_hand().filter(pk=pk).first()


def _in_hand():
    letters = Letter.objects.select_for_update(skip_locked=True, of=("self",)).select_related("recipient")
    return letters.filter(OWED, recipient__is_active=True).exclude(recipient__email="")


def locked(pk):
    """One letter, locked."""
    return Letter.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=pk)


def failures():
    """Letters given up after the last attempt."""
    return Letter.objects.filter(FAILED).order_by(F("created_at"))
