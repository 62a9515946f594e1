"""候补与递补: only who was approved by name beforehand takes a seat that fell vacant, in the order approved."""

from datetime import date

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from accounts.states import Role
from common.refusals import Refused
from ledger.models import Entry
from reviews import actions
from reviews.models import CommitteeMember
from reviews.states import Category
from tests.conftest import someone
from tests.factories.numbers import credit_code
from tests.moments import IN_REVIEW

APPROVAL = {"approved_by": "市总工会分管领导", "document": "主席办公会纪要第9期", "approved_on": date(2026, 6, 1)}


@pytest.fixture
def reserves(season, municipal, review_office):
    """Two reserves for the category of the first member."""
    return [
        actions.reserve(
            season,
            user=someone(name, Role.EXPERT, municipal),
            category=Category.EXPERT,
            unit_name=f"{name}的单位",
            unit_code=credit_code(810 + place),
            by=review_office,
            now=IN_REVIEW,
            **APPROVAL,
        )
        for place, name in enumerate(("候一", "候二"))
    ]


@pytest.fixture
def vacant(members, review_office):
    """The first member has stood down."""
    return actions.stand_down(members[0], by=review_office, reason="因病。", now=IN_REVIEW)


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_the_first_in_order_is_invited_to_the_vacant_seat(vacant, reserves, review_office):
    heir = actions.substitute(vacant, by=review_office, reason="补足人数。", now=IN_REVIEW)

    assert (heir.user, heir.instead_of, heir.category) == (reserves[0].user, vacant, vacant.category)
    assert heir.user.letters.get().kind == "review_invited" and not heir.is_sitting
    assert Entry.objects.get(act="committee.substituted").reason == "补足人数。"


def test_a_seat_is_taken_once_and_only_when_it_is_vacant(members, vacant, reserves, review_office):
    assert refusal(actions.substitute, members[1], by=review_office, reason="补足。") == "not_vacant"
    actions.substitute(vacant, by=review_office, reason="补足。", now=IN_REVIEW)
    assert refusal(actions.substitute, vacant, by=review_office, reason="补足。") == "already_taken"


def test_nobody_takes_a_seat_who_was_not_approved_for_it(vacant, review_office):
    assert refusal(actions.substitute, vacant, by=review_office, reason="补足。") == "no_reserve"


def test_substitution_needs_a_reason_and_the_office(vacant, reserves, review_office, supervision):
    assert refusal(actions.substitute, vacant, by=review_office, reason="") == "no_reason"
    assert refusal(actions.substitute, vacant, by=supervision, reason="补足。") == "not_review_office"
    assert not CommitteeMember.objects.filter(instead_of__isnull=False).exists()


def test_a_reserve_who_cannot_serve_is_struck_and_the_next_one_comes(vacant, reserves, review_office):
    assert refusal(actions.strike_reserve, reserves[0], by=review_office, reason="") == "no_reason"
    actions.strike_reserve(reserves[0], by=review_office, reason="已调离本市。", now=IN_REVIEW)
    heir = actions.substitute(vacant, by=review_office, reason="补足。", now=IN_REVIEW)
    assert heir.user == reserves[1].user
    assert refusal(actions.strike_reserve, heir.reserve, by=review_office, reason="……") == "already_used"


def test_a_member_is_no_reserve_and_a_reserve_stands_once(season, members, reserves, review_office):
    unit = {"unit_name": "某校", "unit_code": credit_code(820), "category": Category.EXPERT, "by": review_office}
    assert refusal(actions.reserve, season, user=members[1].user, **unit, **APPROVAL) == "already_seated"
    assert refusal(actions.reserve, season, user=reserves[0].user, **unit, **APPROVAL) == "already_reserved"


def test_the_order_is_kept_by_the_database(reserves):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(reserves[1]).objects.filter(pk=reserves[1].pk).update(position=reserves[0].position)


def test_the_office_reserves_strikes_and_substitutes_from_the_pages(
    client, season, vacant, reserves, municipal, review_office
):
    client.force_login(review_office)
    person = someone("候三", Role.EXPERT, municipal)
    posted = {"user": person.pk, "category": "media", "unit_name": "某报", "unit_code": credit_code(830)}
    client.post(reverse("reviews:add_reserve"), posted | APPROVAL | {"approved_on": "2026-06-01"})
    client.post(reverse("reviews:strike_reserve", args=[reserves[0].pk]), {"reason": "调离。"})
    page = client.get(reverse("reviews:reserves")).content.decode()
    assert "候三" in page and "调离。" in page
    answer = client.post(reverse("reviews:substitute", args=[vacant.pk]), {"reason": "补足。"})
    assert "候二" in client.get(answer.url).content.decode()
