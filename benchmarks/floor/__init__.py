"""The bare floor: for each page a minimal view that asks PostgreSQL the same question and prints the same values.

No layout, no forms, no rules, no links: one table. Where the page needs to know who is asking, the floor has the session
and the person too (two middleware), and nothing else; public pages have a floor without any.
"""

from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_settings

UNDER = "/floor"  # where the floor stands beside the portal in one process
WHO_IS_ASKING = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


def handler(*, signed_in: bool) -> WSGIHandler:
    """A WSGI application of its own with the least middleware."""
    with override_settings(MIDDLEWARE=[*(WHO_IS_ASKING if signed_in else []), "benchmarks.floor.addresses"]):
        return WSGIHandler()


def addresses(get_response):
    """Whatever is asked is looked up among the floor's own addresses."""

    def middleware(request):
        request.urlconf = "benchmarks.floor.urls"
        return get_response(request)

    return middleware
