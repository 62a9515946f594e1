"""五十位专家同时评分: a thousand sheets over HTTP, kept, checked and submitted; every tenth is submitted twice at once.

The portal and a bare floor are each served by gunicorn with the same processes and threads, and take turns on the same
sheets. Afterwards every sheet is read again: what was answered 302 must stand, once, with exactly the points that were sent.
"""

import threading
import time
from dataclasses import dataclass, field
from decimal import Decimal
from http.client import HTTPConnection
from statistics import median, quantiles
from urllib.parse import urlencode

import pgtrigger
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import connection
from django.db.models import Count

from benchmarks import season
from benchmarks.database import own_database
from benchmarks.measure import CSRF
from benchmarks.processes import free_port, served
from ledger.models import Entry
from reviews.models import Score, ScoreSheet
from reviews.states import SheetState
from seasons.models import Criterion

EXPERTS, EACH, TURNS = 50, 20, 2
PORTS = {"portal": free_port(), "floor": free_port()}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Side:
    """What one side answered, and how long it took."""

    seconds: list = field(default_factory=list)
    wall: float = 0.0
    answered: dict = field(default_factory=dict)  # sheet: how often its submission was accepted
    wrong: list = field(default_factory=list)

    @property
    def p95(self) -> float:
        """Ninety-five of a hundred answers came within this."""
        return quantiles(self.seconds, n=20)[-1]


@dataclass
class Outcome:
    """Both sides, and what was found in the database afterwards."""

    portal: Side
    floor: Side
    sheets: int
    lost: int
    doubled: int

    @property
    def median(self) -> tuple[float, float]:
        """Of one request, portal and floor."""
        return median(self.portal.seconds), median(self.floor.seconds)


def outcome(town, *, experts=EXPERTS, each=EACH) -> Outcome:
    """Everything once; the town has two hundred files or more."""
    queues = _emptied(town, experts, each)
    criteria = list(Criterion.objects.filter(rulebook=town.round.rulebook_id).values_list("pk", flat=True))
    cookies = {user: _cookie(user) for user in queues}
    portal, floor, lost, doubled = Side(), Side(), 0, 0
    with served("craftsman_portal.wsgi", PORTS["portal"]), served("benchmarks.served_floor", PORTS["floor"]):
        for turn in range(TURNS):
            share = {user: keys[turn::TURNS] for user, keys in queues.items()}
            _score(portal, share, cookies, criteria, _on_the_portal)
            gone, twice = _found(share, portal)
            lost, doubled = lost + gone, doubled + twice
            _empty([key for keys in share.values() for key in keys])
            _score(floor, share, cookies, criteria, _on_the_floor)
    return Outcome(portal, floor, sum(len(keys) for keys in queues.values()), lost, doubled)


def points_of(key: int) -> str:
    """Points that tell one sheet from the others."""
    return f"{60 + key % 35}.5"


def _emptied(town, experts, each):
    """So many experts with so many open sheets each."""
    queues = {}
    for member in town.members[:experts]:
        mine = ScoreSheet.objects.filter(assignment__member=member, assignment__withdrawn_at__isnull=True)
        queues[member.user] = list(mine.order_by("pk").values_list("pk", flat=True)[:each])
        assert len(queues[member.user]) == each
    _empty([key for keys in queues.values() for key in keys])
    return queues


def _empty(keys):
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM reviews_score WHERE sheet_id = ANY(%s)", [keys])
        cursor.execute(
            """UPDATE reviews_scoresheet SET state = 'open', total = NULL, submitted_at = NULL, saved_at = NULL,
                      comment = '', version = 0, "window" = '', stroke = 0 WHERE id = ANY(%s)""",
            [keys],
        )


def _cookie(user):
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF}"


def _score(side, share, cookies, criteria, one_sheet):
    """All experts begin at once, each on a connection of his own."""
    start = threading.Barrier(len(share))

    def expert(user, keys):
        post = _poster(side, cookies[user], PORTS["portal" if one_sheet is _on_the_portal else "floor"])
        start.wait()
        for key in keys:
            one_sheet(side, post, key, criteria)

    threads = [threading.Thread(target=expert, args=pair) for pair in share.items()]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    side.wall += time.perf_counter() - began


def _poster(side, cookie, port):
    line = HTTPConnection("127.0.0.1", port, timeout=60)

    def post(address, fields, *, over=None):
        began = time.perf_counter()
        over = over or line
        body = urlencode(fields | {"csrfmiddlewaretoken": CSRF})
        over.request("POST", address, body, FORM | {"Cookie": cookie, "User-Agent": "benchmarks"})
        answer = over.getresponse()
        answer.read()
        side.seconds.append(time.perf_counter() - began)
        return answer.status

    return post


def _fields(key, criteria):
    return {f"points_{one}": points_of(key) for one in criteria} | {f"comment_{one}": "" for one in criteria}


def _on_the_portal(side, post, key, criteria):
    """自动保存, 核对并提交, 提交评分; every tenth sheet is submitted from two windows at the same moment."""
    typed = _fields(key, criteria) | {
        "comment": "材料完整，评价有据。",
        "window": f"w{key}",
        "base": "0",
        "stroke": "1",
    }
    said = [
        (post(f"/reviews/sheets/{key}/keep/", typed), 200),
        (post(f"/reviews/sheets/{key}/", typed | {"stroke": "2", "finish": "yes"}), 302),
    ]
    address, told = f"/reviews/sheets/{key}/submit/", []
    if key % 10:
        told = [post(address, {})]
    else:
        other = HTTPConnection("127.0.0.1", PORTS["portal"], timeout=60)
        twin = threading.Thread(target=lambda: told.append(post(address, {}, over=other)))
        twin.start()
        told.append(post(address, {}))
        twin.join()
    side.answered[key] = told.count(302)
    side.wrong += [(key, got) for got, due in said if got != due]
    side.wrong += [(key, got) for got in told if got not in (302, 409)]


def _on_the_floor(side, post, key, criteria):
    """The same words: kept, kept again and locked."""
    typed = _fields(key, criteria) | {"comment": "材料完整，评价有据。"}
    for address in ("save", "save", "submit"):
        assert post(f"/sheet/{key}/{address}/", typed) == 302


def _found(share, side):
    """How many accepted sheets do not stand as sent, and how many were counted twice."""
    keys = [key for mine in share.values() for key in mine]
    totals = dict(ScoreSheet.objects.filter(pk__in=keys, state=SheetState.SUBMITTED).values_list("pk", "total"))
    scores = Score.objects.filter(sheet__in=keys).values_list("sheet").annotate(lines=Count("pk")).order_by()
    lines, criteria = dict(scores), Score.objects.filter(sheet=keys[0]).count()
    entered = Entry.objects.filter(act="sheet.submitted", subject_id__in=keys)
    entries = dict(entered.values_list("subject_id").annotate(lines=Count("pk")).order_by())
    lost = sum(
        side.answered.get(key) != 1 or totals.get(key) != Decimal(points_of(key)) or lines.get(key) != criteria
        for key in keys
    )
    return lost, sum(side.answered.get(key, 0) > 1 or entries.get(key, 0) != 1 for key in keys)


def town_of(experts=EXPERTS, each=EACH):
    """A town with just enough files."""
    town = season.found_town()
    panels = experts // season.SHEETS_PER_FILE * season.PANEL_FILES
    season.grow(town, max(panels, -(-experts * each // season.SHEETS_PER_FILE)))
    return town


def report(*, quick):
    """Both sides, and whether anything was lost or doubled; the exit code says so too."""
    each = 4 if quick else EACH
    with own_database():
        told = outcome(town_of(each=each), each=each)
    ours, theirs = told.median
    print(f"\n{EXPERTS} 位专家同时评分，{told.sheets} 份评分表，每份三次请求，每十份有一份由两个窗口同时提交")
    for name, side in (("平台", told.portal), ("裸请求", told.floor)):
        print(
            f"{name:　<4}{len(side.seconds)} 次请求，{side.wall:.1f} 秒，每秒 {len(side.seconds) / side.wall:.0f} 次；"
            f"中位 {median(side.seconds) * 1000:.0f} 毫秒，p95 {side.p95 * 1000:.0f} 毫秒"
        )
    print(
        f"丢失 {told.lost} 份，重复 {told.doubled} 份，意外的答复 {len(told.portal.wrong)} 次 {told.portal.wrong[:5]}"
    )
    print(f"倍数：全程 {told.portal.wall / told.floor.wall:.2f}，中位 {ours / theirs:.2f}")
    return int(bool(told.lost or told.doubled or told.portal.wrong))
