"""资格审核台 at the size of a whole season: the queue, the queue narrowed down, and one file, each beside its floor."""

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from accounts.states import Role
from benchmarks import floor
from benchmarks.measure import Browser
from benchmarks.pages import FILE, LIST, Pair
from nominations.models import Nomination
from nominations.states import State

FILES = 5000


def pairs_of(town) -> list[Pair]:
    """The pages of the desk as its first screener."""
    person = town.someone(Role.SCREENER)
    ours, theirs = Browser(get_wsgi_application(), person), Browser(floor.handler(signed_in=True), person)
    number = Nomination.objects.filter(state=State.SUBMITTED).order_by("number").values_list("number", flat=True)[0]
    queue, narrowed = reverse("nominations:screening"), "?channel=unit&dual=yes"

    def pair(name, aim, page, ground):
        return Pair(name, aim, lambda: _ok(ours.get(page)), lambda: _ok(theirs.get(ground)))

    return [
        pair("资格审核台", LIST, queue, "/screening/"),
        pair("资格审核台，筛选", LIST, queue + narrowed, "/screening/" + narrowed),
        pair("打开一件审核", FILE, reverse("nominations:screen", args=[number]), f"/screening/{number}/"),
    ]


def _ok(answer):
    assert answer.status == 200, answer
    return answer
