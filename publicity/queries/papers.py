"""材料 of every kind this room keeps: for the scan and for the sweep of files without a row."""

from functools import partial

from nominations.states import Scan
from publicity.models.papers import KeptPaper


def kinds() -> list[type[KeptPaper]]:
    """Every kind of paper."""
    return KeptPaper.__subclasses__()


def waiting_for_the_scan(kind):
    """待查毒."""
    return kind.objects.filter(scan=Scan.WAITING)


def next_to_scan(kind, *, after):
    """The next file to scan, locked; one that another worker has in hand is passed over."""
    rows = waiting_for_the_scan(kind).select_for_update(skip_locked=True, of=("self",))
    return rows.filter(pk__gt=after).order_by("pk").first()


def folders():
    """Where each kind lies in the store, with the question which of these paths have a row."""
    return [(kind.folder, partial(_with_a_row, kind)) for kind in kinds()]


def _with_a_row(kind, paths) -> set[str]:
    return set(kind.objects.filter(file__in=list(paths)).values_list("file", flat=True))
