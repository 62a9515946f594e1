"""年度: the list, the public summary, and the office's page of one season."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import moment_words
from common.refusals import insist
from ledger.queries import trace_of
from seasons import actions, queries, rules
from seasons.forms.seasons import ExtensionForm, SeasonForm
from seasons.models import Season
from seasons.views.wording import majority_words, notice_words, order_words

TRAIL = ("年度与细则", "")


def listed():
    """The trail's way back to the list."""
    return ("年度与细则", reverse("seasons:list"))


def of_office(season):
    """The trail's way back to one season."""
    return (season.label, reverse("seasons:office", args=[season.code]))


@require_safe
@login_required
def index(request):
    """All seasons; everyone signed in may read them."""
    seasons = list(queries.seasons_listed())
    return render(
        request,
        "seasons/list.html",
        {"seasons": seasons, "trail": [TRAIL], "refusal": rules.refuse_office(request.user)},
    )


@login_required
def create(request):
    """建立年度."""
    insist(rules.refuse_office(request.user))
    form = SeasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        season = actions.create_season(**form.cleaned_data, by=request.user)
        messages.success(request, f"{season}已建立，请起草实施细则。")
        return redirect("seasons:office", season.code)
    context = {
        "title": "建立年度",
        "lead": "年度是名称，不由日期推算；代码用作申报编号和证书编号的前缀。",
        "trail": [listed(), ("建立年度", "")],
        "forms": [form],
        "act": "建立年度",
        "back": reverse("seasons:list"),
    }
    return render(request, "seasons/form.html", context)


@require_safe
def season(request, code):
    """The public summary of a season: its dates and rules, for anybody."""
    season = get_object_or_404(Season, code=code)
    rulebook = queries.rulebook_in_force(season)
    context = {"season": season, "rulebook": rulebook, "title": f"{season.label}上海工匠选树"}
    if rulebook:
        context |= {
            "closes": queries.closing_moment(rulebook),
            "order": order_words(rulebook),
            "notice": notice_words(rulebook),
            "outlets": rulebook.outlets.all(),
            "criteria": rulebook.criteria.all(),
            "award_items": rulebook.award_items.all(),
        }
    return render(request, "seasons/season.html", context)


@require_safe
@login_required
def office(request, code):
    """One season with its editions, extensions and what is missing."""
    season = get_object_or_404(Season, code=code)
    now, user = clock.now(), request.user
    rulebook = queries.rulebook_in_force(season)
    context = {
        "season": season,
        "trail": [listed(), (season.label, "")],
        "rulebook": rulebook,
        "closes": queries.closing_moment(rulebook) if rulebook else None,
        "majority": majority_words(rulebook) if rulebook else "",
        "editions": queries.rulebooks_visible_to(user).filter(season=season),
        "extensions": season.extensions.select_related("organisation", "granted_by"),
        "missing_years": queries.years_not_loaded(queries.years_touched(season, now)),
        "refusals": {
            "draft": rules.refuse_drafting(user, season),
            "extend": rules.refuse_office(user),
            "current": rules.refuse_making_current(user, season),
            "conclude": rules.refuse_concluding(user, season),
        },
        "trace": trace_of(season, *season.rulebooks.all(), most=12),
    }
    return render(request, "seasons/office.html", context)


@login_required
@require_POST
def make_current(request, code):
    """设为当前年度."""
    season = actions.make_current(get_object_or_404(Season, code=code), by=request.user)
    messages.success(request, f"{season}已设为当前年度。")
    return redirect("seasons:office", code)


@login_required
def conclude(request, code):
    """收官, asked first."""
    season = get_object_or_404(Season, code=code)
    if request.method == "POST":
        actions.conclude_season(season, by=request.user)
        messages.success(request, f"{season}已收官。")
        return redirect("seasons:office", code)
    context = {
        "title": f"{season}收官",
        "trail": [listed(), of_office(season), ("收官", "")],
        "what": f"为{season}办理收官。",
        "consequences": [
            "收官后不再起草、印发细则，不再延期。",
            "该年度不再是当前年度，此后可将下一年度设为当前年度。",
            "申报、公示、命名等各项记录照旧可查。",
        ],
        "act": "办理收官",
        "url": request.path,
        "back": reverse("seasons:office", args=[code]),
        "refusal": rules.refuse_concluding(request.user, season),
    }
    return render(request, "confirm.html", context)


@login_required
def extend(request, code):
    """延期."""
    season = get_object_or_404(Season, code=code)
    insist(rules.refuse_office(request.user))
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        extension = actions.grant_extension(season, **form.cleaned_data, by=request.user)
        messages.success(request, f"{extension}已登记，延至{moment_words(extension.until)}。")
        return redirect("seasons:office", code)
    closes = queries.closing_moment(season)
    context = {
        "title": "延长申报期",
        "lead": f"现行全体截止时间为{moment_words(closes)}。" if closes else "细则印发后方可延期。",
        "trail": [listed(), of_office(season), ("延期", "")],
        "forms": [form],
        "act": "批准延期",
        "back": reverse("seasons:office", args=[code]),
    }
    return render(request, "seasons/form.html", context)
