"""What the public reads: 公示, 名录, 查验."""

from django.core.cache import cache
from django.http import HttpResponse

from benchmarks.floor.table import PAGE, printed
from common.dates import plain_day_words
from honours.models import Honour
from publicity.models import Notice, NoticeName


def notice(request, season, number):
    """The public notice with its names."""
    found = Notice.objects.get(season__code=season, number=number, published_at__isnull=False)
    rows = NoticeName.objects.filter(notice=found).order_by("position").values_list("name", "unit_name", "post")
    return printed([(found.title, found.text, found.contact, found.list_hash), *rows])


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
    return printed([(total,), *rows])


def verify(request, code):
    """查验: one certificate by its code."""
    name, unit, post, serial, number, day = Honour.objects.values_list(
        "name", "unit_name", "post", "certificate__serial", "resolution__number", "named_on"
    ).get(certificate__code=code)
    return printed([(name, unit, post, serial, number, plain_day_words(day))])
