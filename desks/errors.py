"""Error pages: what happened, that nothing was half saved, and a way back."""

from urllib.parse import urlsplit

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.interrupted import kept
from accounts.rules.second_factor import ISSUE as SECOND_FACTOR
from common.refusals import Refusal

WITH_A_PAGE = {400, 403, 404, 409, 429, 503}


def refusal_page(request, refusal: Refusal):
    """The page of a refusal, with the status it asks for."""
    status = refusal.status if refusal.status in WITH_A_PAGE else 409
    context = {"refusal": refusal, "back": way_back(request)}
    if refusal.ground == SECOND_FACTOR:
        context["kept"] = kept(request)
    return render(request, f"errors/{status}.html", context, status=status)


def way_back(request) -> str:
    """The page of ours from which the person came; empty where there is none."""
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc != request.get_host() or not referer.path.startswith("/"):
        return ""
    if request.method == "GET" and referer.path == request.path:
        return ""
    return referer.path + (f"?{referer.query}" if referer.query else "")


def stale_form(request, reason=""):
    """The form is older than the session; what was typed is still in the browser."""
    return render(request, "desks/stale_form.html", {"back": way_back(request)}, status=403)


def bad_request(request, exception=None):
    """The request cannot be understood."""
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception=None):
    """Not for this person."""
    return render(request, "errors/403.html", {"back": way_back(request)}, status=403)


def not_found(request, exception=None):
    """No such page, or not one this person may see."""
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """A fault of ours; the page leans on nothing that may be down."""
    return HttpResponseServerError(render_to_string("errors/500.html"))
