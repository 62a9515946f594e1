"""Reads of the ledger: the search of those who watch, and the trace on a page."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from common.dates import at_time, end_of
from ledger import acts
from ledger.models import Entry
from ledger.veils import kept_from


@dataclass(frozen=True)
class Trace:
    """One line of a page's trace."""

    act: str
    who: str
    role: str
    at: datetime
    note: str
    unmasking: bool


def trace_of(*subjects, most: int = 30, without: tuple[str, ...] = ()) -> list[Trace]:
    """Who did what with these objects, newest first; ``without`` names acts this page's reader may not know of."""
    asked = Q()
    for subject in subjects:
        asked |= Q(subject_kind=subject._meta.label_lower, subject_id=subject.pk)
    if not subjects:
        return []
    entries = Entry.objects.filter(asked).exclude(act__in=without).order_by("-at", "-pk")[:most]
    return [
        Trace(
            act=entry.act_words,
            who=entry.actor_name,
            role=entry.role,
            at=entry.at,
            note=entry.reason,
            unmasking=acts.is_unmasking(entry.act),
        )
        for entry in entries
    ]


def search(
    *,
    act: str = "",
    actor: str = "",
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
    reader=None,
):
    """Entries that fit all of what is asked, newest first; both days are included.

    What the ``reader`` may not know of is left out, and out of the count with it.
    """
    entries = _known_to(reader, Entry.objects.order_by("-at", "-pk"))
    if act:
        entries = entries.filter(act=act)
    if actor:
        entries = entries.filter(actor_name__icontains=actor)
    if subject:
        entries = entries.filter(subject_label__icontains=subject)
    if since:
        entries = entries.filter(at__gte=at_time(since, datetime.min.time()))
    if until:
        entries = entries.filter(at__lt=end_of(until))
    return entries


def of(kind: str, key: int, *, reader=None):
    """All entries of one object that the reader may know of, oldest first."""
    return _known_to(reader, Entry.objects.filter(subject_kind=kind, subject_id=key).order_by("at", "pk"))


def _known_to(reader, entries):
    if reader is None:
        return entries
    kept = kept_from(reader)
    return entries.exclude(kept) if kept else entries
