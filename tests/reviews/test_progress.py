"""评审进展: by expert and by nomination, over what the reader may know of (国家自然科学基金条例 第二十条)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from reviews import actions
from reviews.models import Assignment, ScoreSheet
from reviews.pace import WHOLE, Pace, pace_of
from reviews.queries import progress, rounds
from tests.factories.reviews import all_declared
from tests.moments import IN_REVIEW, beijing

HALF_WAY = beijing(2026, 7, 28)


@pytest.fixture
def opened(season, admitted, members, review_office):
    """A round whose last day is near."""
    closes_at = beijing(2026, 8, 10, 23, 59)
    return all_declared(actions.open_round(season, closes_at=closes_at, by=review_office, now=IN_REVIEW, seed="种子"))


def by_expert(round, hidden=(), now=HALF_WAY, **chosen):
    """Rows by the key of the member."""
    return {one.pk: one for one in progress.by_expert(round, hidden=hidden, now=now, **chosen)}


@given(st.integers(0, WHOLE), st.integers(0, 300), st.integers(0, 300))
def test_whoever_has_handed_in_everything_is_never_behind(gone, held, done):
    pace = Pace(gone)

    assert not pace.is_behind(held, held)
    assert pace.expected(held) <= held
    assert not pace.is_behind(held, done) or done < pace.expected(held)


def test_before_the_draw_nothing_is_expected_and_after_the_end_everything():
    assert pace_of(None, IN_REVIEW, IN_REVIEW).expected(10) == 0
    assert pace_of(IN_REVIEW, HALF_WAY, HALF_WAY).expected(10) == 10
    assert pace_of(IN_REVIEW, IN_REVIEW + timedelta(days=4), IN_REVIEW + timedelta(days=1)).expected(10) == 2


def test_each_member_is_counted_with_what_is_in_and_what_is_not(drawn, sheet, points):
    actions.submit_sheet(sheet, by=sheet.assignment.member.user, points=points(), now=IN_REVIEW)
    row = by_expert(drawn)[sheet.assignment.member_id]

    assert (row.submitted, row.abstained, row.waiting) == (1, 0, row.held - 1)
    assert row.last_at == IN_REVIEW


def test_page_and_rule_agree_on_who_is_behind(drawn, sheet, points):
    """The database's reckoning is the rule's."""
    actions.submit_sheet(sheet, by=sheet.assignment.member.user, points=points(), now=IN_REVIEW)
    pace = progress.pace(drawn, HALF_WAY)

    for row in by_expert(drawn).values():
        assert row.expected == pace.expected(row.held)
        assert (row.pk in by_expert(drawn, only="behind")) == pace.is_behind(row.held, row.done)


def test_what_is_hidden_is_in_no_count(drawn, admitted):
    """Neither in a row, nor in a total, nor in the funnel."""
    hidden = {admitted[0].pk}
    numbers = progress.figures(drawn, hidden=hidden, now=HALF_WAY)

    assert numbers["all_held"] == sum(row.held for row in by_expert(drawn, hidden).values()) == 10
    assert sum(sum(counts) for _, *counts in progress.by_category(drawn, hidden=hidden)) == 10
    assert [stage.count for stage in progress.funnel(drawn.season, hidden=hidden)] == [2, 2, 0]
    assert progress.file_figures(drawn, hidden=hidden)["total"] == 2


def test_each_nomination_shows_what_it_wants_has_awaits_and_misses(drawn, sheet):
    actions.abstain(sheet, by=sheet.assignment.member.user, reason="看不到实物。", now=IN_REVIEW)
    row = progress.by_nomination(drawn, hidden=()).get(pk=sheet.assignment.nomination_id)

    assert (row.submitted, row.waiting, row.abstained, row.missing) == (0, 4, 1, 1)
    assert progress.file_figures(drawn, hidden=()) == {"total": 3, "done": 0, "awaited": 2, "missing": 1}


@pytest.mark.parametrize("order", ["-waiting", "name", "last", "-held", "nonsense"])
def test_the_lists_can_be_sorted_by_every_head(client, review_office, drawn, order):
    client.force_login(review_office)

    for name in ("progress", "files"):
        assert client.get(reverse(f"reviews:{name}", args=[drawn.pk]) + f"?order={order}").status_code == 200


def test_the_page_shows_no_score(client, review_office, scored):
    """How many are in, never which."""
    client.force_login(review_office)
    pages = [
        client.get(reverse(f"reviews:{name}", args=[scored.pk])).content.decode() for name in ("progress", "files")
    ]

    totals = {f"{total:.2f}" for total in ScoreSheet.objects.values_list("total", flat=True)}
    assert not [total for total in totals for page in pages if total in page]


def test_an_office_clerk_with_a_part_in_a_file_does_not_meet_it(client, review_office, drawn, admitted):
    """The clerk screened it once: no row, and the strip counts the others only."""
    type(admitted[0]).objects.filter(pk=admitted[0].pk).update(screener=review_office)
    client.force_login(review_office)
    files = client.get(reverse("reviews:files", args=[drawn.pk])).content.decode()

    assert admitted[0].number not in files and admitted[1].number in files
    assert Assignment.objects.filter(nomination=admitted[0]).exists()


def test_the_desk_counts_in_one_query_what_the_rules_count(drawn, sheet, season, django_assert_num_queries):
    """An abstention leaves a place to fill; the desk says so in the same numbers as the page."""
    actions.abstain(sheet, by=sheet.assignment.member.user, reason="看不到实物。", now=IN_REVIEW)
    with django_assert_num_queries(1):
        counts = progress.desk_counts(season, drawn)

    assert counts == {"admitted": 0, "judged": 3, "needed": rounds.still_needed(drawn), "waiting": 14}
    assert counts["waiting"] == rounds.progress(drawn)["waiting"]
