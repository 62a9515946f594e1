"""The door of every page of this room."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from intake import queries, rules

ROOT = ("批量导入", "intake:index")


def for_clerks(view):
    """Only for clerks of a union or an association."""

    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not rules.bodies_of(request.user):
            raise PermissionDenied("批量导入由工会、学会、协会的经办人办理。")
        return view(request, *args, **kwargs)

    return guarded


def found_list(request, pk):
    """The list of this number, where the person may see it."""
    return _or_404(queries.seen_list(request.user, pk))


def found_papers(request, pk):
    """The bundle of this number, where the person may see it."""
    return _or_404(queries.seen_papers(request.user, pk))


def _or_404(batch):
    if batch is None:
        raise Http404("没有这个批次，或它不在您的办理范围内。")
    return batch


def trail_to(*more):
    """Where the page stands."""
    return [("申报", reverse("nominations:list")), ("批量导入", reverse("intake:index") if more else ""), *more]


def progress_answer(batch, told):
    """For js/progress.js."""
    return told | {"finished": not batch.is_at_work}
