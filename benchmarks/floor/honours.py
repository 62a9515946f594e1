"""命名, 证书 and 奖金 as the office sees them."""

from django.db.models import Count, Q

from benchmarks.floor.table import PAGE, printed
from common.dates import moment_words
from honours.models import Certificate, Honour, Payment
from honours.states import PaymentState
from nominations.models import Nomination
from nominations.states import State
from privacy.masks import masked_account

MONEY = dict(PaymentState.choices)


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
    return printed([tuple(named.values()), *rows])


def certificates(request):
    """证书 and how far they are."""
    assert request.user.pk
    found = Certificate.objects.filter(honour__season__code=request.GET["season"])
    told = found.aggregate(total=Count("pk"), pressed=Count("pk", filter=Q(pressed_at__isnull=False)))
    rows = found.order_by("serial").values_list("honour__name", "serial", "honour__unit_name", "pressed_at")[:PAGE]
    return printed([tuple(told.values()), *((name, serial, unit, moment_words(at)) for name, serial, unit, at in rows)])


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
    return printed([tuple(told.values()), *lines])
