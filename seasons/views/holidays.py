"""节假日安排: which years are loaded, each year as strips of days, loading and correcting."""

import calendar
import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.queries import trace_of
from seasons import actions, holiday_seed, queries, rules
from seasons.forms.holidays import BuiltInForm, EntryForm, lines_of
from seasons.models import HolidayList, SpecialDay

TITLE = "节假日安排"


@require_safe
@login_required
def index(request):
    """The loaded years, and the years that somebody will need."""
    now = clock.now()
    season = queries.current_season()
    needed = queries.years_touched(season, now) if season else [today(now).year, today(now).year + 1]
    covered = holiday_seed.covered_years()
    missing = [
        {"year": year, "is_covered": year in covered, "label": f"载入{year}年安排"}
        for year in queries.years_not_loaded(needed)
    ]
    context = {
        "lists": queries.holiday_lists(),
        "missing": missing,
        "refusal": rules.refuse_office(request.user),
        "trail": [(TITLE, "")],
    }
    return render(request, "seasons/holidays.html", context)


@require_safe
@login_required
def year(request, year):
    """One year, month by month; a year that is not loaded says so."""
    _known(year)
    loaded = HolidayList.objects.select_related("loaded_by").filter(year=year).first()
    is_covered = year in holiday_seed.covered_years()
    if loaded is None and not is_covered and rules.refuse_office(request.user):
        raise Http404
    context = {
        "year": year,
        "loaded": loaded,
        "is_covered": is_covered,
        "months": _months(year, {day.date: day for day in loaded.days.all()}, today()) if loaded else [],
        "correction_url": f"{reverse('seasons:holiday_entry')}?year={year}",
        "refusal": rules.refuse_office(request.user),
        "trace": trace_of(loaded) if loaded else [],
        "trail": [(TITLE, reverse("seasons:holidays")), (f"{year}年", "")],
    }
    return render(request, "seasons/holiday_year.html", context)


@login_required
def load(request, year):
    """载入内置安排, with the number of the notice it was checked against."""
    _known(year)
    insist(rules.refuse_office(request.user))
    form = BuiltInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.load_covered_year(year, **form.cleaned_data, by=request.user)
        messages.success(request, f"{year}年节假日安排已载入。")
        return redirect("seasons:holiday_year", year)
    context = {
        "title": f"载入{year}年安排",
        "lead": "内置安排照录国务院办公厅历年通知；载入前请与通知原文核对。",
        "trail": [(TITLE, reverse("seasons:holidays")), (f"载入{year}年", "")],
        "forms": [form],
        "act": f"载入{year}年安排",
        "back": reverse("seasons:holidays"),
    }
    return render(request, "seasons/form.html", context)


@login_required
def enter(request):
    """录入: typed or uploaded lines."""
    insist(rules.refuse_office(request.user))
    form = EntryForm(request.POST or None, request.FILES or None, initial={"year": request.GET.get("year")})
    if request.method == "POST" and form.is_valid():
        written = form.cleaned_data
        year = written["year"]
        if "preview" in request.POST:
            return _preview(request, written)
        actions.load_holidays(
            year, written["document_number"], written["days"], by=request.user, reason=written["reason"]
        )
        messages.success(request, f"{year}年节假日安排已载入。")
        return redirect("seasons:holiday_year", year)
    context = {
        "title": "录入节假日安排",
        "lead": "按国务院办公厅当年通知逐日录入放假和调休上班的日期；平常的周末不必录入。",
        "trail": [(TITLE, reverse("seasons:holidays")), ("录入", "")],
        "forms": [form],
        "act": "预览",
        "back": reverse("seasons:holidays"),
        "has_file": True,
        "hidden": [("preview", "1")],
    }
    return render(request, "seasons/form.html", context)


def _preview(request, written):
    """核对: the year as it would stand, and what differs from the list loaded so far; nothing is loaded yet."""
    year, days = written["year"], written["days"]
    refusal = rules.refuse_holidays(request.user, year, written["document_number"], days, reason=written["reason"])
    former = {day.date: day for day in SpecialDay.objects.filter(date__year=year)}
    coming = {day.date: day for day in days}
    kept = [date for date in former if date in coming and former[date].kind == coming[date].kind]
    context = {
        "year": year,
        "written": written,
        "refusal": refusal,
        "lines": lines_of(days),
        "months": [] if refusal else _months(year, coming, today()),
        "is_correction": bool(former),
        "added": [coming[date] for date in sorted(coming) if date not in kept],
        "dropped": [former[date] for date in sorted(former) if date not in kept],
        "trail": [(TITLE, reverse("seasons:holidays")), ("录入", reverse("seasons:holiday_entry")), ("核对", "")],
    }
    return render(request, "seasons/holiday_preview.html", context)


def _known(year):
    if not 2004 <= year <= 2100:
        raise Http404


def _months(year, special, on):
    return [
        {
            "title": f"{year}年{month}月",
            "days": [
                _day(datetime.date(year, month, number), special, on)
                for number in range(1, calendar.monthrange(year, month)[1] + 1)
            ],
        }
        for month in range(1, 13)
    ]


def _day(date, special, on):
    row = special.get(date)
    if row is None:
        kind, note = ("resting", "") if date.weekday() >= 5 else ("working", "")
    else:
        kind, note = ("resting", row.name) if row.kind == "rest" else ("worked", "调休上班")
    return {"date": date, "kind": kind, "note": note, "today": date == on}
