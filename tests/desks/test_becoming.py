"""换一个身份：只在演示环境；别处这个地址不存在。"""

from datetime import timedelta

import pytest

from accounts.states import Role
from common import clock
from common.refusals import Refused
from desks.actions import become
from desks.people import DOES, MOST, groups
from ledger.models import Entry
from tests.factories import MembershipFactory


@pytest.fixture(autouse=True)
def _the_clock_is_read_anew():
    yield
    clock._forget()


@pytest.fixture
def no_demonstration(settings):
    """Production."""
    settings.DEMONSTRATION = False


def test_one_click_becomes_another_person(client, screener, clerk):
    client.force_login(clerk)
    answer = client.post(f"/become/{screener.pk}/")

    assert answer.url == "/desk/"
    assert client.session["_auth_user_id"] == str(screener.pk)
    entry = Entry.objects.get()
    assert (entry.act, entry.actor_id, entry.subject_id) == ("person.became", clerk.pk, screener.pk)


def test_a_visitor_becomes_a_person_too(client, screener):
    client.post(f"/become/{screener.pk}/")
    assert client.session["_auth_user_id"] == str(screener.pk)


def test_outside_a_demonstration_the_address_does_not_exist(client, screener, no_demonstration):
    assert client.get("/become/").status_code == 404
    assert client.get(f"/become/{screener.pk}/").status_code == 404
    assert client.post(f"/become/{screener.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_a_demonstration_no_page_offers_it(client, db, no_demonstration):
    assert "换一个身份" not in client.get("/").content.decode()
    assert "become" not in client.get("/").content.decode()


def test_the_act_itself_refuses_outside_a_demonstration(screener, clerk, no_demonstration):
    with pytest.raises(Refused) as refused:
        become(screener, by=clerk)
    assert refused.value.ground == "not_a_demonstration"


def test_becoming_is_never_a_mere_visit(client, screener):
    assert client.get(f"/become/{screener.pk}/").status_code == 405


def test_nobody_becomes_a_suspended_person(client, screener):
    screener.is_active = False
    screener.save()
    assert client.post(f"/become/{screener.pk}/").status_code == 409


def test_people_stand_under_their_roles(client, screener, clerk):
    assert [group["role"].label for group in groups()] == ["工会经办人", "资格审核人"]
    page = client.get("/become/").content.decode()
    assert "沈明察" in page
    assert DOES[Role.SCREENER] in page


def test_every_role_is_explained():
    assert set(DOES) == set(Role)


def test_of_a_crowd_the_first_few_are_shown_in_two_queries(xuhui_union, django_assert_num_queries):
    for _ in range(MOST + 3):
        MembershipFactory(role=Role.UNION_CLERK, organisation=xuhui_union)
    with django_assert_num_queries(2):
        (group,) = groups()
    assert len(group["people"]) == MOST


def test_those_for_whom_work_waits_come_first(draft, xuhui_clerk):
    MembershipFactory(role=Role.UNION_CLERK, organisation=draft.drafting_body)
    (group,) = (one for one in groups() if one["role"] == Role.UNION_CLERK)
    assert [entry["is_waited_for"] for entry in group["people"]] == [True, True, False]
    assert group["people"][-1]["person"] == xuhui_clerk


def test_the_clock_is_put_forward_and_says_so(client, db):
    before = clock.now()
    page = client.post("/become/clock/", {"days": 7}, follow=True)
    assert "演示时钟已拨至" in page.content.decode()
    assert clock.now() - before >= timedelta(days=7)


@pytest.mark.parametrize("days", ["-1", "x", ""])
def test_the_clock_is_never_put_back(client, db, days):
    before = clock.now()
    client.post("/become/clock/", {"days": days})
    assert clock.now() - before < timedelta(minutes=1)


def test_outside_a_demonstration_there_is_no_such_clock(client, db, no_demonstration):
    assert client.post("/become/clock/", {"days": 7}).status_code == 404
