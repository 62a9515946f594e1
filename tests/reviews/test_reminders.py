"""催办: only those behind, at most once a day, never whoever is done; withdrawn with the last sheet."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from reviews import actions
from reviews.models import ScoreSheet, ScoringReminder
from tests.factories.reviews import all_declared
from tests.moments import IN_REVIEW, beijing

LATE = beijing(2026, 8, 4)
THREE_DAYS_BEFORE = beijing(2026, 8, 7)


@pytest.fixture
def opened(season, admitted, members, review_office):
    """A round whose last day is near."""
    closes_at = beijing(2026, 8, 10, 23, 59)
    return all_declared(actions.open_round(season, closes_at=closes_at, by=review_office, now=IN_REVIEW, seed="种子"))


def letters():
    """Reminders that were written and stand."""
    return Letter.objects.filter(kind="review_reminder", recalled_at__isnull=True)


def finish(member, points, now=LATE):
    """The member hands in everything."""
    for sheet in ScoreSheet.objects.filter(assignment__member=member, state="open"):
        actions.submit_sheet(sheet, by=member.user, points=points(), now=now)


def test_only_those_behind_are_reminded(drawn, review_office, members, points):
    finish(members[0], points)
    sent = actions.remind_behind(drawn, by=review_office, words="请于周五前交齐。", now=LATE)

    assert sent == letters().count() == ScoringReminder.objects.count() == 6
    assert members[0].user not in {letter.recipient for letter in letters()}
    assert "附言：请于周五前交齐。" in letters().first().body


def test_a_reminder_leaves_its_trace(drawn, review_office):
    actions.remind_behind(drawn, by=review_office, now=LATE)
    entry = Entry.objects.get(act="round.reminded")

    assert (entry.actor_id, entry.detail["reminded"]) == (review_office.pk, 7)


def test_nobody_is_reminded_twice_a_day(drawn, review_office):
    actions.remind_behind(drawn, by=review_office, now=LATE)

    with pytest.raises(Refused, match="今天都已"):
        actions.remind_behind(drawn, by=review_office, now=LATE + timedelta(hours=3))
    assert actions.remind_behind(drawn, by=review_office, now=LATE + timedelta(days=1)) == 7


def test_while_nobody_is_behind_there_is_nothing_to_press(drawn, review_office):
    with pytest.raises(Refused, match="没有进度落后"):
        actions.remind_behind(drawn, by=review_office, now=IN_REVIEW)
    assert not Letter.objects.filter(kind="review_reminder").exists()


@pytest.mark.parametrize("who", ["supervision", "expert", "screener"])
def test_others_remind_nobody(drawn, request, who):
    with pytest.raises(Refused, match="只有评审办公室"):
        actions.remind_behind(drawn, by=request.getfixturevalue(who), now=LATE)


def test_a_closed_round_reminds_nobody(closed, review_office):
    with pytest.raises(Refused, match="已经结束"):
        actions.remind_behind(closed, by=review_office, now=LATE)
    assert actions.remind_before_closing(now=THREE_DAYS_BEFORE) == 0


def test_the_timetable_reminds_on_the_days_of_the_rulebook(drawn, members, points):
    """细则：评分截止前 3 天、1 天提醒尚未交齐的委员."""
    finish(members[0], points)

    assert actions.remind_before_closing(now=THREE_DAYS_BEFORE - timedelta(days=1)) == 0
    assert actions.remind_before_closing(now=THREE_DAYS_BEFORE - timedelta(hours=4)) == 0  # at six in the morning
    assert actions.remind_before_closing(now=THREE_DAYS_BEFORE) == 6
    assert actions.remind_before_closing(now=THREE_DAYS_BEFORE + timedelta(hours=1)) == 0


def test_who_finishes_is_not_reminded_any_more(drawn, review_office, members, points):
    """What reached nobody is withdrawn with the last sheet, for this member alone."""
    actions.remind_behind(drawn, by=review_office, now=LATE)
    finish(members[0], points)

    assert letters().count() == 6
    assert Letter.objects.get(recalled_at__isnull=False, kind="review_reminder").recipient == members[0].user


def test_a_reminder_stands_while_a_sheet_is_open(drawn, review_office, sheet, points):
    actions.remind_behind(drawn, by=review_office, now=LATE)
    actions.submit_sheet(sheet, by=sheet.assignment.member.user, points=points(), now=LATE)

    assert letters().count() == 7


def test_the_office_sees_who_and_what_before_it_presses(client, review_office, drawn):
    client.force_login(review_office)
    page = client.get(reverse("reviews:remind", args=[drawn.pk])).content.decode()

    assert "将收到催办函的委员（7位）" in page and "评分提醒：还有" in page
    client.post(reverse("reviews:remind", args=[drawn.pk]), {"words": ""})
    assert letters().count() == 7
