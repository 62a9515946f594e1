"""Reads of this room: the season of the day, the rulebook in force, the closing moment, the calendar."""

import datetime
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Count, F, Max, Q, Value

from accounts.states import Role
from common.dates import today
from organisations.models import Organisation
from seasons.models import Extension, HolidayList, Rulebook, Season, SpecialDay
from seasons.states import SpecialKind
from seasons.working_days import Calendar

_asked: ContextVar[dict | None] = ContextVar("asked", default=None)


@contextmanager
def asked_once():
    """Inside, the current season and the rulebook in force are read once: for a page that many rooms compose."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def _once(key, read):
    asked = _asked.get()
    if asked is None:
        return read()
    if key not in asked:
        asked[key] = read()
    return asked[key]


def current_season() -> Season | None:
    """当前年度: the season that pages and new nominations mean when none is named."""
    return _once("season", Season.objects.filter(is_current=True).first)


def rulebook_in_force(season: Season | None) -> Rulebook | None:
    """适用细则: the latest issued edition; a draft is in force for nobody."""
    if season is None:
        return None
    issued = season.rulebooks.filter(issued_at__isnull=False).select_related("season").order_by("-edition")
    return _once(("rulebook", season.pk), issued.first)


def closing_moment(subject: Season | Rulebook, organisation: Organisation | None = None) -> datetime.datetime | None:
    """申报截止: the rulebook's moment, or the latest extension for all or for the organisation's own branch.

    A direct self-nominee has no organisation and profits from extensions for all only. None where nothing is issued.
    """
    rulebook = rulebook_in_force(subject) if isinstance(subject, Season) else subject
    if rulebook is None:
        return None
    extended = _extended_until(rulebook.season_id, organisation)
    return max(filter(None, (rulebook.submission_closes_at, extended)))


def _extended_until(season_id: int, organisation: Organisation | None) -> datetime.datetime | None:
    """The latest extension that reaches an organisation; a page that asks for several bodies reads them all once."""
    if _asked.get() is None:
        return extensions_for(season_id, organisation).aggregate(latest=Max("until"))["latest"]
    granted = Extension.objects.filter(season_id=season_id).values_list("organisation__path", "until")
    reaching = _once(("extensions", season_id), lambda: list(granted))
    own = organisation.path if organisation else ""
    return max((until for path, until in reaching if path is None or own.startswith(path)), default=None)


def extensions_for(season_id: int, organisation: Organisation | None):
    """延期 that reach an organisation: those for all, and those granted to it or to a union above it."""
    extensions = Extension.objects.filter(season_id=season_id)
    everybody = Q(organisation__isnull=True)
    if organisation is None:
        return extensions.filter(everybody)
    return extensions.alias(own_path=Value(organisation.path)).filter(
        everybody | Q(own_path__startswith=F("organisation__path"))
    )


def calendar() -> Calendar:
    """工作日历: every loaded year, read once; years without a list stay unknown to it."""
    years = frozenset(HolidayList.objects.values_list("year", flat=True))
    days = list(SpecialDay.objects.values_list("date", "kind", "name"))
    rest = {date: name for date, kind, name in days if kind == SpecialKind.REST}
    work = frozenset(date for date, kind, _ in days if kind == SpecialKind.WORK)
    return Calendar(years, frozenset(rest), work, rest)


def years_touched(season: Season, now: datetime.datetime) -> range:
    """The calendar years a season's periods may fall in: from the opening of 申报 to the year after it closes.

    A season is not its calendar year: that of 2023 was named in January 2024.
    """
    rulebook = rulebook_in_force(season) or season.rulebooks.order_by("-edition").first()
    first = today(rulebook.submission_opens_at).year if rulebook else today(now).year
    last = today(rulebook.submission_closes_at).year if rulebook else first
    return range(min(first, today(now).year), max(last, today(now).year) + 2)


def years_not_loaded(years) -> list[int]:
    """Of these years, those without a holiday list."""
    loaded = set(HolidayList.objects.filter(year__in=list(years)).values_list("year", flat=True))
    return [year for year in years if year not in loaded]


def seasons_listed():
    """The list of seasons with how many editions of the rulebook are issued and drafted."""
    return Season.objects.annotate(
        issued_editions=Count("rulebooks", filter=Q(rulebooks__issued_at__isnull=False)),
        drafted_editions=Count("rulebooks", filter=Q(rulebooks__issued_at__isnull=True)),
    )


def rulebooks_visible_to(user):
    """What is issued everybody reads; a draft is the office's own, and supervision reads along."""
    rulebooks = Rulebook.objects.select_related("season", "issued_by")
    if user.holds(Role.REVIEW_OFFICE, Role.SUPERVISION):
        return rulebooks
    return rulebooks.filter(issued_at__isnull=False)


def draft_of(season: Season) -> Rulebook | None:
    """The edition still being written, if there is one."""
    return season.rulebooks.filter(issued_at__isnull=True).order_by("edition").first()


def holiday_lists():
    """The loaded years with the number of days off and of weekends worked."""
    return HolidayList.objects.select_related("loaded_by").annotate(
        rest_days=Count("days", filter=Q(days__kind=SpecialKind.REST)),
        work_days=Count("days", filter=Q(days__kind=SpecialKind.WORK)),
    )


def locked_season(pk: int) -> Season:
    """The season's row, held until the act is done."""
    return Season.objects.select_for_update().get(pk=pk)


def locked_rulebook(pk: int) -> Rulebook:
    """The rulebook's row, held until the act is done."""
    return Rulebook.objects.select_for_update(of=("self",)).select_related("season").get(pk=pk)
