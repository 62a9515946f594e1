"""每个名册页面：一件、三件、十件，向数据库发问的次数相同；工作台的发问次数有限。"""

from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.urls import reverse

from accounts.states import Role
from benchmarks import heard, pages, season
from benchmarks.measure import Browser, queries_of

pytestmark = pytest.mark.django_db  # without it a run of this file alone would be given no database of its own

SIZES = (1, 3, 10)
MEASURED = 12
LISTS = [
    (Role.UNION_CLERK, "nominations:list", "?channel=unit"),
    (Role.UNION_CLERK, "intake:index", ""),
    (Role.UNION_CLERK, "intake:papers", ""),
    (Role.REVIEW_OFFICE, "nominations:twins", ""),
    (Role.REVIEW_OFFICE, "nominations:purges", ""),
    (Role.REVIEW_OFFICE, "reviews:office", ""),
    (Role.REVIEW_OFFICE, "reviews:files", ""),
    (Role.REVIEW_OFFICE, "reviews:progress", ""),
    (Role.REVIEW_OFFICE, "reviews:coverage", ""),
    (Role.REVIEW_OFFICE, "reviews:committee", ""),
    (Role.REVIEW_OFFICE, "reviews:committee", "?category=expert&seating=pledged"),
    (Role.REVIEW_OFFICE, "reviews:rankings", ""),
    (Role.REVIEW_OFFICE, "reviews:conflicts", ""),
    (Role.REVIEW_OFFICE, "reviews:confirmations", ""),
    (Role.REVIEW_OFFICE, "reviews:namings", ""),
    (Role.REVIEW_OFFICE, "reviews:staff_recusals", ""),
    (Role.EXPERT, "reviews:candidates", ""),
    (Role.PUBLICITY_OFFICER, "publicity:manage", ""),
    (Role.PUBLICITY_OFFICER, "publicity:managed", ""),
    (Role.PUBLICITY_OFFICER, "publicity:objections", ""),
    (Role.PUBLICITY_OFFICER, "publicity:leads", ""),
    (Role.CHAIR_SECRETARY, "decisions:sittings", ""),
    (Role.CHAIR_SECRETARY, "decisions:sitting", ""),
    (Role.SUPERVISION, "decisions:resolution", ""),
    (Role.REVIEW_OFFICE, "honours:awards", "?season=B2025"),
    (Role.REVIEW_OFFICE, "honours:medals", "?season=B2025"),
    (Role.REVIEW_OFFICE, "honours:certificates", "?season=B2025"),
    (Role.REVIEW_OFFICE, "honours:replacements", "?season=B2025"),
    (Role.REVIEW_OFFICE, "findings:docket", ""),
    (Role.REVIEW_OFFICE, "findings:register", ""),
    (Role.REVIEW_OFFICE, "ladder:register", ""),
    (Role.FINANCE, "honours:payments", "?season=B2025"),
    (Role.FINANCE, "honours:batches", "?season=B2025"),
    (Role.FINANCE, "honours:reconciliation", "?season=B2025"),
    (Role.SUPERVISION, "ledger:search", ""),
    (Role.ADMINISTRATOR, "letters:outbox", ""),
    (Role.REVIEW_OFFICE, "exports:own", ""),
    (Role.REVIEW_OFFICE, "exports:ask", "?channel=unit"),
    (Role.SUPERVISION, "exports:register", ""),
    (Role.REVIEW_OFFICE, "handover:deliveries", ""),
    (Role.ADMINISTRATOR, "accounts:people", ""),
    (Role.ADMINISTRATOR, "accounts:organisations", ""),
]
HEARD = [
    (Role.REVIEW_OFFICE, "reviews:timetable", ""),
    (Role.UNION_CLERK, "reviews:turns", ""),
    (Role.REVIEW_OFFICE, "reviews:deliberations", ""),
    (Role.REVIEW_OFFICE, "reviews:reserves", ""),
]
OVER = [(Role.REVIEW_OFFICE, "reviews:release", "")]
RELEASED = [(Role.UNION_CLERK, "reviews:results", "")]
DESKS = [role for role in Role if role not in (Role.SELF_NOMINEE, Role.REVIEW_OFFICE)]
OF_THE_ROUND = tuple(
    f"reviews:{page}" for page in ("files", "progress", "coverage", "timetable", "deliberations", "release")
)
MOST_FOR_THESE = {
    "打开一件评分": 14,
    "评分并提交": 27,
    "reviews:conflicts": 20,
    "publicity:managed": 13,
    "decisions:sittings": 13,
    "decisions:sitting": 18,
    "honours:reconciliation?season=B2025": 22,
}
MOST_FOR_A_DESK = 16
MOST_FOR_THE_OFFICE = 28  # its work lies in eleven rooms; each is asked at most a few times


def person(town, role):
    """Somebody who holds the role, with something to do."""
    return next(people[0] for (held, _), people in town.play.world.people.items() if held == role)


def address(town, name):
    """Where the list is; of papers, the one there is."""
    keys = dict.fromkeys(OF_THE_ROUND, [town.round.pk])
    keys |= {"decisions:sitting": [town.sitting.pk]}
    keys |= {"exports:ask": ["nominations.summary"]}
    keys |= {"decisions:resolution": [town.sitting.pk], "publicity:managed": [town.past.notices.get().pk]}
    return reverse(name, args=keys.get(name, []))


def reading(town, role, name, query):
    """Open a list as somebody who may."""
    browser, page = Browser(get_wsgi_application(), person(town, role)), address(town, name) + query

    def act():
        answer = browser.get(page)
        assert answer.status == 200, (name, answer.status)

    return act


def counted(town, found, lists):
    """Queries of each list at the season's present size, beside those of the sizes before."""
    for role, name, query in lists:
        found.setdefault(name + query, []).append(queries_of(reading(town, role, name, query)))


def counted_when_heard(town, found):
    """The lists of a round that is heard in person, talked over, closed and released; it is none again afterwards."""
    with transaction.atomic():
        files = heard.judged(town)
        heard.laid_turns(town, files)
        heard.laid_deliberations(town, files)
        heard.laid_reserves(town, town.size)
        counted(town, found, HEARD)
        heard.closed(town)
        counted(town, found, OVER)
        heard.laid_outcomes(town, files)
        counted(town, found, RELEASED)
        transaction.set_rollback(True)


@contextmanager
def one_connection():
    """Requests leave the connection open, as in Django's own test client: the season is never committed."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker):
    """Queries by size of the season, for every page that is measured and every list besides."""
    found, desks = {}, {}
    with django_db_blocker.unblock(), one_connection(), transaction.atomic():
        town = season.found_town()
        caches["process"].set("masthead.season", town.running.label, None)  # known to a process that is at work
        for size in SIZES:
            season.grow(town, size)
            for pair in pages.pairs_of(town):
                found.setdefault(pair.name, []).append(queries_of(pair.page, pair.reset))
            counted(town, found, LISTS)
            counted_when_heard(town, found)
        for role in [*DESKS, Role.REVIEW_OFFICE]:
            desks[role] = queries_of(reading(town, role, "desks:desk", ""))
        transaction.set_rollback(True)
    for cache in caches.all(initialized_only=True):
        cache.clear()
    return found, desks


def test_every_measured_page_is_counted(counts):
    assert len(counts[0]) == MEASURED + len([*LISTS, *HEARD, *OVER, *RELEASED])


def test_a_page_asks_as_much_for_one_row_as_for_ten(counts):
    grown = {name: asked for name, asked in counts[0].items() if len(set(asked)) > 1}

    assert grown == {}


def test_a_list_asks_a_handful(counts):
    many = {name: asked for name, asked in counts[0].items() if max(asked) > 12}

    # two forms, each with its lock, its rows and its line in the ledger; every source of a conflict, asked once; a notice, a
    # sitting and the year's money stand on one page with all that hangs on them
    assert {name: asked for name, asked in many.items() if max(asked) > MOST_FOR_THESE.get(name, 12)} == {}


@pytest.mark.parametrize("role", DESKS)
def test_a_desk_asks_at_most_a_few_queries(counts, role):
    assert counts[1][role] <= MOST_FOR_A_DESK


def test_the_review_office_asks_its_rooms(counts):
    assert counts[1][Role.REVIEW_OFFICE] <= MOST_FOR_THE_OFFICE
