"""The door of every page of one nomination."""

from django.http import Http404
from django.urls import reverse

from nominations import dossier, queries
from nominations.deadlines import deadline_of


def found(request, number):
    """The nomination of this number, where the person may see it."""
    nomination = queries.visible_in_full(request.user).filter(number=number).first()
    if nomination is None:
        raise Http404("没有这件申报，或它不在您的办理范围内。")
    return nomination


def section_or_404(nomination, key):
    """A section of this dossier."""
    section = dossier.section_of(nomination, key)
    if section is None:
        raise Http404("没有这一节材料。")
    return section


def countdown_of(nomination, now):
    """截止倒计时 of a page of this dossier, while it can still be changed or filed."""
    deadline = deadline_of(nomination, now)
    if deadline is None:
        return {}
    return {"countdown": deadline, "countdown_again": reverse("nominations:countdown", args=[nomination.number])}


def trail_to(nomination, *more):
    """Where the page stands."""
    return [("申报", reverse("nominations:list")), (nomination.name, nomination.get_absolute_url()), *more]
