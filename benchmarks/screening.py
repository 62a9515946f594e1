"""资格审核台 at the size of a whole season: the queue, the queue narrowed down, and one file, each beside its floor."""

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from accounts.states import Role
from benchmarks import floor, season
from benchmarks.database import own_database
from benchmarks.measure import Browser, beside, queries_of
from benchmarks.pages import FILE, LIST, SMALL, Pair, line, refuse_different_values
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


def report(*, quick):
    """The queue, narrowed, and a file opened."""
    seconds = 2.0 if quick else 5.0
    with own_database():
        town = season.found_town()
        season.grow(town, SMALL)
        counts = {pair.name: queries_of(pair.page, pair.reset) for pair in pairs_of(town)}
        season.fill_screening(town, FILES)
        print(f"\n待审 {FILES} 件")
        for pair in pairs_of(town):
            missing = refuse_different_values(pair)
            if missing:
                raise SystemExit(f"“{pair.name}”的裸页面印出了页面上没有的内容：{missing}")
            page, ground = beside(pair.page, pair.floor, reset=pair.reset, seconds=seconds)
            print(line(pair, counts[pair.name], page, ground))
