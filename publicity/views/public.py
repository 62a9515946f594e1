"""What the public reads without signing in, and the form by which it objects (沪工总经〔2015〕260号 三(四))."""

from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.views.decorators.http import require_GET

from common import clock
from common.pages import page_of
from publicity import gazette, queries, rules

A_MINUTE = 60


@require_GET
def notices(request):
    """社会公示: all that was ever published, the latest first."""
    page = page_of(queries.listed(queries.published()), request.GET.get("page"))
    return _cached(request, render(request, "publicity/notices.html", {"page": page, "now": clock.now()}))


@require_GET
def notice(request, season_code, number):
    """One notice: words, dates, list, seal, and how to object."""
    now = clock.now()
    found = _published(season_code, number)
    context = gazette.words_of(found, now=now) | {
        "title": found.title,
        "refusal": rules.refuse_window(found, now=now),
        "address": gazette.public_address(found),
        "copy": queries.artefacts.copy_of(found),
        "folder": gazette.address_of(found),
    }
    return _cached(request, render(request, "publicity/notice.html", context))


def _published(season_code, number):
    return get_object_or_404(queries.published(), season__code=season_code, number=number)


def _cached(request, response):
    """A whole city may read it: strangers share a copy for a minute and are told when nothing has changed since."""
    if request.user.is_authenticated:
        return response
    patch_cache_control(response, public=True, max_age=A_MINUTE)
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)
