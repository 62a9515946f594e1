"""申报 and 资格审核, as bare as they can be."""

from django.db import transaction
from django.db.models import Count, F, Q
from django.http import JsonResponse

from benchmarks.floor.table import PAGE, printed
from common import clock
from common.dates import ago_words, plain_day_words
from nominations.models import Achievement, Endorsement, Evidence, Nomination, ScreeningLine, Statement, WorkingCopy
from nominations.states import DUAL_SKILLS, DUAL_TITLES, Channel, State

STATES, CHANNELS = dict(State.choices), dict(Channel.choices)


def nominations(request):
    """申报名册: the first fifty and how many there are."""
    assert request.user.pk
    found = Nomination.objects.filter(season__is_current=True)
    for column in ("state", "channel"):
        if column in request.GET:
            found = found.filter(**{column: request.GET[column]})
    total = found.count()
    rows = found.order_by("-number").values_list(
        "name", "number", "unit_name", "post", "channel", "filing_body__name", "state", "state_since"
    )[:PAGE]
    lines = [
        (name, number, unit, post, CHANNELS[channel], body or "", STATES[state], plain_day_words(since))
        for name, number, unit, post, channel, body, state, since in rows
    ]
    return printed([(total,), *lines])


def screening(request):
    """待审申报 with how many lines are decided."""
    assert request.user.pk
    found = Nomination.objects.filter(state=State.SUBMITTED)
    if "channel" in request.GET:
        found = found.filter(channel=request.GET["channel"])
    if "dual" in request.GET:
        found = found.filter(skill_level__in=DUAL_SKILLS, title_level__in=DUAL_TITLES)
    total = found.count()
    rows = (
        found.annotate(lines=Count("screening_lines", filter=Q(screening_lines__at__gte=F("submitted_at"))))
        .order_by("submitted_at", "pk")
        .values_list("name", "number", "unit_name", "filing_body__name", "channel", "submitted_at", "lines")[:PAGE]
    )
    now = clock.now()
    lines = [
        (name, number, unit, body or "", CHANNELS[channel], ago_words(at, now), f"{decided} 项")
        for name, number, unit, body, channel, at, decided in rows
    ]
    return printed([(total,), *lines])


def screened(request, number):
    """One file opened for screening: the dossier and what was found of it."""
    assert request.user.pk
    one = Nomination.objects.select_related("industry", "filing_body", "screener").get(number=number)
    lines = ScreeningLine.objects.filter(nomination=one).values_list("reason", flat=True)
    statements = Statement.objects.filter(nomination=one).values_list("text", flat=True)
    works = Achievement.objects.filter(nomination=one).values_list("title", "year")
    papers = Evidence.objects.filter(nomination=one).values_list("title", flat=True)
    opinions = Endorsement.objects.filter(nomination=one).values_list("opinion", flat=True)
    return printed(
        [
            (one.name, one.number, one.unit_name, one.post, one.trade, one.summary, one.industry.name),
            *((text,) for text in [*lines, *statements, *papers, *opinions]),
            *works,
        ]
    )


@transaction.atomic
def keep(request, number):
    """自动保存: whose session, which row, the words written down, a short answer; no rule, no version, no form."""
    nomination = Nomination.objects.get(number=number, drafted_by=request.user)
    WorkingCopy.objects.update_or_create(
        nomination=nomination,
        section="summary",
        by=request.user,
        window=request.POST["window"],
        defaults={
            "fields": {"summary": request.POST["summary"], "deeds": request.POST["deeds"]},
            "base": request.POST["base"],
            "saved_at": clock.now(),
        },
    )
    return JsonResponse({"at": "14:05"})
