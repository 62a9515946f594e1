"""The bare floor: for each page a minimal view that asks PostgreSQL the same question and prints the same values.

No layout, no forms, no rules, no links: one table. Where the page needs to know who is asking, the floor has the session
and the person too (two middleware), and nothing else; public pages have a floor without any.
"""

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.db.models import Count, F, Min, Q
from django.http import HttpResponse, JsonResponse
from django.template import Context, Engine
from django.test.utils import override_settings
from django.urls import path

from common import clock
from common.dates import ago_words, moment_words, plain_day_words
from honours.models import Certificate, Honour, Payment
from honours.states import PaymentState
from ledger.models import Entry
from nominations.models import Achievement, Endorsement, Evidence, Nomination, ScreeningLine, Statement, WorkingCopy
from nominations.states import DUAL_SKILLS, DUAL_TITLES, AchievementKind, Channel, State
from privacy.masks import masked_account
from publicity.models import Notice, NoticeName
from reviews.models import Score, ScoreSheet
from reviews.states import SheetState
from seasons.models import Criterion

WHO_IS_ASKING = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
PAGE = 50
TABLE = Engine().from_string(
    "<!DOCTYPE html><title>floor</title><table>"
    "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>\n{% endfor %}</table>"
)
STATES, CHANNELS, WORKS = dict(State.choices), dict(Channel.choices), dict(AchievementKind.choices)
MONEY, SHEETS = dict(PaymentState.choices), dict(SheetState.choices)


def handler(*, signed_in: bool) -> WSGIHandler:
    """A WSGI application of its own with the least middleware."""
    with override_settings(MIDDLEWARE=[*(WHO_IS_ASKING if signed_in else []), "benchmarks.floor.addresses"]):
        return WSGIHandler()


def addresses(get_response):
    """The floor's own addresses."""

    def middleware(request):
        request.urlconf = "benchmarks.floor"
        return get_response(request)

    return middleware


def _printed(rows):
    return HttpResponse(TABLE.render(Context({"rows": rows})))


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
    return _printed([(total,), *lines])


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
    return _printed([(total,), *lines])


def screened(request, number):
    """One file opened for screening: the dossier and what was found of it."""
    assert request.user.pk
    one = Nomination.objects.select_related("industry", "filing_body", "screener").get(number=number)
    lines = ScreeningLine.objects.filter(nomination=one).values_list("reason", flat=True)
    statements = Statement.objects.filter(nomination=one).values_list("text", flat=True)
    works = Achievement.objects.filter(nomination=one).values_list("title", "year")
    papers = Evidence.objects.filter(nomination=one).values_list("title", flat=True)
    opinions = Endorsement.objects.filter(nomination=one).values_list("opinion", flat=True)
    return _printed(
        [
            (one.name, one.number, one.unit_name, one.post, one.trade, one.summary, one.industry.name),
            *((text,) for text in [*lines, *statements, *papers, *opinions]),
            *works,
        ]
    )


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
    return _printed([(told["total"], told["waiting"], plain_day_words(told["due"])), *lines])


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
    return _printed(
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


def naming(request):
    """Who can be named, and how many are."""
    assert request.user.pk
    season = request.GET["season"]
    rows = (
        Nomination.objects.filter(season__code=season, state=State.APPROVED)
        .order_by("number")
        .values_list("name", "unit_name", "number", "resolution_number")
    )
    named = Honour.objects.filter(season__code=season).aggregate(
        standing=Count("pk", filter=Q(revoked_at__isnull=True)), revoked=Count("pk", filter=Q(revoked_at__isnull=False))
    )
    return _printed([tuple(named.values()), *rows])


def certificates(request):
    """证书 and how far they are."""
    assert request.user.pk
    found = Certificate.objects.filter(honour__season__code=request.GET["season"])
    told = found.aggregate(total=Count("pk"), pressed=Count("pk", filter=Q(pressed_at__isnull=False)))
    rows = found.order_by("serial").values_list("honour__name", "serial", "honour__unit_name", "pressed_at")[:PAGE]
    return _printed(
        [tuple(told.values()), *((name, serial, unit, moment_words(at)) for name, serial, unit, at in rows)]
    )


def payments(request):
    """奖金 and the sums."""
    assert request.user.pk
    found = Payment.objects.filter(honour__season__code=request.GET["season"])
    told = dict(found.order_by().values_list("state").annotate(count=Count("pk")))
    rows = found.order_by("honour__certificate__serial").values_list(
        "honour__name",
        "honour__certificate__serial",
        "state",
        "gross",
        "tax",
        "net",
        "bank_account",
        "prepared_by__full_name",
    )[:PAGE]
    lines = [
        (name, serial, MONEY[state], gross, tax, net, masked_account(account), by)
        for name, serial, state, gross, tax, net, account, by in rows
    ]
    return _printed([tuple(told.values()), *lines])


def notice(request, season, number):
    """The public notice with its names."""
    found = Notice.objects.get(season__code=season, number=number, published_at__isnull=False)
    rows = NoticeName.objects.filter(notice=found).order_by("position").values_list("name", "unit_name", "post")
    return _printed([(found.title, found.text, found.contact, found.list_hash), *rows])


CACHED = "benchmarks:whole-notice"


def keep_page(text):
    """Put a whole page where ``cached_notice`` finds it."""
    cache.set(CACHED, text, timeout=600)


def cached_notice(request):
    """The same bytes out of Redis."""
    return HttpResponse(cache.get(CACHED))


def roll(request):
    """名录: the first fifty and how many there are."""
    total = Honour.objects.filter(revoked_at__isnull=True).count()
    rows = Honour.objects.order_by("-season__code", "certificate__serial").values_list(
        "name", "unit_name", "season__label"
    )[:PAGE]
    return _printed([(total,), *rows])


def verify(request, code):
    """查验: one certificate by its code."""
    name, unit, post, serial, number, day = Honour.objects.values_list(
        "name", "unit_name", "post", "certificate__serial", "resolution__number", "named_on"
    ).get(certificate__code=code)
    return _printed([(name, unit, post, serial, number, plain_day_words(day))])


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


urlpatterns = [
    path("keep/<slug:number>/", keep),
    path("nominations/", nominations),
    path("screening/", screening),
    path("screening/<slug:number>/", screened),
    path("queue/", queue),
    path("sheet/<int:key>/", sheet),
    path("sheet/<int:key>/save/", save),
    path("sheet/<int:key>/submit/", submit),
    path("naming/", naming),
    path("certificates/", certificates),
    path("payments/", payments),
    path("notice/<slug:season>/<int:number>/", notice),
    path("cached-notice/", cached_notice),
    path("roll/", roll),
    path("verify/<slug:code>/", verify),
]
