"""Reads of this room: the ban that stands, and the register."""

import datetime
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Q

from common.dates import today
from sanctions.models import Ban
from sanctions.states import SubjectKind

_LONGEST = ("-until", "subject_kind", "pk")


_known: ContextVar[tuple | None] = ContextVar("known_bans", default=None)


@contextmanager
def asked_together(on: datetime.date):
    """Inside, the bans that stand on this day are read once: for a whole list of people and units."""
    longest = {}
    for place, ban in enumerate(standing(on).order_by(*_LONGEST)):
        longest.setdefault((ban.subject_kind, ban.subject_hash), (place, ban))
    token = _known.set((on, longest))
    try:
        yield
    finally:
        _known.reset(token)


def standing_ban(identity_hash: str = "", unit_hash: str = "", on: datetime.date | None = None) -> Ban | None:
    """在禁报期内: the ban on the person or the unit that holds longest on a day, both ends included."""
    known = _known.get()
    if known is not None and known[0] == on:
        asked = ((SubjectKind.PERSON, identity_hash), (SubjectKind.UNIT, unit_hash))
        return min((known[1][one] for one in asked if one[1] and one in known[1]), default=(0, None))[1]
    subjects = Q()
    if identity_hash:
        subjects |= Q(subject_kind=SubjectKind.PERSON, subject_hash=identity_hash)
    if unit_hash:
        subjects |= Q(subject_kind=SubjectKind.UNIT, subject_hash=unit_hash)
    if not subjects:
        return None
    return standing(on).filter(subjects).order_by(*_LONGEST).first()


def standing(on: datetime.date | None = None):
    """All bans that stand on a day; on today unless said."""
    on = on or today()
    return Ban.objects.filter(lifted_at__isnull=True, since__lte=on, until__gte=on)


def banned_subjects(on: datetime.date | None = None) -> set[tuple[str, str]]:
    """Who stands under a ban that day, as (kind, hash): one question for a whole list."""
    return set(standing(on).values_list("subject_kind", "subject_hash"))


def register():
    """禁报名册, the latest finding first."""
    return Ban.objects.select_related("imposed_by", "lifted_by")


def filtered(on: datetime.date, *, words: str = "", kind: str = "", course: str = ""):
    """The register, narrowed by its filters."""
    bans = register()
    if words:
        bans = bans.filter(Q(subject_name__icontains=words) | Q(decision_number__icontains=words))
    if kind:
        bans = bans.filter(subject_kind=kind)
    if course == "lifted":
        return bans.filter(lifted_at__isnull=False)
    if course == "standing":
        return bans.filter(lifted_at__isnull=True, until__gte=on)
    if course == "ended":
        return bans.filter(lifted_at__isnull=True, until__lt=on)
    return bans


def due_to_end(on: datetime.date):
    """期满: the last day is over and the end not yet written down."""
    return Ban.objects.filter(lifted_at__isnull=True, ended_at__isnull=True, until__lt=on)


def due_to_be_reminded_of(on: datetime.date, days: int):
    """即将期满: ends within so many days and nobody has been reminded yet."""
    return about_to_end(on, days).filter(reminded_at__isnull=True)


def about_to_end(on: datetime.date, days: int):
    """Standing bans whose last day is near."""
    return standing(on).filter(until__lte=on + datetime.timedelta(days=days))


def locked(pk: int) -> Ban:
    """The ban's row, held until the act is done."""
    return Ban.objects.select_for_update().get(pk=pk)
