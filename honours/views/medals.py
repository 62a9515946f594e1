"""五一劳动奖章推荐: the register, one recommendation with its papers, and the steps of its own decision."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common import clock
from common.dates import moment_words, plain_day_words, today
from common.downloads import handed_over
from common.pages import page_of
from common.refusals import insist
from honours.actions import medals as actions
from honours.forms.medals import MedalDecisionForm, MedalForm, MedalOutcomeForm, OpinionForm
from honours.forms.registers import MEDAL_COURSES
from honours.queries import medals as queries
from honours.queries import office
from honours.rules import medals as rules
from honours.rules.naming import OFFICE, may_read
from honours.states import MedalState
from honours.views.doors import at_current_serial, filters_of, found_or_404, only_for, season_or_404
from publicity.rules.papers import refuse_opening


@only_for(may_read)
@require_safe
def register(request):
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
            "page": page_of(queries.medals(season, **filters.asked), request.GET.get("page")),
            "acts": request.user.holds(*OFFICE),
        },
    )


@only_for(may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, serial):
    """拟推荐, with its basis and the conditions of the rulebook."""
    honour = found_or_404(office.honour_of(serial), "没有这一编号的荣誉。")
    rulebook = honour.nomination.rulebook
    form = MedalForm(request.POST or None, conditions=queries.lines_of(rulebook.medal_conditions))
    if request.method == "POST" and form.is_valid():
        actions.propose_medal(
            honour, basis=form.cleaned_data["basis"], conditions=form.conditions, by=request.user, now=clock.now()
        )
        messages.success(request, f"已拟推荐{honour.name}授予上海市五一劳动奖章。")
        return redirect("honours:medal", serial)
    departments = queries.lines_of(rulebook.medal_departments)
    return render(
        request,
        "confirm.html",
        {
            "title": f"拟推荐五一劳动奖章：{honour.name}",
            "trail": [("五一劳动奖章推荐", _list_of(honour)), (honour.name, "")],
            "what": f"拟推荐{honour.name}（{honour.unit_name}）授予上海市五一劳动奖章。",
            "consequences": [
                f"将登记征求下列部门意见：{'、'.join(departments)}。"
                if departments
                else "本年度细则未列征求意见的部门，可直接决定推荐与否。",
                "推荐与否由另一人决定，授予另行审定（沪工总经〔2015〕260号 三(五)：符合条件的）。",
            ],
            "act": "拟推荐",
            "url": request.path,
            "back": _list_of(honour),
            "form": form,
            "refusal": rules.refuse_medal(request.user, honour),
        },
    )


@only_for(may_read)
@at_current_serial
@require_safe
def medal(request, serial):
    """One recommendation: conditions, departments, decision, outcome."""
    honour = found_or_404(office.honour_of(serial), "没有这一编号的荣誉。")
    found = found_or_404(queries.papers_of(honour), "尚未拟推荐。")
    return render(
        request,
        "honours/medal.html",
        {
            "title": f"五一劳动奖章推荐：{honour.name}",
            "trail": [("五一劳动奖章推荐", _list_of(honour)), (honour.name, "")],
            "medal": found,
            "facts": _facts(found),
            "acts": request.user.holds(*OFFICE),
            "refusal": rules.refuse_deciding(request.user, found, complete=False),
            "asking": found.state == MedalState.ASKING,
            "proposed": found.state == MedalState.PROPOSED,
        },
    )


@only_for(may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request, serial, pk):
    """登记部门意见."""
    honour = found_or_404(office.honour_of(serial), "没有这一编号的荣誉。")
    found = found_or_404(queries.papers_of(honour), "尚未拟推荐。")
    asked = found_or_404(next((one for one in found.opinions.all() if one.pk == pk), None), "没有征求这一部门的意见。")
    now = clock.now()
    form = OpinionForm(request.POST or None, request.FILES or None, initial={"on": today(now)})
    if request.method == "POST" and form.is_valid():
        actions.record_opinion(asked, **form.cleaned_data, by=request.user, now=now)
        messages.success(request, f"已登记{asked.department}的答复。")
        return redirect("honours:medal", serial)
    return render(
        request,
        "confirm.html",
        {
            "title": f"登记部门意见：{asked.department}",
            "trail": [(honour.name, reverse("honours:medal", args=[serial])), ("登记部门意见", "")],
            "what": f"登记{asked.department}对推荐{honour.name}的答复。",
            "consequences": ["登记后不能更改。"],
            "act": "登记答复",
            "url": request.path,
            "back": reverse("honours:medal", args=[serial]),
            "form": form,
            "refusal": rules.refuse_opinion(request.user, found, asked, answer="", on=asked.asked_on, note="", now=now),
        },
    )


@only_for(may_read)
@at_current_serial
@require_safe
def letter(request, serial, pk):
    """复函扫描件, to be saved."""
    honour = found_or_404(office.honour_of(serial), "没有这一编号的荣誉。")
    kept = found_or_404(queries.letter_of(honour, pk), "该部门的意见没有复函扫描件。")
    insist(refuse_opening(kept))
    return handed_over(kept.file, kept.name)


@only_for(may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, serial):
    """推荐与否, by another person."""
    honour = found_or_404(office.honour_of(serial), "没有这一编号的荣誉。")
    found = found_or_404(queries.papers_of(honour), "尚未拟推荐。")
    form = MedalDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decided = actions.decide_medal(found, **form.cleaned_data, by=request.user, now=clock.now())
        messages.success(request, f"已登记：{decided.get_state_display()}。")
        return redirect("honours:medal", serial)
    return render(
        request,
        "confirm.html",
        {
            "title": f"决定推荐与否：{honour.name}",
            "trail": [(honour.name, reverse("honours:medal", args=[serial])), ("决定推荐与否", "")],
            "what": f"决定是否推荐{honour.name}授予上海市五一劳动奖章。",
            "consequences": [
                f"拟推荐人：{found.proposed_by}；推荐依据：{found.basis}",
                "条件和部门意见自此不能更改；授予结果另行登记。",
            ],
            "act": "登记决定",
            "url": request.path,
            "back": reverse("honours:medal", args=[serial]),
            "form": form,
            "refusal": rules.refuse_deciding(request.user, found, complete=False),
        },
    )


@only_for(may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request, serial):
    """登记结果, with the document of the award."""
    honour = found_or_404(office.honour_of(serial), "没有这一编号的荣誉。")
    found = found_or_404(queries.papers_of(honour), "尚未推荐，没有结果可以登记。")
    form = MedalOutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        settled = actions.record_medal(found, **form.cleaned_data, by=request.user, now=clock.now())
        messages.success(request, f"已登记{honour.name}的奖章推荐结果：{settled.get_state_display()}。")
        return redirect("honours:medal", serial)
    return render(
        request,
        "confirm.html",
        {
            "title": f"登记奖章推荐结果：{honour.name}",
            "trail": [(honour.name, reverse("honours:medal", args=[serial])), ("登记结果", "")],
            "what": f"登记{honour.name}的上海市五一劳动奖章推荐结果。",
            "consequences": [f"推荐依据：{found.basis}", "登记后不能更改。"],
            "act": "登记结果",
            "url": request.path,
            "back": reverse("honours:medal", args=[serial]),
            "form": form,
            "refusal": rules.refuse_medal_outcome(request.user, found, state="", document_number=""),
        },
    )


def _list_of(honour):
    return f"{reverse('honours:medals')}?season={honour.season.code}"


def _facts(medal):
    facts = [
        ("进程", medal.get_state_display()),
        ("推荐依据", medal.basis),
        ("拟推荐", f"{medal.proposed_by}，{moment_words(medal.proposed_at)}"),
    ]
    if medal.decided_at:
        facts.append(("决定", f"{medal.decided_by}，{moment_words(medal.decided_at)}"))
    if medal.reason:
        facts.append(("理由", medal.reason))
    if medal.document_number:
        facts.append(("授予文号", medal.document_number))
    if not medal.honour.is_standing:
        facts.append(("荣誉", f"已于{plain_day_words(medal.honour.revoked_at)}撤销"))
    return facts
