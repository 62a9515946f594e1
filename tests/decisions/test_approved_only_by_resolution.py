"""禁报的人选不得审定，审定只凭决议；数据库守住 (沪工总经〔2015〕260号 三(四)、五(三))."""

import pytest
from django.db import DatabaseError, connection, transaction

from common.refusals import Refused
from decisions import actions
from decisions.models import Resolution, RosterItem, Sitting
from decisions.states import Outcome
from nominations.states import State
from sanctions.models import Ban
from tests.decisions.conftest import HELD_ON, NUMBER, states
from tests.moments import AFTER_NOTICE, AT_THE_SITTING


def ban(nomination, by):
    """A ban on the person, from the first of October."""
    Ban.objects.create(
        subject_kind="person",
        subject_hash=nomination.identity_hash,
        subject_name=nomination.name,
        ground="弄虚作假",
        decision_number="沪工总经〔2026〕30号",
        since="2026-10-01",
        until="2031-10-01",
        imposed_at=AFTER_NOTICE,
        imposed_by=by,
    )


def test_a_banned_name_is_not_put_before_the_members(season, three, secretary, chair_members, review_office):
    ban(three[0], review_office)
    with pytest.raises(Refused, match="王建国") as refused:
        actions.convene(
            season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, now=AT_THE_SITTING
        )
    assert refused.value.ground == "banned"


def test_a_ban_during_the_vote_voids_the_sitting(voting, all_for, close, three, review_office):
    ban(three[0], review_office)
    assert "禁报情况由“无”变为“在禁报期内”" in close(all_for(voting)).voided_because
    assert State.APPROVED not in states().values()


def test_a_resolution_is_never_edited(voting, all_for, close):
    close(all_for(voting))
    for change in (lambda: Resolution.objects.update(text="另一决议"), lambda: Resolution.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_nobody_is_approved_around_the_resolution(three):
    """A raw UPDATE with an invented number is refused when the transaction would end."""
    with pytest.raises(DatabaseError, match="没有审定决议"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE nominations_nomination SET state = 'approved', approved_at = now(), resolution_number = %s"
            " WHERE id = %s",
            ["沪工总经〔2026〕1号", three[0].pk],
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_resolution_that_does_not_carry_the_name_approves_nobody(voting, all_for, close, named):
    close(all_for(voting))
    other = named("赵未审")
    with pytest.raises(DatabaseError, match="没有审定决议"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE nominations_nomination SET state = 'approved', approved_at = now(), resolution_number = %s"
            " WHERE id = %s",
            [NUMBER, other.pk],
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_a_closed_sitting_counted_and_who_sat_there_stays(voting, all_for, close):
    close(voting)
    for act in (
        lambda: RosterItem.objects.update(outcome=Outcome.LOST),
        lambda: RosterItem.objects.update(votes_for=0),
        lambda: Sitting.objects.update(closed_at=None),
        lambda: voting.members.update(is_present=False),
        voting.members.all().delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
