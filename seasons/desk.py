"""What waits in this room: rulebooks to issue, years without a holiday list; for the review office."""

from django.urls import reverse

from accounts.states import Role
from common.desk import Waiting
from seasons import queries
from seasons.models import Rulebook


def waiting(user, now) -> list[Waiting]:
    """Only the review office has work here."""
    if not user.holds(Role.REVIEW_OFFICE):
        return []
    season = queries.current_season()
    return [*_to_issue(), *_to_begin(season), *_years_to_load(season, now)]


def _to_issue():
    drafts = Rulebook.objects.filter(issued_at__isnull=True, season__concluded_on__isnull=True)
    return [
        Waiting(
            f"{draft.season}实施细则（第{draft.edition}版）待印发",
            1,
            reverse("seasons:rulebook", args=[draft.season.code, draft.edition]),
            due=draft.submission_opens_at,
            rank=30,
        )
        for draft in drafts.select_related("season").order_by("submission_opens_at")
    ]


def _to_begin(season):
    if season is None:
        return [Waiting("尚无当前年度", 1, reverse("seasons:list"), rank=30)]
    return []


def _years_to_load(season, now):
    if season is None:
        return []
    missing = queries.years_not_loaded(queries.years_touched(season, now))
    words = "、".join(f"{year}年" for year in missing)
    return [Waiting(f"{words}节假日安排待载入", len(missing), reverse("seasons:holidays"), rank=70)] if missing else []
