"""Error pages with a sentence each."""

from django.shortcuts import render


def stale_form(request, reason=""):
    """The form is older than the session; what was typed is still in the browser."""
    return render(request, "errors/stale_form.html", status=403)


def bad_request(request, exception=None):
    """The request cannot be understood."""
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception=None):
    """Not for this person."""
    return render(request, "errors/403.html", status=403)


def not_found(request, exception=None):
    """No such page, or not one this person may see."""
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """A fault of ours."""
    return render(request, "errors/500.html", status=500)
