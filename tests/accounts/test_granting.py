"""授予角色与终止任职：只由系统管理员办理，不得办理本人的，角色须与组织相称，记录只增不删。"""

from datetime import date, timedelta

import pytest

from accounts.actions import end_membership, grant
from accounts.models import Membership
from accounts.states import Role
from common.dates import today
from common.refusals import Refused
from ledger.models import Entry
from tests.factories import UserFactory


@pytest.fixture
def newcomer(db):
    """Without a role yet."""
    return UserFactory(full_name="甄新来")


def ground_of(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_an_administrator_grants_a_role(newcomer, xuhui_union, administrator):
    membership = grant(newcomer, Role.UNION_CLERK, xuhui_union, by=administrator, since=date(2026, 1, 1))

    assert (membership.user, membership.organisation, membership.until) == (newcomer, xuhui_union, None)
    entry = Entry.objects.get()
    assert (entry.act, entry.subject_id, entry.after) == ("membership.granted", newcomer.pk, "工会经办人")


def test_nobody_else_grants_roles(newcomer, xuhui_union, review_office, supervision, clerk):
    for stranger in (review_office, supervision, clerk):
        assert ground_of(grant, newcomer, Role.UNION_CLERK, xuhui_union, by=stranger) == "not_an_administrator"
    assert not newcomer.memberships.exists()


def test_nobody_grants_himself_a_role(administrator, municipal):
    assert ground_of(grant, administrator, Role.FINANCE, municipal, by=administrator) == "oneself"


def test_a_second_account_of_the_same_person_is_oneself_too(newcomer, administrator, municipal):
    for account in (newcomer, administrator):
        account.person_hash = "f" * 64
        account.save()
    assert ground_of(grant, newcomer, Role.FINANCE, municipal, by=administrator) == "oneself"


@pytest.mark.parametrize(
    ("role", "body"),
    [
        (Role.UNION_CLERK, "municipal"),
        (Role.UNION_ENDORSER, "society"),
        (Role.ASSOCIATION_CLERK, "xuhui_union"),
        (Role.SCREENER, "xuhui_union"),
        (Role.CHAIR_MEMBER, None),
        (Role.SELF_NOMINEE, "municipal"),
    ],
)
def test_role_and_organisation_must_suit_each_other(request, newcomer, administrator, role, body):
    organisation = request.getfixturevalue(body) if body else None
    assert ground_of(grant, newcomer, role, organisation, by=administrator) == "role_does_not_fit"


def test_a_role_is_not_held_twice_over_the_same_days(newcomer, xuhui_union, administrator):
    grant(newcomer, Role.UNION_CLERK, xuhui_union, by=administrator, since=date(2026, 1, 1), until=date(2026, 3, 31))

    later = {"by": administrator, "since": date(2026, 3, 31)}
    assert ground_of(grant, newcomer, Role.UNION_CLERK, xuhui_union, **later) == "held_already"
    grant(newcomer, Role.UNION_CLERK, xuhui_union, by=administrator, since=date(2026, 4, 1))


def test_days_in_the_wrong_order_are_refused(newcomer, xuhui_union, administrator):
    backwards = {"since": date(2026, 5, 2), "until": date(2026, 5, 1)}
    assert ground_of(grant, newcomer, Role.UNION_CLERK, xuhui_union, by=administrator, **backwards) == "dates"


def test_supervision_stands_alone(finance, supervision, municipal, administrator):
    assert ground_of(grant, finance, Role.SUPERVISION, municipal, by=administrator) == "supervision_stands_alone"
    assert ground_of(grant, supervision, Role.FINANCE, municipal, by=administrator) == "supervision_stands_alone"


def test_an_ended_membership_stays_and_holds_to_its_last_day(clerk, administrator):
    membership = end_membership(clerk.memberships.get(), by=administrator, reason="调离")

    assert membership.until == today()
    assert Membership.objects.filter(user=clerk).get() == membership
    entry = Entry.objects.get()
    assert (entry.act, entry.reason, entry.subject_id) == ("membership.ended", "调离", clerk.pk)


def test_a_membership_is_not_ended_twice_nor_in_the_past(clerk, administrator):
    membership = clerk.memberships.get()
    yesterday = today() - timedelta(days=1)
    assert ground_of(end_membership, membership, by=administrator, on=yesterday) == "in_the_past"
    end_membership(membership, by=administrator)
    assert ground_of(end_membership, membership, by=administrator) == "ended_already"


def test_nobody_else_ends_a_membership(clerk, park_endorser):
    assert ground_of(end_membership, clerk.memberships.get(), by=park_endorser) == "not_an_administrator"
