"""佐证材料 by themselves: for replacing, scanning and sweeping."""

from nominations.models import Evidence
from nominations.states import Scan


def locked(pk):
    """One paper, held until the act is done."""
    return Evidence.objects.select_for_update(of=("self",)).get(pk=pk)


def waiting_for_the_scan():
    """待查毒: superseded papers too, for a revision shows them."""
    return Evidence._base_manager.filter(scan=Scan.WAITING)


def next_to_scan(*, after):
    """The next file to scan, locked; one that another worker has in hand is passed over."""
    rows = waiting_for_the_scan().select_for_update(skip_locked=True, of=("self",)).filter(pk__gt=after)
    return rows.select_related("nomination__screener", "uploaded_by").order_by("pk").first()


def with_a_row(paths) -> set[str]:
    """Of these paths in the store, those that a paper, standing or superseded, is kept under."""
    return set(Evidence._base_manager.filter(file__in=list(paths)).values_list("file", flat=True))
