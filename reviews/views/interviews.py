"""面试安排: the office makes the groups, sees the timetable and prints it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.dates import plain_day_words, today
from common.refusals import insist
from reviews import actions
from reviews.actions.interviews import group_name, preview_groups, refuse_outcome, refuse_too_few
from reviews.forms.interviews import ArrangementForm
from reviews.grouping import Grouping
from reviews.queries import interviews as queries
from reviews.queries import rounds
from reviews.queries.committee import composition, pledged
from reviews.queries.veil import hidden_from
from reviews.rules import interviews as rules
from reviews.rules.office import refuse_others, refuse_reading
from reviews.views.printed_timetable import timetable_pdf
from seasons.queries import current_season

OFFICE = ("评审安排", "/reviews/office/")


def round_at(request, pk):
    """A round of the current season, for those who read the office's pages."""
    insist(refuse_reading(request.user))
    return get_object_or_404(rounds.rounds_of(current_season()), pk=pk)


def trail_to(round, *more):
    """评审安排 › 面试安排 › …"""
    return [OFFICE, ("面试安排", reverse("reviews:timetable", args=[round.pk])), *more]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def timetable(request, pk):
    """The groups as they stand; before there are any, the form and the preview of what would be issued."""
    round = round_at(request, pk)
    insist(rules.refuse_timetable(round))
    found = queries.timetable_of(round)
    if found is not None and request.method != "POST":
        return _standing(request, round, found)
    if request.method == "POST":
        insist(refuse_others(request.user, "编组并排定面试时间"))
    form = ArrangementForm(request.POST or request.GET or None, round=round)
    if request.method == "POST" and form.is_valid():
        expected = request.POST.get("fingerprint", "")
        actions.arrange(round, form.arrangement, by=request.user, expected=expected)
        messages.success(request, "面试安排已经印发，候选人、推荐单位和委员均已函告。")
        return redirect("reviews:timetable", pk)
    return _preview(request, round, form)


def _preview(request, round, form):
    hidden, now = hidden_from(request.user, round.season), clock.now()
    waiting = queries.without_turn(round)
    members = pledged(round.season_id).count()
    found = outcome = None
    if form.is_bound and form.is_valid():
        found = preview_groups(round, form.arrangement, now=now)
        outcome = refuse_outcome(round, found, groups=len(form.arrangement.places))
    refusal = rules.refuse_arranging(
        request.user,
        round,
        composition=composition(round.season, round.rulebook),
        is_arranged=False,
        waiting=waiting.count(),
        banned=rounds.banned_among(waiting, on=today(now)),
        first_day=form.arrangement.first_day if found else None,
        now=now,
    )
    shown = isinstance(found.outcome, Grouping) if found else False
    return render(
        request,
        "reviews/arrange.html",
        {
            "round": round,
            "form": form,
            "refusal": refusal or outcome,
            "found": found,
            "groups": _previewed(round, found, form.arrangement.places, hidden) if shown else [],
            "figures": [
                ("候选人", waiting.exclude(pk__in=hidden).count()),
                ("可评委员", members),
                ("每位至少评审人数", round.plan.scores_per_nomination),
                ("至多编组", max(1, members // round.plan.scores_per_nomination)),
            ],
            "trail": [OFFICE, ("面试安排", "")],
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _previewed(round, found, places, hidden):
    """(name, room, members, [(time, nomination)]) of each group, without the turns hidden from the reader."""
    is_whole = len(places) == 1 and round.plan.panel == "whole"
    return [
        (
            "全体委员" if is_whole else group_name(number),
            place,
            [found.members[key] for key in group.members],
            [
                (at, found.nominations[key])
                for at, key in zip(found.times, group.candidates, strict=False)
                if key not in hidden
            ],
        )
        for number, (place, group) in enumerate(zip(places, found.outcome.groups, strict=True), start=1)
    ]


def _standing(request, round, found):
    hidden = hidden_from(request.user, round.season)
    groups = list(queries.groups_of(found, hidden=hidden))
    waiting = queries.without_turn(round).exclude(pk__in=hidden).count()
    return render(
        request,
        "reviews/timetable.html",
        {
            "round": round,
            "timetable": found,
            "groups": groups,
            "short": [one for group in groups for one in group.turns if one.panel < round.plan.scores_per_nomination],
            "waiting": waiting,
            "figures": [
                ("组数", len(groups)),
                ("候选人", sum(len(group.turns) for group in groups)),
                ("评分已齐", sum(one.scored >= one.panel > 0 for group in groups for one in group.turns)),
                ("未排定", waiting),
            ],
            "refusal": refuse_others(request.user, "补排候选人"),
            "trail": [OFFICE, ("面试安排", "")],
        },
    )


@require_POST
@login_required
def add(request, pk):
    """补排."""
    round = round_at(request, pk)
    found = get_object_or_404(queries.Timetable, round=round)
    actions.add_to_timetable(found, by=request.user)
    messages.success(request, "已补排到各组最后，并已函告。")
    return redirect("reviews:timetable", pk)


@require_safe
@login_required
def printed(request, pk, number, use):
    """One group's timetable on paper: for the door (names and times), or for the office (with members to sign)."""
    round = round_at(request, pk)
    group = get_object_or_404(queries.group_at(round, number))
    hidden = hidden_from(request.user, round.season)
    answer = HttpResponse(timetable_pdf(round, group, use=use, hidden=hidden), content_type="application/pdf")
    name = f"{round.season.code} {round.name} {group.name} {plain_day_words(group.timetable.first_day)}.pdf"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def whole(request, pk):
    """全体委员评审 of written files: asked once, then every member has every file."""
    round = round_at(request, pk)
    if request.method == "POST":
        actions.assign_whole(round, by=request.user)
        messages.success(request, "全部申报已分派给全体委员，并已函告。")
        return redirect("reviews:office")
    waiting = queries.without_assignments(round)
    members = pledged(round.season_id)
    candidates = queries.candidates(round, waiting, on=today(clock.now()))
    refusal = rules.refuse_whole(
        request.user,
        round,
        composition=composition(round.season, round.rulebook),
        waiting=waiting.count(),
        banned=rounds.banned_among(waiting, on=today(clock.now())),
    ) or refuse_too_few(round, queries.jurors(members), candidates, waiting)
    count = waiting.exclude(pk__in=hidden_from(request.user, round.season)).count()
    return render(
        request,
        "confirm.html",
        {
            "title": "分派全体委员评审",
            "trail": [OFFICE, ("分派全体委员评审", "")],
            "what": f"{round}的每件申报分派给全体已签署承诺书、无回避关系的委员。",
            "count": f"{count}件申报，{members.count()}位委员",
            "consequences": ["每位委员收到一封通知，随即可以评分。", "应当回避的委员不会得到该件的评分表。"],
            "act": "分派全体委员",
            "url": request.path,
            "back": OFFICE[1],
            "refusal": refusal,
        },
    )
