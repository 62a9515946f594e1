"""证书、奖牌的发放与交回，五一劳动奖章的推荐."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from honours.actions import awarding
from honours.forms import AWARD_COURSES, MEDAL_COURSES, DayForm, HandOverForm, MedalForm, MedalOutcomeForm
from honours.queries import office
from honours.rules import naming as rules
from honours.views.doors import filters_of, found_or_404, only_for, season_or_404, ticked


@only_for(rules.may_read)
@require_safe
def register(request):
    """奖励发放: every item of every craftsman; tick those handed over together."""
    season = season_or_404(request.GET.get("season", ""))
    names = [(name, name) for name in office.award_names(season)]
    filters = filters_of(request, season, courses=AWARD_COURSES.items(), extra={"award": ("事项", names)})
    page = page_of(office.award_issues(season, **filters.asked), request.GET.get("page"))
    return render(
        request,
        "honours/awards.html",
        {
            "title": f"{season}奖励发放",
            "trail": [("奖励发放", "")],
            "filters": filters,
            "page": page,
            "acts": request.user.holds(*rules.OFFICE),
            "some_owed": any(not issue.handed_over_on and issue.honour.is_standing for issue in page),
        },
    )


@only_for(rules.may_read)
@require_POST
def hand_over(request):
    """登记发放: the ticked items, on one day; asks once more with the names."""
    insist(rules.refuse_not_office(request.user))
    issues = office.chosen_issues(ticked(request, "issue"))
    insist(rules.refuse_choosing_nothing(issues))
    form = HandOverForm(
        request.POST if "on" in request.POST else None,
        issues=issues,
        initial={"issue": [issue.pk for issue in issues], "on": today(clock.now())},
    )
    if form.is_valid():
        given = awarding.hand_over_all(
            issues, on=form.cleaned_data["on"], to=form.cleaned_data["to"], by=request.user, now=clock.now()
        )
        messages.success(request, f"已登记发放 {len(given)} 项。")
        return redirect(f"{reverse('honours:awards')}?season={issues[0].honour.season.code}")
    return render(
        request,
        "confirm.html",
        {
            "title": "登记发放",
            "trail": [("奖励发放", reverse("honours:awards")), ("登记发放", "")],
            "what": "登记以下事项已经发放。",
            "count": f"共 {len(issues)} 项",
            "whom": [f"{issue.honour.name}：{issue.award_item.name}" for issue in issues],
            "consequences": ["领取人不填的，登记为本人领取。", "登记后不能更改；发放载入台账。"],
            "act": f"登记发放 {len(issues)} 项",
            "url": request.path,
            "back": reverse("honours:awards"),
            "form": form,
            "refusal": rules.refuse_not_office(request.user),
        },
    )


@only_for(rules.may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, key):
    """登记交回 after a revocation."""
    issue = found_or_404(next(iter(office.chosen_issues([key])), None), "没有这一事项。")
    now = clock.now()
    form = DayForm(request.POST or None, initial={"on": today(now)})
    if request.method == "POST" and form.is_valid():
        awarding.take_back(issue, on=form.cleaned_data["on"], by=request.user, now=now)
        messages.success(request, f"已登记{issue.honour.name}交回{issue.award_item.name}。")
        return redirect(f"{reverse('honours:awards')}?season={issue.honour.season.code}&course=returned")
    return render(
        request,
        "confirm.html",
        {
            "title": "登记交回",
            "trail": [("奖励发放", reverse("honours:awards")), ("登记交回", "")],
            "what": f"登记{issue.honour.name}交回{issue.award_item.name}。",
            "act": "登记交回",
            "url": request.path,
            "back": reverse("honours:awards"),
            "form": form,
            "refusal": rules.refuse_take_back(request.user, issue, on=today(now), now=now),
        },
    )


@only_for(rules.may_read)
@require_safe
def medals(request):
    """五一劳动奖章: who is recommended, and with what outcome."""
    season = season_or_404(request.GET.get("season", ""))
    filters = filters_of(request, season, courses=MEDAL_COURSES.items())
    return render(
        request,
        "honours/medals.html",
        {
            "title": f"{season}五一劳动奖章推荐",
            "trail": [("五一劳动奖章推荐", "")],
            "filters": filters,
            "page": page_of(office.medals(season, **filters.asked), request.GET.get("page")),
            "acts": request.user.holds(*rules.OFFICE),
        },
    )


@only_for(rules.may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def propose_medal(request, serial):
    """推荐, with its basis."""
    honour = found_or_404(office.honour_of(serial), "没有这一编号的荣誉。")
    form = MedalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        awarding.propose_medal(honour, basis=form.cleaned_data["basis"], by=request.user, now=clock.now())
        messages.success(request, f"已推荐{honour.name}授予上海市五一劳动奖章。")
        return redirect(f"{reverse('honours:medals')}?season={honour.season.code}")
    return render(
        request,
        "confirm.html",
        {
            "title": f"推荐五一劳动奖章：{honour.name}",
            "trail": [("五一劳动奖章推荐", reverse("honours:medals")), (honour.name, "")],
            "what": f"推荐{honour.name}（{honour.unit_name}）授予上海市五一劳动奖章。",
            "consequences": ["推荐须另行审定（沪工总经〔2015〕260号 三(五)：符合条件的），结果另行登记。"],
            "act": "推荐",
            "url": request.path,
            "back": reverse("honours:medals"),
            "form": form,
            "refusal": rules.refuse_medal(request.user, honour),
        },
    )


@only_for(rules.may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def record_medal(request, serial):
    """登记结果, with the document of the award."""
    honour = found_or_404(office.honour_of(serial), "没有这一编号的荣誉。")
    medal = found_or_404(getattr(honour, "medal", None), "尚未推荐，没有结果可以登记。")
    form = MedalOutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        medal = awarding.record_medal(medal, **form.cleaned_data, by=request.user, now=clock.now())
        messages.success(request, f"已登记{honour.name}的奖章推荐结果：{medal.get_state_display()}。")
        return redirect(f"{reverse('honours:medals')}?season={honour.season.code}")
    refusal = rules.refuse_medal_outcome(request.user, medal, state="", document_number="")
    return render(
        request,
        "confirm.html",
        {
            "title": f"登记奖章推荐结果：{honour.name}",
            "trail": [("五一劳动奖章推荐", reverse("honours:medals")), (honour.name, "")],
            "what": f"登记{honour.name}的上海市五一劳动奖章推荐结果。",
            "consequences": [f"推荐依据：{medal.basis}", "登记后不能更改。"],
            "act": "登记结果",
            "url": request.path,
            "back": reverse("honours:medals"),
            "form": form,
            "refusal": refusal,
        },
    )
