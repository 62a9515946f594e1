"""What the publicity officer keeps: drafts, publication, outlets, closing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common import clock
from common.pages import page_of
from common.refusals import insist
from ledger.queries import trace_of
from publicity import actions, gazette, queries, rules, wording
from publicity.forms import NoticeFilters, NoticeForm, OrderForm
from seasons import queries as seasons

TRAIL = ("公示", reverse_lazy("publicity:manage"))


@login_required
@require_GET
def manage(request):
    """公示一览."""
    insist(rules.refuse_reading(request.user))
    filters = NoticeFilters(request.GET or None, seasons=seasons.seasons_listed())
    notices = queries.listed(queries.visible_to(request.user))
    if filters.is_valid() and filters.cleaned_data["season"]:
        notices = notices.filter(season__code=filters.cleaned_data["season"])
    season = seasons.current_season()
    rulebook = seasons.rulebook_in_force(season)
    context = {
        "title": "公示",
        "trail": [("公示", "")],
        "page": page_of(notices, request.GET.get("page")),
        "filters": filters,
        "ready": queries.eligible(season, rulebook).count() if rulebook else 0,
        "may_prepare": rules.refuse_office(request.user) is None,
        "rulebook": rulebook,
    }
    return render(request, "publicity/manage.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def prepare(request):
    """拟定公示."""
    insist(rules.refuse_office(request.user))
    now = clock.now()
    season = seasons.current_season()
    rulebook = seasons.rulebook_in_force(season)
    refusal = rules.refuse_drafting(request.user, rulebook)
    initial = {"title": wording.proposed_title(season), "text": wording.proposed_text(rulebook)} if rulebook else {}
    form = NoticeForm(request.POST or None, initial=initial)
    if request.method == "POST" and refusal is None and form.is_valid():
        refusal = rules.refuse_dates(
            rulebook, seasons.calendar(), form.cleaned_data["opens_on"], form.cleaned_data["closes_on"]
        ) or rules.refuse_beginning(form.cleaned_data["opens_on"], now)
        if refusal is None:
            notice = actions.prepare_notice(season, by=request.user, now=now, **form.cleaned_data)
            messages.success(request, f"已拟定公示，名单共{notice.names.count()}人，请核对日期和次序后发布。")
            return redirect("publicity:managed", notice.pk)
    context = {
        "title": "拟定公示",
        "trail": [TRAIL, ("拟定公示", "")],
        "form": form,
        "refusal": refusal,
        "ready": queries.eligible(season, rulebook).count() if rulebook else 0,
        "counting": wording.counting_words(rulebook) if rulebook else "",
        "act": "推算日期并生成名单",
        "back": reverse("publicity:manage"),
    }
    return render(request, "publicity/draft.html", context)


@login_required
@require_GET
def notice(request, pk):
    """One notice in the office: draft or published."""
    now = clock.now()
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    names = list(queries.names_of(found))
    doubles = [(one.name) for one in names]
    for one in names:
        one.is_namesake = doubles.count(one.name) > 1
    context = {
        "title": found.title,
        "trail": [TRAIL, (f"{found.season}第{found.number}号", "")],
        "notice": found,
        "names": names,
        "period": wording.period_words(found),
        "days": gazette.calendar_days(found, now),
        "copy": queries.artefacts.copy_of(found),
        "folder": gazette.address_of(found),
        "counting": wording.counting_words(found.rulebook),
        "changing": rules.refuse_changing(request.user, found),
        "publication": None if found.is_published else _publication_refusal(request.user, found, now),
        "correcting": rules.refuse_correction_page(request.user, found) if found.is_published else None,
        "unscheduling": rules.refuse_unscheduling(request.user, found),
        "missing": queries.required_outlets_missing(found) if found.is_published else [],
        "extensions": found.extensions.all(),
        "changes": gazette.changes_of(found) if found.is_correction else None,
        "closing": rules.refuse_closing(request.user, found, now=now, calendar=seasons.calendar()),
        "outlets": queries.publications_of(found),
        "recording": rules.refuse_office(request.user) or rules.refuse_closed(found),
        "order_form": OrderForm(names=names),
        "trace": trace_of(found),
    }
    return render(request, "publicity/managed.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def redraft(request, pk):
    """修改拟稿."""
    now = clock.now()
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    refusal = rules.refuse_changing(request.user, found)
    form = NoticeForm(
        request.POST or None,
        initial={
            "opens_on": found.opens_on,
            "closes_on": None,
            "title": found.title,
            "text": found.text,
            "contact": found.contact,
        },
    )
    if request.method == "POST" and form.is_valid():
        refusal = rules.refuse_redrafting(
            request.user,
            found,
            seasons.calendar(),
            opens_on=form.cleaned_data["opens_on"],
            closes_on=form.cleaned_data["closes_on"],
            now=now,
        )
        if refusal is None:
            actions.redraft(found, by=request.user, now=now, **form.cleaned_data)
            messages.success(request, "拟稿已修改，公示期已重新推算。")
            return redirect("publicity:managed", pk)
    context = {
        "title": "修改拟稿",
        "trail": [TRAIL, (found.title, reverse("publicity:managed", args=[pk])), ("修改拟稿", "")],
        "form": form,
        "refusal": refusal,
        "ready": found.names.count(),
        "counting": wording.counting_words(found.rulebook),
        "act": "保存并重新推算",
        "back": reverse("publicity:managed", args=[pk]),
    }
    return render(request, "publicity/draft.html", context)


@login_required
@require_POST
def renew(request, pk):
    """重新生成名单."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.renew_list(found, by=request.user)
    messages.success(request, f"名单已按现有人选重新生成，共{found.names.count()}人。")
    return redirect("publicity:managed", pk)


@login_required
@require_POST
def reorder(request, pk):
    """调整次序."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    insist(rules.refuse_changing(request.user, found))
    form = OrderForm(request.POST, names=found.names.order_by("position"))
    if form.is_valid():
        actions.reorder(found, by=request.user, order=form.order())
        messages.success(request, "次序已按所填序号重排。")
    else:
        messages.error(request, "次序未保存：每人的序号应填正整数。")
    return redirect("publicity:managed", pk)


@login_required
@require_POST
def leave_out(request, pk, name_pk):
    """移出名单."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    name = get_object_or_404(found.names, pk=name_pk)
    actions.leave_out(name, by=request.user)
    messages.success(request, f"已将{name.name}移出名单。")
    return redirect("publicity:managed", pk)


@login_required
@require_http_methods(["GET", "POST"])
def discard(request, pk):
    """删除拟稿, after asking."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    if request.method == "POST":
        actions.discard(found, by=request.user)
        messages.success(request, "拟稿已删除，名单中的人选可以列入新的拟稿。")
        return redirect("publicity:manage")
    return _ask(
        request,
        found,
        what=f"将删除拟稿“{found.title}”。",
        act="删除拟稿",
        kind="danger",
        url=reverse("publicity:discard", args=[pk]),
        refusal=rules.refuse_changing(request.user, found),
    )


@login_required
@require_http_methods(["GET", "POST"])
def publish(request, pk):
    """发布公示, after asking."""
    now = clock.now()
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    if request.method == "POST":
        actions.publish(found, by=request.user, now=now)
        messages.success(request, "公示已发布，名单已封存。请登记各渠道的刊发情况。")
        return redirect("publicity:managed", pk)
    names = [one.name for one in queries.names_of(found)]
    return _ask(
        request,
        found,
        what=f"将发布“{found.title}”，公示时间：{wording.period_words(found)}。",
        count=f"共{len(names)}人",
        whom=names,
        consequences=[
            "标题、正文、日期、名单和次序即时封存，不能修改或撤回。",
            "名单上的人选进入公示，推荐单位和候选人收到函告。",
            "社会公众可以在公示期内提出异议。",
        ],
        act="发布公示",
        kind="primary",
        url=reverse("publicity:publish", args=[pk]),
        refusal=_publication_refusal(request.user, found, now),
    )


@login_required
@require_POST
def close(request, pk):
    """公示办结 by hand, where the timetable had to wait for an outlet."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    actions.close_notice(found, by=request.user)
    messages.success(request, "公示已办结，没有未结异议的人选已通过公示。")
    return redirect("publicity:managed", pk)


def _publication_refusal(user, notice, now):
    return rules.refuse_publication(user, notice, seasons.calendar(), now=now)


def _ask(request, notice, **words):
    back = reverse("publicity:managed", args=[notice.pk])
    trail = [TRAIL, (notice.title, back), (words["act"], "")]
    return render(request, "confirm.html", {"title": words["act"], "trail": trail, "back": back, **words})
