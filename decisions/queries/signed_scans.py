"""签发扫描件: which one stands, which wait for the scan, which files of the store have a row."""

from decisions.models import Resolution, SignedScan
from decisions.states import SignedPaper
from nominations.states import Scan


def locked_resolution(pk) -> Resolution:
    """The resolution's row, held until the act is done."""
    return Resolution.objects.select_for_update(of=("self",)).select_related("sitting").get(pk=pk)


def standing(resolution, paper=SignedPaper.RESOLUTION) -> SignedScan | None:
    """The one kept of this paper; one with a virus is gone."""
    kept = resolution.signed_scans.filter(paper=paper).exclude(scan=Scan.INFECTED)
    return kept.select_related("resolution", "kept_by").first()


def infected(resolution, paper=SignedPaper.RESOLUTION) -> SignedScan | None:
    """The latest of this paper in which a virus was found."""
    return resolution.signed_scans.filter(paper=paper, scan=Scan.INFECTED).last()


def kept_as(resolution, received) -> SignedScan | None:
    """The scan of either paper that was received as this very file."""
    return resolution.signed_scans.filter(received_sha256=received).exclude(scan=Scan.INFECTED).first()


def waiting_for_the_scan():
    """待查毒."""
    return SignedScan.objects.filter(scan=Scan.WAITING)


def next_to_scan(*, after) -> SignedScan | None:
    """The next to scan, locked; one that another worker has in hand is passed over."""
    rows = waiting_for_the_scan().select_related("resolution", "kept_by")
    rows = rows.select_for_update(skip_locked=True, of=("self",))
    return rows.filter(pk__gt=after).order_by("pk").first()


def with_a_row(paths) -> set[str]:
    """Which of these files of the store are known."""
    return set(SignedScan.objects.filter(file__in=list(paths)).values_list("file", flat=True))
