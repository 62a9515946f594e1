"""工作台：先列等我办理的，最急的在前；再列等他人办理的；然后是这一年。各人只见自己的。"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.dates import today
from common.desk import AWAITED, Waiting
from desks.queries import waiting_for
from desks.ways import WAYS, ways_for
from letters.actions import owe
from letters.models import Dispatch
from letters.states import MOST_ATTEMPTS
from reviews.models import CommitteeMember
from reviews.states import Category
from tests.factories import NominationFactory, UserFactory
from tests.moments import IN_WINDOW

CAST = [
    "clerk",
    "park_endorser",
    "xuhui_clerk",
    "xuhui_endorser",
    "association_clerk",
    "association_endorser",
    "self_nominee",
    "screener",
    "expert",
    "review_office",
    "publicity_officer",
    "secretary",
    "finance",
    "supervision",
    "administrator",
]


MOST_QUERIES = 28  # of the review office, whose work lies in nine rooms, 移交 and 导出 the latest; a nominator's desk needs a dozen


class Room:
    """A room with what the test puts into it."""

    def __init__(self, *lines):
        self.lines = list(lines)

    def waiting(self, user, now):
        return self.lines


@pytest.fixture
def room():
    """The only room of the house."""
    return Room()


def _seat(expert, season):
    """A seat in the committee."""
    CommitteeMember.objects.create(
        season=season,
        user=expert,
        category=Category.values[0],
        unit_name="某校",
        unit_code="",
        answered_at=IN_WINDOW,
        pledged_at=IN_WINDOW,
        pledge_version="2026-1",
    )


def titles(rows):
    return [row["title"] for row in rows]


@pytest.mark.parametrize("role", CAST)
def test_every_role_lands_on_a_desk_within_few_queries(client, request, role, rulebook, django_assert_max_num_queries):
    user = request.getfixturevalue(role)
    client.force_login(user)
    client.get("/desk/")  # the first page of a session writes when it was renewed
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get("/desk/")
    assert page.status_code == 200
    assert f"{user.full_name}的工作台" in page.content.decode()


@pytest.mark.parametrize("role", ["clerk", "screener", "review_office"])
def test_a_desk_asks_as_much_for_one_nomination_as_for_three(client, request, role, draft):
    client.force_login(request.getfixturevalue(role))
    client.get("/desk/")  # the masthead's season is remembered from here
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/")
        asked.append(len(queries))
        for _ in range(2):
            NominationFactory(
                rulebook=draft.rulebook,
                drafted_by=draft.drafted_by,
                drafting_body=draft.drafting_body,
                filing_body=draft.filing_body,
            )
    assert asked[0] == asked[1]


def test_chair_members_have_a_desk_too(client, chair_members, rulebook):
    client.force_login(chair_members[0])
    assert client.get("/desk/").status_code == 200


def test_nobody_has_a_desk_without_signing_in(client, db):
    assert client.get("/desk/").url == "/account/sign-in/?next=/desk/"


def test_a_person_without_a_role_is_told_whom_to_ask(client, db):
    client.force_login(UserFactory())
    assert "尚未授予角色" in client.get("/desk/").content.decode()


def test_an_empty_desk_is_a_pleasant_sentence(client, clerk, rulebook):
    client.force_login(clerk)
    assert "案头已清" in client.get("/desk/").content.decode()


def test_the_most_urgent_comes_first(clerk, room):
    day = today(IN_WINDOW)
    room.lines = [
        Waiting("不急", 3, "/a/", rank=50),
        Waiting("限期还远", 1, "/b/", due=day + timedelta(days=9), rank=50),
        Waiting("已过期限", 1, "/c/", due=day - timedelta(days=1), rank=60),
        Waiting("先办", 2, "/d/", rank=10),
        Waiting("没有", 0, "/e/", rank=1),
    ]
    mine, _ = waiting_for(clerk, IN_WINDOW, rooms=(room,))
    assert titles(mine) == ["已过期限", "先办", "限期还远", "不急"]
    assert [row["urgent"] for row in mine] == [True, False, False, False]
    assert mine[0]["deadline_note"] == "已过期限"


def test_of_two_alike_the_older_comes_first(clerk, room):
    room.lines = [
        Waiting("新的", 1, "/a/", oldest=IN_WINDOW),
        Waiting("旧的", 1, "/b/", oldest=IN_WINDOW - timedelta(days=5)),
    ]
    assert titles(waiting_for(clerk, IN_WINDOW, rooms=(room,))[0]) == ["旧的", "新的"]


def test_what_others_owe_me_stands_apart(clerk, room):
    room.lines = [Waiting("等园区审核", 1, "/a/", rank=AWAITED), Waiting("等我", 1, "/b/")]
    mine, awaited = waiting_for(clerk, IN_WINDOW, rooms=(room,))
    assert (titles(mine), titles(awaited)) == (["等我"], ["等园区审核"])


@pytest.mark.parametrize(
    ("days", "note"), [(0, "今天截止"), (1, "还有1天"), (-1, "已过期限")], ids=["today", "tomorrow", "yesterday"]
)
def test_a_deadline_is_said_in_words(clerk, room, days, note):
    room.lines = [Waiting("限期", 1, "/a/", due=today(IN_WINDOW) + timedelta(days=days))]
    assert waiting_for(clerk, IN_WINDOW, rooms=(room,))[0][0]["deadline_note"] == note


def test_a_moment_that_has_passed_today_is_past(clerk, room):
    room.lines = [Waiting("限时", 1, "/a/", due=IN_WINDOW - timedelta(minutes=1))]
    assert waiting_for(clerk, IN_WINDOW, rooms=(room,))[0][0]["deadline_note"] == "已过期限"


def test_unread_letters_wait_for_their_reader_only(clerk, screener):
    owe("notice", to=clerk, subject="信", body="。", at=IN_WINDOW)
    assert "未读信件" in titles(waiting_for(clerk, IN_WINDOW)[0])
    assert "未读信件" not in titles(waiting_for(screener, IN_WINDOW)[0])


def test_letters_that_did_not_arrive_wait_for_the_administrator(administrator, clerk):
    owe("notice", to=UserFactory(email="a@example.org"), subject="信", body="。")
    Dispatch.objects.update(attempts=MOST_ATTEMPTS)
    assert "未能送达的函告" in titles(waiting_for(administrator, IN_WINDOW)[0])
    assert "未能送达的函告" not in titles(waiting_for(clerk, IN_WINDOW)[0])


@pytest.mark.parametrize(("word", "name", "roles"), WAYS)
def test_every_way_from_a_desk_leads_somewhere(word, name, roles):
    assert reverse(name).startswith("/")


@pytest.mark.parametrize("role", CAST)
def test_no_way_from_a_desk_ends_at_a_shut_door(client, request, role, rulebook):
    user = request.getfixturevalue(role)
    if role == "expert":
        _seat(user, rulebook.season)
    client.force_login(user)
    ways = dict(ways_for(user))
    assert ways
    assert {word: client.get(url, follow=True).status_code for word, url in ways.items()} == dict.fromkeys(ways, 200)


def test_staff_see_the_counts_of_the_year_and_others_do_not(client, screener, clerk, draft):
    counts = {}
    for user in (screener, clerk):
        client.force_login(user)
        counts[user] = [step["count"] for step in client.get("/desk/").context["year"].road]
    assert counts[screener] == [1, 0, 0, 0, 0, 0]
    assert counts[clerk] == [None] * 6
