"""台账只增不改：数据库本身拒绝修改、删除和清空；人员账户如何变动，都不影响已有记录。"""

import pytest
from django.db import DatabaseError, connection, models, transaction

from accounts.models import User
from ledger.actions import THE_PUBLIC, entry_for, record, record_all
from ledger.models import Entry
from ledger.queries import trace_of
from tests.factories import UserFactory

TAMPERING = [
    "UPDATE ledger_entry SET actor_name = '别人'",
    "UPDATE ledger_entry SET at = now() WHERE id > 0",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry",
    "TRUNCATE ledger_entry CASCADE",
]


@pytest.fixture
def entry(clerk, draft):
    """One act of the clerk."""
    return record("nomination.changed", by=clerk, on=draft)


@pytest.mark.parametrize("statement", TAMPERING)
def test_the_database_refuses_to_change_an_entry(entry, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Entry.objects.get().actor_name == "周文静"


def test_the_orm_has_no_way_around_the_database(entry):
    for tamper in (entry.delete, entry.save, lambda: models.QuerySet(Entry).update(reason="")):
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper()


def test_deleting_a_person_leaves_the_entries_untouched(season):
    somebody = UserFactory(full_name="曾在此")
    record("person.signed_in", by=somebody, on=somebody)
    before = Entry.objects.values().get()

    User.objects.filter(pk=somebody.pk).delete()

    assert Entry.objects.values().get() == before


def test_a_rolled_back_act_leaves_no_entry(clerk, draft):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("nomination.changed", by=clerk, on=draft)
        1 / 0  # noqa: B018 - the act breaks off here

    assert not Entry.objects.exists()


def test_an_entry_says_who_in_which_role_for_which_body(entry, works_union):
    assert (entry.actor_name, entry.role, entry.body) == ("周文静", "工会经办人", works_union.name)


def test_the_public_is_not_taken_for_the_portal(draft):
    """公众 objects and reports without an account; 系统 is what the portal does by itself."""
    record("objection.filed", by=THE_PUBLIC, on=draft, role="异议人")
    record("notice.closed", by=None, on=draft)

    assert [(one.who, one.role) for one in trace_of(draft)] == [("系统", ""), ("公众", "异议人")]


def test_many_entries_are_signed_in_one_statement(clerk, draft, django_assert_num_queries):
    clerk.current_memberships()
    with django_assert_num_queries(1):
        record_all([entry_for("nomination.changed", by=clerk, on=draft) for _ in range(3)])
