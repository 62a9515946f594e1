"""回避: a screener stands aside from the own and the former house, and from what passed through the own hands."""

import pytest

from accounts.models import User
from accounts.states import Role
from nominations.actions.screening import claim
from nominations.models import Nomination
from nominations.queries.ties import ROW_COLUMNS, hands_of, hands_of_rows, ties_of
from tests.factories import MembershipFactory, UserFactory
from tests.moments import IN_SCREENING
from tests.nominations.screening_cast import filed, ground_of

__all__ = ["filed"]


def again(user):
    return User.objects.get(pk=user.pk)


def left(screener, organisation, until):
    MembershipFactory(user=screener, role=Role.UNION_CLERK, organisation=organisation, since="2015-01-01", until=until)
    return again(screener)


@pytest.mark.parametrize(("until", "ground"), [("2026-06-01", "former_house"), ("2020-06-01", None)])
def test_a_former_house_is_remembered_for_the_years_of_the_rulebook(filed, screener, works_union, until, ground):
    person = left(screener, works_union, until)
    if ground:
        assert ground_of(claim, filed, by=person, now=IN_SCREENING) == ground
    else:
        assert claim(filed, by=person, now=IN_SCREENING).screener == person


def test_a_former_district_reaches_everything_it_filed(filed, screener, xuhui_union, pudong_union):
    assert claim(filed, by=left(screener, pudong_union, "2026-06-01")).screener == screener
    Nomination.objects.filter(pk=filed.pk).update(screener=None)
    assert ground_of(claim, filed, by=left(screener, xuhui_union, "2026-06-01")) == "former_house"


def test_the_ties_of_another_account_of_the_same_person_count(filed, screener, works_union):
    twin = UserFactory(full_name=screener.full_name)
    MembershipFactory(user=twin, role=Role.UNION_CLERK, organisation=works_union)
    User.objects.filter(pk__in=[screener.pk, twin.pk]).update(person_hash="b" * 64)
    assert ground_of(claim, filed, by=again(screener)) == "own_branch"


def test_nobody_screens_the_own_candidacy(filed, screener):
    Nomination.objects.filter(pk=filed.pk).update(candidate=screener)
    assert ground_of(claim, filed, by=screener) == "own_candidacy"


def test_a_row_of_the_queue_says_the_same_as_the_file(filed, screener, works_union):
    person = left(screener, works_union, "2026-06-01")
    row = Nomination.objects.values("pk", *ROW_COLUMNS).get(pk=filed.pk)
    assert hands_of_rows([row], ties_of(person)) == [hands_of(filed)]
