"""Reads of exports; ``own`` is the only door to a file."""

from datetime import timedelta

from django.db.models import Q

from exports.models import Export
from exports.states import UNDER_WAY, State

SILENCE = timedelta(minutes=2)  # after this long without a sign of life a worker is taken for dead
HANDED_OUT = timedelta(minutes=30)  # so long a fetched file stays for a slow line


def own(user):
    """我的导出."""
    return Export.objects.filter(asked_by=user).select_related("asked_by")


def waiting(user):
    """Asked for and neither fetched nor over."""
    return own(user).filter(state__in=(*UNDER_WAY, State.READY))


def register(*, state="", full="", words=""):
    """导出登记: all of them, for supervision; no file can be reached from here."""
    found = Export.objects.select_related("asked_by")
    if state:
        found = found.filter(state=state)
    if full:
        found = found.filter(is_unmasked=full == "yes")
    if words:
        found = found.filter(Q(asked_by__full_name__icontains=words) | Q(title__icontains=words))
    return found


def locked(model, pk, *, passing_by=False):
    """The row, held until the act is done; None where another worker holds it and we pass by."""
    return model.objects.select_for_update(of=("self",), skip_locked=passing_by).filter(pk=pk).first()


def to_make(model, now):
    """Asked for, or left behind by a worker that gives no sign of life."""
    left = Q(state=State.MAKING, seen_at__lte=now - SILENCE)
    return model.objects.filter(Q(state=State.QUEUED) | left).order_by("pk")


def to_clear(now):
    """Files whose time is over, and fetched ones that nobody is reading any more."""
    over = Q(state=State.READY, expires_at__lte=now)
    fetched = Q(state=State.FETCHED, fetched_at__lte=now - HANDED_OUT) & ~Q(file="")
    return Export.objects.filter(over | fetched).order_by("pk")
