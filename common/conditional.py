"""未改动的页面不再传送: a browser that has the page is told so, for as long as the page says the very same."""

import re

from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.crypto import salted_hmac
from django.utils.http import quote_etag

_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')


def unless_unchanged(request, response):
    """304 where this browser already has what the page says now; it asks each time, and nobody keeps it for another.

    The page is made anew before it is compared, so that whatever changes on it is told at once: a certificate revoked a
    moment ago is not called 有效. The hidden value of a form is written differently each time and is left out of the
    comparison; what it is made from is not, so that a form kept by the browser can still be sent.
    """
    if response.status_code != 200 or request.user.is_authenticated:
        return response
    says, forms = _TOKEN.subn(rb"\1", response.content)
    if forms:
        says += request.META["CSRF_COOKIE"].encode()
    response["ETag"] = quote_etag(salted_hmac("common.conditional", says, algorithm="sha256").hexdigest()[:32])
    patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=response["ETag"], response=response)
