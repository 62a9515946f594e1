"""人员与任职：谁在某日担任某角色，以任职起止为准，首末两日均计入。"""

from datetime import date

import pytest

from accounts.queries import people_with
from accounts.states import Role
from tests.factories import MembershipFactory


@pytest.fixture
def temporary_clerk(xuhui_union):
    """Clerk from 1 to 31 May."""
    return MembershipFactory(
        role=Role.UNION_CLERK, organisation=xuhui_union, since=date(2026, 5, 1), until=date(2026, 5, 31)
    ).user


def test_a_membership_counts_from_its_first_day_to_its_last(temporary_clerk):
    days = [date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert [temporary_clerk in people_with(Role.UNION_CLERK, on=day) for day in days] == [False, True, True, False]


def test_the_role_of_one_organisation_is_not_that_of_another(clerk, works_union, xuhui_union):
    assert clerk in people_with(Role.UNION_CLERK, works_union)
    assert clerk not in people_with(Role.UNION_CLERK, xuhui_union)


def test_a_suspended_person_holds_nothing(clerk):
    clerk.is_active = False
    clerk.save()
    assert clerk not in people_with(Role.UNION_CLERK)


def test_nobody_is_named_twice(clerk, xuhui_union):
    MembershipFactory(user=clerk, role=Role.UNION_CLERK, organisation=xuhui_union)
    assert list(people_with(Role.UNION_CLERK)) == [clerk]
