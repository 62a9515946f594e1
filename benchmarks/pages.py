"""The pages that are measured, each with its floor and the person who opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

import pgtrigger
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse

from accounts.states import Role
from benchmarks import floor
from benchmarks.measure import Browser
from reviews.models import ScoreSheet
from seasons.models import Criterion

SMALL = 10  # files at which the queries are counted first
LIST, FILE, OTHER = 1.5, 2.0, None  # the aims, as multiples of the floor


def nothing():
    """A page that is only read leaves nothing to be put back."""


@dataclass
class Pair:
    """A page and its floor: two acts to be timed, and how to put things back between them."""

    name: str
    aim: float | None
    page: Callable
    floor: Callable
    reset: Callable = nothing


def pairs_of(town) -> list[Pair]:
    """Everything that is measured, at whatever size the town has."""
    portal, bare, open_bare = get_wsgi_application(), floor.handler(signed_in=True), floor.handler(signed_in=False)
    expert = town.members[0].user
    supervision, screener = town.someone(Role.SUPERVISION), town.someone(Role.SCREENER)
    office, finance = town.someone(Role.REVIEW_OFFICE), town.someone(Role.FINANCE)
    sheet = ScoreSheet.objects.filter(assignment__member__user=expert, state="open").order_by("pk").first()
    past = f"?season={town.past.code}"

    def pair(name, aim, person, page, ground):
        """Both as the same person, or as a stranger."""
        ours = Browser(portal, person)
        theirs = Browser(bare if person else open_bare, person)
        return Pair(name, aim, lambda: _ok(ours.get(page)), lambda: _ok(theirs.get(ground)))

    register = reverse("nominations:list")
    filtered = "?state=under_review&channel=unit"
    return [
        pair("申报名册", LIST, supervision, register, "/nominations/"),
        pair("申报名册，筛选", LIST, supervision, register + filtered, "/nominations/" + filtered),
        pair("资格审核台", LIST, screener, reverse("nominations:screening"), "/screening/"),
        pair("专家评审列表", LIST, expert, reverse("reviews:queue"), "/queue/"),
        pair("打开一件评分", FILE, expert, reverse("reviews:sheet", args=[sheet.pk]), f"/sheet/{sheet.pk}/"),
        _posting(portal, bare, expert, sheet),
        pair("命名", LIST, office, reverse("honours:naming") + past, f"/naming/{past}"),
        pair("证书", LIST, office, reverse("honours:certificates") + past, f"/certificates/{past}"),
        pair("奖金", LIST, finance, reverse("honours:payments") + past, f"/payments/{past}"),
        pair(
            "公示", OTHER, None, reverse("publicity:notice", args=[town.past.code, 1]), f"/notice/{town.past.code}/1/"
        ),
        pair("名录", LIST, None, reverse("honours:roll"), "/roll/"),
        pair("证书查验", OTHER, None, reverse("honours:verify_code", args=[f"{1:020x}"]), f"/verify/{1:020x}/"),
    ]


def _posting(portal, bare, expert, sheet):
    """评分: 核对并提交 and 提交评分, two forms posted; the sheet is emptied again between the turns."""
    criteria = Criterion.objects.filter(rulebook=sheet.assignment.round.rulebook_id).order_by("position")
    fields = {f"points_{one.pk}": "81.5" for one in criteria} | {f"comment_{one.pk}": "" for one in criteria}
    fields |= {"comment": "材料完整，评价有据。", "finish": "yes"}
    ours, theirs = Browser(portal, expert), Browser(bare, expert)

    def page():
        _moved(ours.post(reverse("reviews:sheet", args=[sheet.pk]), fields))
        _moved(ours.post(reverse("reviews:submit", args=[sheet.pk]), {}))

    def ground():
        _moved(theirs.post(f"/sheet/{sheet.pk}/save/", fields))
        _moved(theirs.post(f"/sheet/{sheet.pk}/submit/", {}))

    def reset():
        with pgtrigger.ignore(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM reviews_score WHERE sheet_id = %s", [sheet.pk])
            cursor.execute(
                "UPDATE reviews_scoresheet SET state = 'open', total = NULL, submitted_at = NULL WHERE id = %s",
                [sheet.pk],
            )

    return Pair("评分并提交", FILE, page, ground, reset)


def _ok(answer):
    assert answer.status == 200, answer
    return answer


def _moved(answer):
    assert answer.status == 302, answer


def refuse_different_values(pair) -> str:
    """What the floor prints and the page does not: a floor that asks another question is no measure."""
    answer = pair.floor()
    if answer is None:
        return ""
    printed = unescape(pair.page().text)
    cells = [unescape(cell.partition("</td>")[0]) for cell in answer.text.split("<td>")[1:]]
    return "、".join(cell for cell in cells if cell not in printed)


def line(pair, small, page, ground, grown=""):
    """One pair in print; ``small`` is its number of queries at ten files."""
    aim = f"（目标 {pair.aim:g}）" if pair.aim else ""
    return (
        f"{pair.name:　<9}{small:>3}→{page.queries:<3}{page.wall * 1000:>8.2f}{page.cpu * 1000:>8.2f}｜"
        f"{ground.queries:>3}{ground.wall * 1000:>8.2f}{ground.cpu * 1000:>8.2f}｜"
        f"{page.wall / ground.wall:>6.2f}{page.cpu / ground.cpu:>6.2f}{aim}{grown}"
    )
