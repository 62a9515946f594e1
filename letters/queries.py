"""Whose letters, and which are owed."""

from collections import defaultdict

from django.db.models import Count, Exists, Min, OuterRef, Q

from letters.models import Dispatch, Letter
from letters.states import MOST_ATTEMPTS, Delivery
from letters.topics import REQUESTS

NOT_YET_THERE = Q(delivered_at__isnull=True, recalled_at__isnull=True)
OWED = Q(sent_at__isnull=True, recalled_at__isnull=True)
DELIVERIES = {
    Delivery.OWED: OWED & Q(attempts=0),
    Delivery.RETRYING: OWED & Q(attempts__gt=0, attempts__lt=MOST_ATTEMPTS),
    Delivery.FAILED: OWED & Q(attempts__gte=MOST_ATTEMPTS),
    Delivery.DELIVERED: Q(sent_at__isnull=False),
    Delivery.RECALLED: Q(recalled_at__isnull=False),
}


def of(user):
    """A person's own letters, newest first: the only door to the inbox. What was recalled never came."""
    return Letter.objects.filter(recipient=user, recalled_at__isnull=True)


def unread(user) -> dict:
    """How many letters a person has not opened, and since when; asked once per person and request."""
    if not hasattr(user, "_unread_letters"):
        waiting = of(user).filter(read_at__isnull=True).order_by()
        user._unread_letters = waiting.aggregate(count=Count("pk"), oldest=Min("created_at"))
    return user._unread_letters


def unread_count(user) -> int:
    """How many letters a person has not opened."""
    return unread(user)["count"]


def outbox(*, way: str = "", delivery: str = "", words: str = ""):
    """All letters without their text, with how far each way has come, for those who watch over delivery."""
    letters = Letter.objects.select_related("recipient").defer("body").prefetch_related("dispatches")
    dispatches = Dispatch.objects.filter(letter=OuterRef("pk"))
    if way:
        dispatches = dispatches.filter(way=way)
    if delivery == Delivery.PORTAL_ONLY:
        letters = letters.filter(~Exists(dispatches), recalled_at__isnull=True)
    elif delivery == Delivery.RECALLED and not way:
        letters = letters.filter(
            Q(recalled_at__isnull=False) | Exists(dispatches.filter(DELIVERIES[Delivery.RECALLED]))
        )
    elif delivery:
        letters = letters.filter(Exists(dispatches.filter(DELIVERIES[Delivery(delivery)])))
    elif way:
        letters = letters.filter(Exists(dispatches))
    if words:
        letters = letters.filter(Q(subject__icontains=words) | Q(recipient__full_name__icontains=words))
    return letters


def next_due(way, *, after, now):
    """The next dispatch of a way, locked with its letter; what another worker has in hand is passed over."""
    due = Dispatch.objects.select_for_update(skip_locked=True, of=("self", "letter")).filter(
        OWED, Q(retry_at__isnull=True) | Q(retry_at__lte=now), way=way, attempts__lt=MOST_ATTEMPTS, pk__gt=after
    )
    due = due.filter(letter__recalled_at__isnull=True, letter__recipient__is_active=True)
    return due.select_related("letter__recipient").order_by("pk").first()


def locked(pk):
    """One letter, locked."""
    return Letter.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=pk)


def undelivered_about(about: str, *, kinds=None, to=None) -> list[Letter]:
    """The letters about a page that have reached nobody, locked; one just being sent is waited for."""
    letters = Letter.objects.filter(NOT_YET_THERE, about=about)
    if kinds is not None:
        letters = letters.filter(kind__in=kinds)
    if to is not None:
        letters = letters.filter(recipient=to)
    return list(letters.select_for_update(of=("self",)).select_related("recipient").order_by("pk"))


def contradicted_by(letters) -> list[int]:
    """The keys of letters that the new ones make untrue, locked: on the same topic and page to the same person, besides
    requests on it to anybody, unless they were made at the same moment by the same act.

    Letters already opened are among them as long as a way is still to be taken.
    """
    told = defaultdict(set)
    moments = {}
    for letter in letters:
        if letter.topic:
            told[letter.topic, letter.about].add(letter.recipient_id)
            moments[letter.topic, letter.about] = letter.created_at
    if not told:
        return []
    open_ways = Exists(Dispatch.objects.filter(OWED, letter=OuterRef("pk")))
    still_open = Letter.objects.filter(NOT_YET_THERE | open_ways).order_by("pk")
    there = still_open.filter(topic__in={topic for topic, _ in told}, about__in={about for _, about in told})
    untrue = []
    for pk, topic, about, recipient, kind, moment in there.values_list(
        "pk", "topic", "about", "recipient_id", "kind", "created_at"
    ):
        matter = (topic, about)
        is_earlier_request = matter in told and kind in REQUESTS and moment != moments[matter]
        if is_earlier_request or recipient in told.get(matter, ()):
            untrue.append(pk)
    return list(still_open.filter(pk__in=untrue).select_for_update(of=("self",)).values_list("pk", flat=True))


def failures():
    """Letters given up on some way after the last attempt."""
    given_up = Dispatch.objects.filter(DELIVERIES[Delivery.FAILED], letter=OuterRef("pk"))
    return Letter.objects.filter(Exists(given_up)).order_by("created_at")
