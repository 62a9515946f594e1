"""Error pages: what happened, that nothing was half saved, and a way back."""

import re
from urllib.parse import urlsplit

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.interrupted import kept
from accounts.rules.second_factor import ISSUE as SECOND_FACTOR
from common.refusals import Refusal

HAN = re.compile("[\u4e00-\u9fff]")
UNSHOWN = re.compile("password|token|^code$")  # secrets are typed anew
WORTH_COPYING = 10  # characters
WITH_A_PAGE = {400, 403, 404, 409, 429, 503}


def refusal_page(request, refusal: Refusal):
    """The page of a refusal, with the status it asks for, and the texts that were sent in vain."""
    status = refusal.status if refusal.status in WITH_A_PAGE else 409
    back = way_back(request)
    said = {"refusal": refusal, "back": back, "written": written(typed(request)) if back else []}
    if refusal.ground == SECOND_FACTOR:
        said["kept"] = kept(request)
    page = render(request, f"errors/{status}.html", said, status=status)
    return _unkept(page) if said["written"] else page


def way_back(request) -> str:
    """The page of ours from which the person came; empty where there is none."""
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc != request.get_host() or not referer.path.startswith("/"):
        return ""
    if request.method == "GET" and referer.path == request.path:
        return ""
    return referer.path + (f"?{referer.query}" if referer.query else "")


def stale_form(request, reason=""):
    """The form is older than the session; what was typed on a page of ours is shown, to be copied."""
    back = way_back(request)
    said = {"back": back, "written": written(typed(request)) if back else []}
    return _unkept(render(request, "errors/stale_form.html", said, status=403))


def signed_out(request, sign_in: str):
    """The sign-in ended while a form was filled in: nothing is done, and nothing that was typed is lost."""
    fields = typed(request)
    said = {"fields": fields, "written": written(fields), "files": bool(request.FILES), "sign_in": sign_in}
    return _unkept(render(request, "errors/signed_out.html", said, status=403))


def typed(request) -> list[tuple[str, str]]:
    """What a form brought, field by field, without what nobody may be shown again."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if value and name != "csrfmiddlewaretoken" and not UNSHOWN.search(name)
    ]


def written(fields: list[tuple[str, str]]) -> list[str]:
    """The texts among it, which somebody would have to think of again."""
    return [value for _, value in fields if len(value) >= WORTH_COPYING and HAN.search(value)]


def _unkept(page):
    page["Cache-Control"] = "private, no-store"
    return page


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
