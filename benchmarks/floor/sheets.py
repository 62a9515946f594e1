"""评分: the expert's queue, one file opened, its sheet kept and submitted."""

from django.db import transaction
from django.db.models import Count, Min, Q
from django.http import HttpResponse

from benchmarks.floor.table import PAGE, printed
from common import clock
from common.dates import plain_day_words
from ledger.models import Entry
from nominations.models import Achievement, Evidence, Statement
from nominations.states import AchievementKind, State
from reviews.models import Score, ScoreSheet
from reviews.states import SheetState
from seasons.models import Criterion

WORKS, SHEETS = dict(AchievementKind.choices), dict(SheetState.choices)


def queue(request):
    """评审列表 of the expert who asks."""
    mine = ScoreSheet.objects.filter(
        assignment__member__user=request.user,
        assignment__withdrawn_at__isnull=True,
        assignment__round__season__is_current=True,
        assignment__nomination__state=State.UNDER_REVIEW,
    )
    told = mine.aggregate(
        total=Count("pk"), waiting=Count("pk", filter=Q(state="open")), due=Min("assignment__round__closes_at")
    )
    rows = mine.order_by("assignment__nomination__number").values_list(
        "assignment__nomination__name",
        "assignment__nomination__number",
        "assignment__nomination__unit_name",
        "assignment__nomination__trade",
        "state",
        "total",
    )[:PAGE]
    lines = [
        (name, number, unit, trade, SHEETS[state], "—" if total is None else f"{total:.2f}")
        for name, number, unit, trade, state, total in rows
    ]
    return printed([(told["total"], told["waiting"], plain_day_words(told["due"])), *lines])


def sheet(request, key):
    """One file opened for scoring: the dossier, what is written, the place in the queue."""
    found = (
        ScoreSheet.objects.filter(assignment__member__user=request.user)
        .select_related("assignment__nomination__industry", "assignment__round__rulebook")
        .get(pk=key)
    )
    nomination, rulebook = found.assignment.nomination, found.assignment.round.rulebook
    criteria = list(Criterion.objects.filter(rulebook=rulebook).order_by("position").values_list("pk", "name"))
    points = dict(Score.objects.filter(sheet=found).values_list("criterion", "points"))
    mine = ScoreSheet.objects.filter(
        assignment__member__user=request.user,
        assignment__round=found.assignment.round_id,
        assignment__withdrawn_at__isnull=True,
    )
    numbers = list(mine.order_by("assignment__nomination__number").values_list("pk", "state"))
    statements = Statement.objects.filter(nomination=nomination).values_list("text", flat=True)
    works = Achievement.objects.filter(nomination=nomination).values_list("title", "kind", "year")
    papers = Evidence.objects.filter(nomination=nomination).values_list("title", flat=True)
    return printed(
        [
            (nomination.name, nomination.number, nomination.unit_name, nomination.post, nomination.trade),
            (nomination.industry.name, nomination.summary, plain_day_words(found.assignment.round.closes_at)),
            (f"共{len(numbers)}件", f"已办{sum(state != 'open' for _, state in numbers)}件"),
            *((text,) for text in statements),
            *((title, WORKS[kind], year) for title, kind, year in works),
            *((title,) for title in papers),
            *((name, points.get(key, "")) for key, name in criteria),
        ]
    )


@transaction.atomic
def save(request, key):
    """The points written down, and one line in the ledger."""
    now = clock.now()
    found = _held(request, key)
    Score.objects.bulk_create(
        [
            Score(
                sheet=found,
                criterion_id=int(name.removeprefix("points_")),
                points=value,
                comment=request.POST.get(f"comment_{name.removeprefix('points_')}", ""),
            )
            for name, value in request.POST.items()
            if name.startswith("points_")
        ],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points", "comment"],
    )
    ScoreSheet.objects.filter(pk=key).update(comment=request.POST["comment"], saved_at=now)
    _enter(request, found, "sheet.saved", now)
    return HttpResponse(status=302)


@transaction.atomic
def submit(request, key):
    """The sheet locked, and one line in the ledger."""
    now = clock.now()
    found = _held(request, key)
    points = Score.objects.filter(sheet=found).values_list("points", "criterion__maximum", "criterion__weight")
    total = sum(given / most * weight for given, most, weight in points)
    ScoreSheet.objects.filter(pk=key).update(total=total, state="submitted", submitted_at=now, saved_at=now)
    _enter(request, found, "sheet.submitted", now)
    return HttpResponse(status=302)


def _held(request, key):
    mine = ScoreSheet.objects.select_for_update(of=("self",)).select_related("assignment__nomination")
    return mine.get(pk=key, assignment__member__user=request.user, state="open")


def _enter(request, found, act, now):
    Entry.objects.create(
        at=now,
        actor_id=request.user.pk,
        actor_name=request.user.full_name,
        act=act,
        subject_kind="reviews.scoresheet",
        subject_id=found.pk,
        subject_label=found.assignment.nomination.name,
        origin="web",
    )
