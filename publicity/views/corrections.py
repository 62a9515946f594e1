"""更正 and 定时发布 in the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common import clock
from publicity import actions, queries, rules, wording
from publicity.forms import CorrectionForm, LineForm, ScheduleForm
from publicity.states import CorrectionKind
from publicity.views.office import TRAIL
from seasons import queries as seasons

LEAD = "已发布的公示保留原文。更正公示另行编号，发布后原公示指向更正后的版本，并列明更正前后的文字。"
CLOSED = (
    "本公示已经办结：实质更正即另行公示，所涉人选退回公示，期满后再行审定，其余人选的结果不变；文字更正不影响结果。"
)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request, pk):
    """拟定更正 of a published notice, or 另行公示 where its time is over."""
    now = clock.now()
    anew = "anew" in request.GET
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    refusal = rules.refuse_correction_page(request.user, found)
    owed = queries.awaiting_correction().filter(pk=request.GET.get("objection")).first() if _asked(request) else None
    initial = {"kind": CorrectionKind.MATERIAL if anew else CorrectionKind.SLIP if found.is_closed else None}
    if owed:
        initial |= {"reason": owed.correction, "touched": [owed.notice_name.nomination_id]}
    form = CorrectionForm(request.POST or None, initial=initial, names=queries.may_begin_anew(found))
    refusal = refusal or (rules.refuse_anew(found) if anew else None)
    act = "另行公示" if anew else "拟定更正"
    if request.method == "POST" and refusal is None and form.is_valid():
        given = form.cleaned_data
        words = {name: given[name] for name in ("kind", "reason", "opens_on")}
        refusal = rules.refuse_correcting(request.user, found, seasons.calendar(), now=now, **words)
        if refusal is None:
            correction = actions.prepare_correction(found, by=request.user, now=now, **given)
            messages.success(request, "更正公示已拟稿，请逐项更正有误之处，核对后发布。")
            return redirect("publicity:managed", correction.pk)
    context = {
        "title": act,
        "lead": LEAD + (CLOSED if found.is_closed else ""),
        "trail": _trail(found, act),
        "form": form,
        "refusal": refusal,
        "act": "拟定另行公示" if anew else act,
        "back": reverse("publicity:managed", args=[pk]),
    }
    return render(request, "publicity/one_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def line(request, pk, name_pk):
    """更正一行 of a correction's draft."""
    now = clock.now()
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    one = get_object_or_404(queries.names_of(found), pk=name_pk)
    former = found.corrects.names.get(nomination=one.nomination_id) if found.is_correction else None
    initial = {"name": one.name, "unit_name": one.unit_name, "post": one.post, "is_touched": one.is_touched}
    form = LineForm(request.POST or None, initial=initial)
    if found.correction_kind == CorrectionKind.SLIP:
        del form.fields["is_touched"]
    refusal = rules.refuse_correcting_line(request.user, found, one, former, name=one.name, unit_name=one.unit_name)
    if request.method == "POST" and refusal is None and form.is_valid():
        given = form.cleaned_data
        refusal = rules.refuse_correcting_line(
            request.user, found, one, former, name=given["name"], unit_name=given["unit_name"]
        )
        if refusal is None:
            actions.correct_line(one, by=request.user, now=now, **given)
            messages.success(request, f"{given['name']}的文字已更正，发布后生效。")
            return redirect("publicity:managed", pk)
    printed = f"原公示：{former.name}，{former.unit_name}，{former.post or '—'}。" if former else ""
    context = {
        "title": f"更正：{initial['name']}",
        "lead": f"{printed}申报材料：{one.nomination.name}，{one.nomination.unit_name}，{one.nomination.post or '—'}。",
        "trail": _trail(found, "更正一行"),
        "form": form,
        "refusal": refusal,
        "act": "保存更正",
        "back": reverse("publicity:managed", args=[pk]),
    }
    return render(request, "publicity/one_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def schedule(request, pk):
    """定时发布."""
    now = clock.now()
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    calendar = seasons.calendar()
    form = ScheduleForm(request.POST or None)
    refusal = rules.refuse_scheduling(request.user, found, calendar, now=now)
    if request.method == "POST" and refusal is None and form.is_valid():
        moment = form.cleaned_data["moment"]
        refusal = rules.refuse_scheduling(request.user, found, calendar, moment=moment, now=now)
        if refusal is None:
            actions.schedule(found, moment=moment, by=request.user, now=now)
            messages.success(request, "已定时，届时自动发布。")
            return redirect("publicity:managed", pk)
    context = {
        "title": "定时发布",
        "lead": f"公示时间：{wording.period_words(found)}。定时期间不能修改拟稿，可以随时取消定时。",
        "trail": _trail(found, "定时发布"),
        "form": form,
        "refusal": refusal,
        "act": "定时发布",
        "back": reverse("publicity:managed", args=[pk]),
    }
    return render(request, "publicity/one_form.html", context)


@login_required
@require_POST
def unschedule(request, pk):
    """取消定时."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.unschedule(found, by=request.user)
    messages.success(request, "定时已取消，可以修改拟稿或立即发布。")
    return redirect("publicity:managed", pk)


def _asked(request):
    return request.GET.get("objection", "").isdecimal()


def _trail(notice, words):
    return [TRAIL, (notice.title, reverse("publicity:managed", args=[notice.pk])), (words, "")]
