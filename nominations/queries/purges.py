"""清除的读取: which files come to their end, when, and what holds them back."""

import datetime

from django.db.models import F, Q

from common.dates import add_years, today
from nominations.models import Nomination
from nominations.purging import NEVER_FILED, UNSUCCESSFUL

AHEAD = datetime.timedelta(days=30)
ENDING = Q(state__in=UNSUCCESSFUL) | Q(state__in=NEVER_FILED, season__concluded_on__isnull=False)


def ending():
    """未入选材料: ended without success, or never filed in a season that is concluded; not purged yet."""
    return Nomination.objects.filter(ENDING, purged_at__isnull=True).select_related("season", "rulebook")


def day_of(nomination):
    """清除日期: the rulebook's years after the ending, or after the season's conclusion for what was never filed."""
    if nomination.state in UNSUCCESSFUL:
        since = today(nomination.state_since)
    elif nomination.state in NEVER_FILED and nomination.season.concluded_on:
        since = nomination.season.concluded_on
    else:
        return None
    return add_years(since, nomination.rulebook.retention_years)


def misdated():
    """(key, day) of every row whose stored day is not the one it should have; most days there are none."""
    wrong = [(one.pk, day) for one in ending() if (day := day_of(one)) != one.purge_on]
    revived = Nomination.objects.filter(~ENDING, purge_on__isnull=False).values_list("pk", flat=True)
    return wrong + [(pk, None) for pk in revived]


def listed():
    """清除名册: whatever has a day or has been purged, the next to come first."""
    dated = Nomination.objects.filter(purge_on__isnull=False).select_related("season", "rulebook")
    return dated.order_by(F("purged_at").asc(nulls_first=True), "purge_on", "pk")


def due(on):
    """期满: the keys of what is to be purged on a day, held back or not."""
    return ending().filter(purge_on__lte=on).values_list("pk", flat=True)


def to_tell(on):
    """About to be purged, and nobody told yet."""
    return ending().filter(purge_on__lte=on + AHEAD, purge_told_at__isnull=True)
