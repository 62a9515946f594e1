"""Reading one's letters; not an act of office, so the ledger is not asked."""

from django.db.models import F
from django.db.models.functions import Coalesce

from common import clock
from letters import queries


def mark_read(letter, *, now=None):
    """Note when the recipient first opened the letter; from then on it has reached him and cannot be recalled."""
    if letter.read_at is None:
        now = now or clock.now()
        _opened(queries.of(letter.recipient).filter(pk=letter.pk), now)
        letter.read_at = now
    return letter


def mark_all_read(user, *, now=None) -> int:
    """Note all letters of a person as read."""
    return _opened(queries.of(user), now or clock.now())


def _opened(letters, now):
    unread = letters.filter(read_at__isnull=True)
    return unread.update(read_at=now, delivered_at=Coalesce(F("delivered_at"), now))
