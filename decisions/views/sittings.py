"""The secretary's pages: sittings, members, roster, attendance, opening and closing of the vote."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common import clock
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from decisions import actions, counting, queries, rules, wording
from decisions.forms import (
    AttendanceForm,
    CloseForm,
    ComingForm,
    ConveneForm,
    MatterForm,
    RecusalForm,
    RosterForm,
    SittingFilters,
)
from decisions.queries import approvals
from decisions.states import SittingKind
from ledger.queries import trace_of
from seasons import queries as seasons

TRAIL = ("主席办公会", "/decisions/")


@login_required
@require_GET
def sittings(request):
    """主席办公会一览."""
    insist(rules.refuse_reading(request.user))
    filters = SittingFilters(request.GET or None, seasons=seasons.seasons_listed())
    found = queries.listed(queries.visible_to(request.user))
    if filters.is_valid() and filters.cleaned_data["season"]:
        found = found.filter(season__code=filters.cleaned_data["season"])
    season = seasons.current_season()
    rulebook = seasons.rulebook_in_force(season)
    ready = queries.eligible(season, rulebook).count() if rulebook else 0
    context = {
        "title": "主席办公会",
        "trail": [("主席办公会", "")],
        "page": page_of(found, request.GET.get("page")),
        "filters": filters,
        "may_convene": rules.refuse_office(request.user) is None,
        "not_now": None if ready else rules.refuse_calling(request.user, rulebook, [], now=clock.now()),
        "ready": ready,
        "places": queries.places_left(season, rulebook) if rulebook else 0,
        "to_confirm": queries.eligible(season, rulebook, kind=SittingKind.CONFIRMATION).count() if rulebook else 0,
    }
    return render(request, "decisions/sittings.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def convene(request):
    """召集会议."""
    insist(rules.refuse_office(request.user))
    now = clock.now()
    season = seasons.current_season()
    rulebook = seasons.rulebook_in_force(season)
    kind = SittingKind.CONFIRMATION if "confirm" in request.GET else SittingKind.SELECTION
    ready = list(queries.eligible(season, rulebook, kind=kind)) if rulebook else []
    initial = {"held_on": today(now)}
    if season:
        initial["title"] = wording.proposed_title(season, queries.next_number(season), kind=kind)
    form = ConveneForm(request.POST or None, people=queries.chair_members(), initial=initial)
    refusal = rules.refuse_calling(request.user, rulebook, ready, kind=kind, now=now)
    if request.method == "POST" and refusal is None and form.is_valid():
        given = form.cleaned_data
        refusal = rules.refuse_convening(
            request.user,
            rulebook,
            nominations=ready,
            members=list(given["members"]),
            chair=given["chair"],
            kind=kind,
            now=now,
        )
        if refusal is None:
            made = actions.convene(season, by=request.user, kind=kind, now=now, **given)
            messages.success(request, f"已召集会议，审议名单共{made.roster.count()}人，成员已收到函告。")
            return redirect(made)
    context = {
        "title": "召集会议",
        "trail": [TRAIL, ("召集会议", "")],
        "form": form,
        "refusal": refusal,
        "ready": len(ready),
        "places": queries.places_left(season, rulebook) if rulebook else 0,
        "shares": counting.share_words(rulebook) if rulebook else "",
    }
    return render(request, "decisions/convene.html", context)


@login_required
@require_GET
def sitting(request, pk):
    """One sitting, as the secretary and supervision see it; a member is led to the ballot."""
    return page_for(request, found_for(request, pk))


@login_required
@require_POST
def roster(request, pk):
    """拟定审议名单: by the numbers typed, or anew from all who are ready."""
    found = found_for(request, pk)
    if "anew" in request.POST:
        actions.set_roster(found, by=request.user)
        messages.success(request, "审议名单已按确认的排名重新生成。")
        return redirect(found)
    insist(rules.refuse_preparation(request.user, found))
    form = RosterForm(request.POST, items=queries.roster_of(found))
    if form.is_valid():
        actions.set_roster(found, form.nominations(), by=request.user)
        messages.success(request, "审议名单已按所填次序保存，未填次序的人选已移出。")
    else:
        messages.error(request, "名单未保存：次序应填正整数，不列入的留空。")
    return redirect(found)


@login_required
@require_POST
def attendance(request, pk):
    """登记到会."""
    found = found_for(request, pk)
    insist(rules.refuse_preparation(request.user, found))
    form = AttendanceForm(request.POST, members=list(queries.members_of(found)))
    if not form.is_valid():
        return page_for(request, found, attendance_form=form, status=400)
    actions.mark_present(found, list(form.cleaned_data["present"]), by=request.user)
    messages.success(request, f"已登记到会{len(form.cleaned_data['present'])}人。")
    return redirect(found)


@login_required
@require_POST
def recusal(request, pk):
    """登记回避."""
    found = found_for(request, pk)
    insist(rules.refuse_office(request.user))
    form = RecusalForm(request.POST, sitting=found)
    if not form.is_valid():
        return page_for(request, found, recusal_form=form, status=400)
    given = form.cleaned_data
    actions.recuse(given["roster_item"], given["member"], reason=given["reason"], by=request.user)
    messages.success(request, f"已登记{given['member'].user}对{given['roster_item'].nomination.name}的回避。")
    return redirect(found)


@login_required
@require_http_methods(["GET", "POST"])
def open_(request, pk):
    """开始表决, after asking."""
    now = clock.now()
    found = found_for(request, pk)
    if request.method == "POST":
        actions.open_voting(found, by=request.user, now=now)
        messages.success(request, "表决已开始，名单已封存，到会成员已收到函告。")
        return redirect(found)
    names = [item.nomination.name for item in queries.roster_of(found)]
    return ask_first(
        request,
        found,
        what="将开始表决。",
        count=f"审议{len(names)}人，到会{found.members.filter(is_present=True).count()}人",
        whom=names,
        consequences=[
            "成员、到会和名单即时固定，名单及所见内容取校验值。",
            "此后名单上任何一人的姓名、单位、岗位、排名或进程有变动，本次会议作废。",
        ],
        act="开始表决",
        kind="primary",
        url=reverse("decisions:open", args=[pk]),
        refusal=rules.refuse_opening(request.user, found, now=now),
    )


@login_required
@require_http_methods(["GET", "POST"])
def close(request, pk):
    """结束表决, after asking for number and signatory."""
    found = found_for(request, pk)
    form = CloseForm(request.POST or None)
    now = clock.now()
    refusal = rules.refuse_closing(request.user, found, now=now, complete=False)
    if request.method == "POST" and refusal is None and form.is_valid():
        refusal = rules.refuse_closing(request.user, found, now=now, **form.cleaned_data)
        if refusal is None:
            done = actions.close_voting(found, by=request.user, now=now, **form.cleaned_data)
            if done.voided_at:
                messages.error(request, f"会议作废，未形成决议。{done.voided_because}")
                return redirect(found)
            messages.success(request, "表决已结束，决议已形成。")
            return redirect("decisions:resolution", pk)
        form.add_error(None, str(refusal))
        refusal = None
    silent = [one.user.full_name for one in queries.silent_members(found)]
    silence = "计为弃权" if found.rulebook.silence_abstains else "对该人选视为未到会"
    waiting = f"到会成员{'、'.join(silent)}尚有未表决的人选，结束后{silence}。" if silent else "到会成员均已表决。"
    return ask_first(
        request,
        found,
        what="将结束表决、计票并形成决议。",
        count=f"名额尚余{queries.places_left(found.season, found.rulebook)}名",
        consequences=[
            waiting,
            counting.share_words(found.rulebook),
            wording.beyond_the_places(found.rulebook),
            "决议一经形成不能修改。",
        ],
        act="结束表决并形成决议",
        kind="primary",
        form=form,
        url=reverse("decisions:close", args=[pk]),
        refusal=refusal,
    )


@login_required
@require_POST
def void(request, pk):
    """作废会议."""
    found = found_for(request, pk)
    actions.void(found, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, "会议已作废，人选可以提请以后的会议审议。")
    return redirect(found)


def found_for(request, pk):
    """The sitting, where this reader may see it."""
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def page_for(request, found, *, status=200, **forms):
    """One sitting, with whatever form was not in order."""
    items = queries.roster_for(request.user, found)
    members = list(queries.members_of(found))
    seat = next((one for one in members if one.user_id == request.user.pk), None)
    stale, lapsed, reserves = approvals.after_resolution(found, clock.now())
    for item in stale:
        item.lapsing = rules.refuse_lapse(request.user, item, item.nomination, changed=True, now=clock.now())
    for item in reserves:
        item.sitting = found
        item.calling = rules.refuse_calling_up(request.user, item, now=clock.now())
        item.seating = rules.refuse_seating(request.user, item, now=clock.now()) if item.called_up_at else None
    context = {
        "title": found.title,
        "trail": [TRAIL, (f"第{found.number}次", "")],
        "sitting": found,
        "items": items,
        "members": members,
        "present": sum(one.is_present for one in members),
        "needed": counting.needed_for_quorum(found.rulebook, len(members)),
        "places": queries.places_left(found.season, found.rulebook),
        "shares": counting.share_words(found.rulebook),
        "recusals": list(queries.recusals_listed(found)),
        "office": rules.refuse_office(request.user),
        "preparing": rules.refuse_preparation(request.user, found),
        "opening": rules.refuse_opening(request.user, found, now=clock.now()) if not found.voting_opened_at else None,
        "roster_form": RosterForm(items=items),
        "attendance_form": AttendanceForm(members=members),
        "recusal_form": RecusalForm(sitting=found),
        "agenda": list(queries.agenda_of(found)),
        "agenda_refusal": rules.refuse_agenda(request.user, found),
        "coming_form": ComingForm(members=[one for one in members if not one.is_present]),
        "going_form": ComingForm(members=[one for one in members if one.is_present], prefix="going"),
        "matter_form": MatterForm(),
        "changed": queries.changed_since_opening(found, items, clock.now()),
        "gone_stale": stale,
        "lapsed": lapsed,
        "reserves": reserves,
        "seat": seat,
        "trace": trace_of(found),
        **forms,
    }
    return render(request, "decisions/sitting.html", context, status=status)


def ask_first(request, sitting, **words):
    """The page before a weighty act."""
    trail = [TRAIL, (sitting.title, sitting.get_absolute_url()), (words["act"], "")]
    return render(
        request,
        "confirm.html",
        {"title": words["act"], "trail": trail, "back": sitting.get_absolute_url(), **words},
    )
