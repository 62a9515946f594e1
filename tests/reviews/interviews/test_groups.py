"""编组: groups, order by lot, timetable (沪工总经〔2015〕260号 三(四))."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.dates import beijing
from ledger.models import Entry
from letters.models import Letter
from reviews import actions
from reviews.models import Assignment, GroupSeat, InterviewSlot, ScoreSheet, Timetable
from tests.factories.interviews import FIRST_DAY, two_rooms
from tests.moments import IN_REVIEW
from tests.reviews.interviews.conftest import candidate, judges_of, kept_apart, members_of, refused_with, turns_of


def test_everybody_is_placed_once_and_judged_by_his_whole_group(arranged, admitted):
    assert sorted(arranged.slots.values_list("nomination", flat=True)) == sorted(one.pk for one in admitted)
    assert [group.slots.count() for group in arranged.groups.all()] == [3, 3]
    for slot in arranged.slots.select_related("group"):
        assert judges_of(slot.nomination_id) == sorted(members_of(slot.group))
    assert ScoreSheet.objects.count() == 30


def test_the_order_is_drawn_and_the_clock_keeps_its_pauses(arranged):
    first = turns_of(arranged, 1)
    assert [one.position for one in first] == [1, 2, 3]
    assert [beijing(one.starts_at).strftime("%H:%M") for one in first] == ["09:00", "09:20", "09:50"]
    assert {one.starts_at.date() for one in first} == {FIRST_DAY}


def test_nominators_and_members_are_told_and_the_ledger_keeps_the_seed(clerk, xuhui_clerk, members, arranged):
    told = Letter.objects.filter(kind="interview_arranged")
    assert set(told.values_list("recipient", flat=True)) == {clerk.pk, xuhui_clerk.pk}
    assert "三楼第一会议室" in told.first().body and told.first().about == reverse("reviews:turns")
    seated = Letter.objects.filter(kind="interview_seated")
    assert seated.count() == 10 and "共3位" in seated.first().body
    assert Entry.objects.get(act="timetable.arranged").detail["seed"] == "种子"


def test_a_conflicted_member_sits_in_the_group_without_a_sheet(opened, admitted, members, review_office):
    for member in members[:2]:
        kept_apart(member, admitted[0], review_office)
    timetable = actions.arrange(opened, two_rooms(), by=review_office, now=IN_REVIEW)

    group = timetable.slots.get(nomination=admitted[0]).group
    here = {one.pk for one in members[:2]} & set(members_of(group))
    assert not here & set(judges_of(admitted[0]))
    assert len(judges_of(admitted[0])) == 5 - len(here)


def test_where_nobody_can_hear_a_candidate_he_is_named(opened, admitted, members, review_office):
    for member in members[:8]:
        kept_apart(member, admitted[2], review_office)

    found = refused_with(actions.arrange, opened, two_rooms(), by=review_office, now=IN_REVIEW)
    assert found.ground == "conflicts" and f"{admitted[2].name}（{admitted[2].number}）可评委员2人" in found.message
    assert not Timetable.objects.exists() and not Assignment.objects.exists()


def test_too_many_groups_say_how_many_would_do(opened, review_office):
    five = two_rooms(places=tuple("甲乙丙丁戊"))
    found = refused_with(actions.arrange, opened, five, by=review_office, now=IN_REVIEW)
    assert found.ground == "no_group_serves" and "改为3组即可" in found.remedy


def test_only_the_office_arranges_once_and_ahead(opened, supervision, review_office):
    def ground(by, **changes):
        return refused_with(actions.arrange, opened, two_rooms(**changes), by=by, now=IN_REVIEW).ground

    assert ground(supervision) == "not_review_office"
    assert ground(review_office, first_day=date(2026, 7, 1)) == "first_day_past"
    actions.arrange(opened, two_rooms(), by=review_office, now=IN_REVIEW)
    assert ground(review_office) == "arranged_already"


def test_what_is_issued_is_what_was_previewed(opened, review_office):
    found = refused_with(
        actions.arrange, opened, two_rooms(), by=review_office, now=IN_REVIEW, expected="another fingerprint"
    )
    assert found.ground == "grouping_changed"


def test_those_who_join_later_are_placed_at_the_end(
    arranged, opened, rulebook, clerk, works_union, xuhui_union, review_office
):
    late = candidate(rulebook, clerk, works_union, xuhui_union, 7)
    actions.take_in(opened, by=review_office, now=IN_REVIEW)
    actions.add_to_timetable(arranged, by=review_office, now=IN_REVIEW)

    slot = arranged.slots.get(nomination=late)
    assert slot.position == 4 and len(judges_of(late)) == 5
    assert beijing(slot.starts_at).strftime("%H:%M") == "10:10"


def test_the_database_refuses_two_in_one_room_at_once_and_two_groups_for_one(arranged):
    first, second = turns_of(arranged, 1)[:2]
    with pytest.raises(IntegrityError), transaction.atomic():
        InterviewSlot.objects.filter(pk=second.pk).update(starts_at=first.starts_at)
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    seat = GroupSeat.objects.first()
    other = arranged.groups.exclude(pk=seat.group_id).get()
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupSeat.objects.create(timetable=arranged, group=other, member=seat.member, joined_at=IN_REVIEW)
