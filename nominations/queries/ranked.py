"""推荐排序表的读取: a body's order as it would be printed, its code, its scans."""

from nominations.content import digest_of
from nominations.models import RankedListScan
from nominations.queries import ranking
from nominations.states import Scan
from printing.version_code import code_of


def lines_of(body, season):
    """(次序, opinion) from 1 without a gap: the standing ranks in order; whoever has none is not on the list."""
    ranked = ranking.standing(body, season).filter(rank__isnull=False).select_related("nomination")
    return list(enumerate(ranked, start=1))


def unranked(body, season):
    """How many of a body's own have no rank yet."""
    return ranking.standing(body, season).filter(rank__isnull=True).count()


def code_of_list(body, season, lines):
    """版本码: of whom the list names, in which order."""
    content = {"body": body.pk, "season": season.code, "order": [one.nomination.number for _, one in lines]}
    return code_of(digest_of(content))


def scans_of(body, season):
    """盖章的推荐排序表, the latest first."""
    scans = RankedListScan.objects.filter(organisation=body, season=season)
    return scans.select_related("uploaded_by", "season")


def scan_at(token):
    """A scan by its unguessable name."""
    return RankedListScan.objects.select_related("organisation").filter(token=token).first()


def waiting_for_the_scan():
    """待查毒."""
    return RankedListScan.objects.filter(scan=Scan.WAITING)


def next_to_scan(*, after):
    """The next list to scan, locked; one that another worker has in hand is passed over."""
    rows = waiting_for_the_scan().select_for_update(skip_locked=True, of=("self",)).filter(pk__gt=after)
    return rows.select_related("organisation", "season", "uploaded_by").order_by("pk").first()


def with_a_row(paths) -> set[str]:
    """Of these paths in the store, those that a list is kept under."""
    return set(RankedListScan.objects.filter(file__in=list(paths)).values_list("file", flat=True))
