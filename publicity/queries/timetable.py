"""What falls due by itself: publication, closing, names whose own time is over; and the calendar it is counted by."""

from django.db.models import Exists, OuterRef

from nominations.states import State
from publicity.models import Notice, NoticeName
from publicity.states import CorrectionKind, NameState
from seasons.models import HolidayList


def due_to_close(now):
    """Notices whose time is over; one that was corrected is closed with its correction."""
    return _open_notices().exclude(corrected_by__published_at__isnull=False).filter(closes_at__lte=now).order_by("pk")


def due_to_publish(now):
    """定时发布 whose minute has come."""
    due = Notice.objects.filter(published_at__isnull=True, scheduled_for__lte=now)
    return list(due.order_by("scheduled_for", "pk").values_list("pk", flat=True))


def still_counting():
    """Published and not closed: those whose count a change of the holiday list may still concern."""
    return _open_notices().order_by("pk")


def with_names_elapsed(now):
    """Material corrections in which names that were not touched have come to the end of their own time."""
    elapsed = NoticeName.objects.filter(
        notice=OuterRef("pk"), clock__closes_at__lte=now, nomination__state=State.ON_NOTICE, state=NameState.SHOWN
    )
    return (
        _open_notices()
        .exclude(corrected_by__published_at__isnull=False)
        .filter(Exists(elapsed), correction_kind=CorrectionKind.MATERIAL, closes_at__gt=now)
        .order_by("pk")
    )


def _open_notices():
    return Notice.objects.filter(published_at__isnull=False, closed_at__isnull=True).select_related(
        "rulebook", "corrects", "corrected_by"
    )


def calendar_of(first, last):
    """The holiday lists of the years a period touches."""
    return HolidayList.objects.filter(year__gte=first.year, year__lte=last.year).order_by("year")


def sources_of_calendar(first, last) -> str:
    """The numbers of the documents those lists were taken from."""
    return "、".join(one.document_number for one in calendar_of(first, last))[:200]
