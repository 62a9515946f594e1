"""名录: open to everybody, without signing in."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from common.conditional import unless_unchanged
from common.dates import plain_day_words
from common.pages import addresses_of, page_of
from honours.forms import RollFilter
from honours.queries import public as queries
from honours.views.verification import facts_of

GOAL = 1000


@require_safe
def roll(request):
    """荣誉榜: fifty names a page, with how far towards the thousand."""
    filters = RollFilter(request.GET, choices=queries.roll_choices())
    page = page_of(queries.roll(**filters.asked), request.GET.get("page"))
    address = addresses_of("honours:craftsman")
    context = {
        "title": "上海工匠名录",
        "filters": filters,
        "page": page,
        "names": [_line(honour, address) for honour in page.object_list],
        "figures": [
            ("累计命名", queries.standing_count(), "以本平台记载为准，不含已撤销的"),
            ("选树目标", GOAL, "到2025年累计选树（沪工总经〔2015〕260号 二）"),
        ],
        "ladder": queries.ladder_counts(),
    }
    return unless_unchanged(request, render(request, "honours/roll.html", context))


def _line(honour, address):
    shown = queries.Shown.of(honour)
    return {
        "name": shown.name,
        "unit": shown.unit,
        "url": address(honour.certificate.serial),
        "note": honour.season.label,
        "revoked": not honour.is_standing,
        "restored": honour.is_standing and honour.was_revoked,
    }


@require_safe
def craftsman(request, serial):
    """One craftsman: name, unit, post, season and resolution, no more."""
    honour = queries.craftsman(serial)
    if honour is None and (current := queries.serial_that_took_its_place(serial)):
        return redirect("honours:craftsman", current, permanent=True)
    if honour is None:
        raise Http404("名录中没有这一编号。")
    shown = queries.Shown.of(honour)
    context = {
        "title": shown.name,
        "shown": shown,
        "honour": honour,
        "facts": facts_of(honour, honour.certificate, shown),
        "history": _history(queries.changes_of(honour)) if honour.is_standing else "",
        "climb": queries.climb_of(honour),
    }
    return unless_unchanged(request, render(request, "honours/craftsman.html", context))


def _history(changes):
    """曾撤销、已恢复 in one sentence; empty where nothing was ever taken back."""
    steps = [f"{plain_day_words(one.at)}经{one.decision_number}{one.get_kind_display()}" for one in changes]
    return f"该荣誉称号曾于{'，'.join(steps)}，现为有效。" if steps else ""
