"""证书、奖牌等奖励事项的发放与交回."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from honours.actions import awarding
from honours.forms import AWARD_COURSES, HandOverForm, ReturnForm
from honours.queries import office
from honours.rules import naming as rules
from honours.rules.awarding import refuse_take_back
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
            "today": today(clock.now()),
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
            issues,
            on=form.cleaned_data["on"],
            to=form.cleaned_data["to"],
            note=form.cleaned_data["note"],
            by=request.user,
            now=clock.now(),
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
    form = ReturnForm(request.POST or None, initial={"on": today(now)})
    if request.method == "POST" and form.is_valid():
        awarding.take_back(issue, **form.cleaned_data, by=request.user, now=now)
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
            "refusal": refuse_take_back(request.user, issue, on=today(now), now=now),
        },
    )
