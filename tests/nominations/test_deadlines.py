"""截止倒计时: on every page of a dossier while it can still be changed or filed, in words and without a script."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common.dates import left_words
from nominations.deadlines import deadline_of
from nominations.states import State
from seasons.models import Extension
from tests.factories import at_state
from tests.moments import CLOSING, IN_SCREENING, IN_WINDOW


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=3, hours=4, minutes=59), "3天4小时"),
        (timedelta(days=2, minutes=5), "2天"),
        (timedelta(hours=4, minutes=12), "4小时12分"),
        (timedelta(hours=1), "1小时"),
        (timedelta(minutes=12, seconds=30), "12分"),
        (timedelta(seconds=59), "不足1分钟"),
    ],
)
def test_what_is_left_is_said_in_words(left, words):
    assert left_words(IN_WINDOW + left, IN_WINDOW) == words


def test_the_closing_moment_counts_with_its_extensions(draft, review_office):
    assert deadline_of(draft, CLOSING - timedelta(hours=2)).words == "距申报截止还有2小时"
    Extension.objects.create(
        season=draft.season,
        organisation=draft.filing_body,
        until=CLOSING + timedelta(days=2),
        reason="停电。",
        granted_by=review_office,
        granted_at=IN_WINDOW,
    )
    assert deadline_of(draft, CLOSING).words == "距申报截止还有2天"


def test_at_the_very_moment_it_is_over(draft):
    assert "不再受理" in deadline_of(draft, CLOSING).words


def test_a_correction_counts_to_the_end_of_its_last_day(draft):
    sent_back = at_state(draft, State.CORRECTING, correction_due="2026-06-17")

    assert deadline_of(sent_back, IN_SCREENING).what == "补正"
    assert deadline_of(sent_back, IN_SCREENING).at.isoformat().startswith("2026-06-18T00:00")


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ADMITTED, State.WITHDRAWN, State.HONOURED])
def test_what_can_no_longer_be_changed_counts_down_to_nothing(draft, state):
    assert deadline_of(at_state(draft, state), IN_WINDOW) is None


@pytest.mark.parametrize("page", ["show", "recommend", "withdraw", "section"])
def test_it_stands_on_the_pages_of_the_dossier(client, draft, clerk, page):
    client.force_login(clerk)
    key = ["summary"] if page == "section" else []
    text = client.get(reverse(f"nominations:{page}", args=[draft.number, *key])).content.decode()

    assert "data-countdown-words" in text and "申报" in text


def test_a_page_that_slept_asks_the_server(client, draft, clerk):
    client.force_login(clerk)
    told = client.get(reverse("nominations:countdown", args=[draft.number])).json()

    assert told["at"] == int(CLOSING.timestamp() * 1000)
