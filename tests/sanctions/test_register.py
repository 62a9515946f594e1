"""禁报名册: read by the review office and supervision, lifted by the office, in the portal's pages."""

from datetime import timedelta

import pgtrigger
import pytest
from django.urls import reverse

from common.dates import today
from sanctions import actions
from sanctions.models import Ban
from sanctions.states import SubjectKind


@pytest.fixture
def bans(review_office):
    """Three people found today."""
    return [
        actions.impose(
            kind=SubjectKind.PERSON,
            subject_hash=str(n) * 64,
            subject_name=f"钱伪{n}",
            ground="提交虚假专利证书",
            decision_number=f"沪工总经〔2026〕7{n}号",
            found_on=today(),
            years=5,
            by=review_office,
        )
        for n in range(3)
    ]


def test_the_office_and_supervision_read_it_and_nobody_else(client, bans, review_office, supervision, screener, clerk):
    seen = {}
    for person in (review_office, supervision, screener, clerk):
        client.force_login(person)
        seen[person.full_name] = client.get(reverse("sanctions:register")).status_code
    assert list(seen.values()) == [200, 200, 404, 404]


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get(reverse("sanctions:register")).status_code == 302


@pytest.mark.parametrize(("course", "names"), [("standing", 1), ("ended", 1), ("lifted", 1), ("", 3)])
def test_the_register_is_filtered_by_course(client, bans, review_office, course, names):
    with pgtrigger.ignore("sanctions.Ban:what_was_imposed_stays"):
        Ban.objects.filter(pk=bans[0].pk).update(since=today() - timedelta(days=9), until=today() - timedelta(days=1))
    actions.lift(bans[1], reason="申诉成立。", by=review_office)
    client.force_login(review_office)
    page = client.get(reverse("sanctions:register"), {"course": course}).context["page"]
    assert page.paginator.count == names


def test_it_is_searched_by_decision_number(client, bans, review_office):
    client.force_login(review_office)
    page = client.get(reverse("sanctions:register"), {"words": "71号"}).context["page"]
    assert [ban.subject_name for ban in page] == ["钱伪1"]


def test_lifting_asks_first_and_then_lifts(client, bans, review_office):
    client.force_login(review_office)
    url = reverse("sanctions:lift", args=[bans[0].pk])
    assert "解除后即可重新申报" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 200
    client.post(url, {"reason": "申诉成立。"})
    assert Ban.objects.get(pk=bans[0].pk).lift_reason == "申诉成立。"


def test_supervision_sees_why_it_cannot_lift(client, bans, supervision):
    client.force_login(supervision)
    assert "由评审办公室办理" in client.get(reverse("sanctions:ban", args=[bans[0].pk])).content.decode()


def test_three_rows_cost_no_more_queries_than_one(client, bans, review_office, django_assert_max_num_queries):
    client.force_login(review_office)

    def cost():
        client.get(reverse("sanctions:register"))  # the masthead's season is remembered from here
        with django_assert_max_num_queries(30) as captured:
            client.get(reverse("sanctions:register"))
        return len(captured)

    three = cost()
    with pgtrigger.ignore("sanctions.Ban:bans_are_never_deleted"):
        Ban.objects.exclude(pk=bans[0].pk).delete()
    assert cost() == three
