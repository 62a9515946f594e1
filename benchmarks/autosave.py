"""自动保存 beside a bare floor: the same words kept for the same window, turn by turn, as somebody goes on typing."""

from itertools import count

import pgtrigger
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.urls import reverse

from benchmarks import floor, season
from benchmarks.database import own_database
from benchmarks.measure import Browser, beside
from nominations import dossier
from nominations.models import Nomination
from nominations.states import Channel, State
from nominations.versions import version_of

DEEDS = "从事本工种二十余年，一直在生产现场。" * 100  # 1,900 characters: a text nearly full
FILES = 1000
SUMMARY = "扎根一线，解决现场难题。" * 40


def figures(seconds):
    """(page, floor): one request each, the text a little longer or shorter every time."""
    draft = _draft()
    ours = Browser(get_wsgi_application(), draft.drafted_by)
    theirs = Browser(floor.handler(signed_in=True), draft.drafted_by)
    turns, base = count(), version_of(draft, dossier.section_of(draft, "summary"))

    def typed(window):
        return {"summary": SUMMARY, "deeds": DEEDS + "又" * (next(turns) % 50), "window": window, "base": base}

    def page():
        answer = ours.post(reverse("nominations:keep_copy", args=[draft.number, "summary"]), typed("ours"))
        assert answer.status == 200 and '"at"' in answer.text, answer

    def bare():
        assert theirs.post(f"/keep/{draft.number}/", typed("theirs")).status == 200

    return beside(page, bare, seconds=seconds)


def _draft():
    """A dossier still with its nominator."""
    waiting = Nomination.objects.filter(state=State.SUBMITTED, channel=Channel.UNIT).order_by("pk").first()
    with pgtrigger.ignore():
        models.QuerySet(Nomination).filter(pk=waiting.pk).update(state=State.DRAFT, submitted_at=None)
    return Nomination.objects.select_related("rulebook", "drafted_by").get(pk=waiting.pk)


def report(*, quick):
    """Printed beside its floor."""
    with own_database():
        season.grow(season.found_town(), FILES)
        printed(2.0 if quick else 5.0)


def printed(seconds):
    """One request beside its floor."""
    page, floor = figures(seconds)
    print(
        f"\n自动保存：{page.queries} 次查询，{page.wall * 1000:.2f} 毫秒，{page.cpu * 1000:.2f} 处理器毫秒；"
        f"裸请求 {floor.queries} 次，{floor.wall * 1000:.2f}，{floor.cpu * 1000:.2f}；"
        f"倍数 {page.wall / floor.wall:.2f}，处理器倍数 {page.cpu / floor.cpu:.2f}"
    )
