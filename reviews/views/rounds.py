"""The office's pages of the rounds: where the season's review stands; opening, extending, closing."""

from datetime import time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from common import clock
from common.dates import at_time, moment_words, today
from common.refusals import insist
from reviews import actions
from reviews.actions.closing import short_of_scores
from reviews.forms.rounds import ExtensionForm, RoundForm
from reviews.models import Round
from reviews.queries import committee, plans
from reviews.queries import rounds as queries
from reviews.queries.veil import hidden_from
from reviews.rules import opening, windows
from reviews.rules import rounds as rules
from reviews.rules.office import refuse_reading
from seasons.queries import current_season

OFFICE = ("评审安排", "/reviews/office/")
FIRST_HOUR, LAST_HOUR = time(9), time(17)
USUAL = timedelta(days=14)  # how long a round lasts unless the plan or the office says otherwise


@login_required
def open_round(request):
    """开启评审轮次: the next planned one, or the one asked for where dossiers wait for several."""
    insist(refuse_reading(request.user))
    season, now = current_season(), clock.now()
    rulebook = plans.rulebook_of_review(season)
    steps = plans.next_rounds(season, rulebook)
    coming = next((one for one in steps if str(one.plan.pk) == request.GET.get("plan")), steps[0] if steps else None)
    count = coming.waiting.exclude(pk__in=hidden_from(request.user, season)).count() if coming else 0
    form = RoundForm(request.POST or None, initial=_window_of(coming, now))
    if request.method == "POST" and form.is_valid():
        opened = actions.open_round(season, plan=coming and coming.plan, by=request.user, **form.cleaned_data)
        messages.success(request, f"{opened.name}已开启。")
        return redirect("reviews:office")
    return render(
        request,
        "confirm.html",
        {
            "title": "开启评审轮次",
            "trail": [OFFICE, ("开启轮次", "")],
            "what": f"开启{season}{coming.name}（{coming.plan.get_kind_display()}）。"
            if coming
            else f"开启{season}评审轮次。",
            "count": f"参评{count}件" if coming else "",
            "consequences": _what_opening_means(coming, count),
            "act": "开启评审",
            "url": request.get_full_path(),
            "back": OFFICE[1],
            "form": form,
            "refusal": opening.refuse_opening(
                request.user,
                rulebook=rulebook,
                unsettled=plans.unsettled(season) if season else None,
                coming=coming,
                composition=committee.composition(season, rulebook),
                banned=queries.banned_among(coming.waiting, on=today(now)) if coming else [],
                opens_at=now,
                closes_at=now + USUAL,
                now=now,
            ),
        },
    )


def _window_of(coming, now):
    """The window to begin with: the plan's days from 9:00 to 17:00, or a fortnight from today."""
    plan = coming and coming.plan
    closes = at_time(today(now + USUAL), LAST_HOUR)
    if plan and plan.closes_on and at_time(plan.closes_on, LAST_HOUR) > now:
        closes = at_time(plan.closes_on, LAST_HOUR)
    opens = at_time(plan.opens_on, FIRST_HOUR) if plan and plan.opens_on else None
    return {"opens_at": opens if opens and now < opens < closes else None, "closes_at": closes}


def _what_opening_means(coming, count):
    if coming is None:
        return []
    whom = (
        f"{count}件资格审核通过的申报全部参评，其推荐单位将收到通知。"
        if coming.plan.position == 1
        else f"前一轮次晋级的{count}件申报参评。"
    )
    return [
        whom,
        f"评分项、每件{coming.plan.scores_per_nomination}位评委和计分办法按首轮开启时的细则，各轮次之间不再变更。",
        "开启后，委员可先申明回避，再由评审办公室分派评审件。",
    ]


@require_POST
@login_required
def take_in(request, pk):
    """补充评审件."""
    round = get_object_or_404(Round, pk=pk)
    actions.take_in(round, by=request.user)
    messages.success(request, "新通过审核的申报已补充到本轮，请再次分派。")
    return redirect("reviews:office")


@login_required
def extend(request, pk):
    """延长评分时间."""
    insist(refuse_reading(request.user))
    round, now = get_object_or_404(queries.rounds_of(current_season()), pk=pk), clock.now()
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        extension = actions.extend_round(round, by=request.user, **form.cleaned_data)
        messages.success(request, f"评分截止已延至{moment_words(extension.until)}，尚有未提交的委员已收到通知。")
        return redirect("reviews:office")
    behind = queries.members_behind(round, hidden=hidden_from(request.user, round.season)).count()
    return render(
        request,
        "confirm.html",
        {
            "title": "延长评分时间",
            "trail": [OFFICE, ("延长评分时间", "")],
            "what": f"{round}现行评分截止时间为{moment_words(round.closes_at)}，延长后对全体委员适用，不能再提前。",
            "count": f"尚有{behind}位委员未提交" if behind else "各委员均已提交",
            "consequences": ["只通知尚有未提交评分的委员；已经提交的评分不受影响。", "延长理由载入台账。"],
            "act": "延长评分时间",
            "url": request.path,
            "back": OFFICE[1],
            "form": form,
            "refusal": windows.refuse_extending(
                request.user, round, until=max(round.closes_at, now) + USUAL, reason="延长", now=now
            ),
        },
    )


@login_required
def close(request, pk):
    """结束评审."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(queries.rounds_of(current_season()), pk=pk)
    if request.method == "POST":
        actions.close_round(round, by=request.user)
        return redirect("reviews:office")
    progress = queries.progress(round, hidden=hidden_from(request.user, round.season))
    return render(
        request,
        "confirm.html",
        {
            "title": "结束评审轮次",
            "trail": [OFFICE, ("结束轮次", "")],
            "what": f"结束{round.season}{round.name}，此后不再接受评分。",
            "count": f"已提交{progress['submitted']}份，弃权{progress['abstained']}份，未提交{progress['waiting']}份",
            "consequences": [
                "评分表全部锁定，随后可以生成排名。",
                "每件须有细则规定的有效评分数；确无其他委员可评的，须过半数。",
            ],
            "act": "结束评审",
            "url": request.path,
            "back": OFFICE[1],
            "kind": "danger",
            "refusal": rules.refuse_closing(
                request.user,
                round,
                drawn=queries.is_drawn(round),
                short=short_of_scores(round) if round.closed_at is None else [],
            ),
        },
    )
