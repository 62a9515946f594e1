"""评分时间: kept to the second, extended with a reason, never shortened."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from ledger.models import Entry
from nominations.actions import leaving
from nominations.states import State
from reviews import actions
from reviews.models import Round, RoundExtension, ScoreSheet
from tests.factories import at_state
from tests.factories.reviews import all_declared
from tests.moments import IN_REVIEW, beijing
from tests.reviews.conftest import DUE
from tests.reviews.test_rounds import refused_with

SECOND = timedelta(seconds=1)
LATER = DUE + timedelta(days=7)


def owner(sheet):
    return sheet.assignment.member.user


def by_three_ways(sheet, points, now):
    """保存、提交、弃权."""
    return [
        (actions.save_sheet, {"by": owner(sheet), "points": points(), "now": now}),
        (actions.abstain, {"by": owner(sheet), "reason": "不熟悉该工种。", "now": now}),
        (actions.submit_sheet, {"by": owner(sheet), "points": points(), "now": now}),
    ]


def test_at_the_closing_second_nothing_is_taken_any_more(sheet, points):
    for act, words in by_three_ways(sheet, points, DUE):
        found = refused_with(act, sheet, **words)
        assert found.ground == "window_over" and "17:00截止" in found.message


def test_a_second_before_it_a_score_still_counts(sheet, points):
    actions.submit_sheet(sheet, by=owner(sheet), points=points(), now=DUE - SECOND)
    assert ScoreSheet.objects.get(pk=sheet.pk).submitted_at == DUE - SECOND


def test_before_the_opening_moment_files_are_drawn_but_not_scored(season, admitted, members, review_office, points):
    opens = IN_REVIEW + timedelta(days=3)
    round = actions.open_round(season, opens_at=opens, closes_at=DUE, by=review_office, now=IN_REVIEW)
    actions.draw(all_declared(round), by=review_office, now=IN_REVIEW)
    sheet = ScoreSheet.objects.select_related("assignment__member__user").first()

    for act, words in by_three_ways(sheet, points, opens - SECOND):
        assert refused_with(act, sheet, **words).ground == "not_begun"
    actions.save_sheet(sheet, by=owner(sheet), points=points(), now=opens)


@pytest.mark.parametrize("moment", [DUE, DUE + SECOND, IN_REVIEW - SECOND])
def test_the_database_keeps_to_the_window_whatever_the_way(sheet, moment):
    with pytest.raises(IntegrityError, match="评分时间"), transaction.atomic():
        ScoreSheet.objects.filter(pk=sheet.pk).update(saved_at=moment)


def test_a_window_lies_ahead_and_has_a_length(season, admitted, review_office):
    words = {"by": review_office, "now": IN_REVIEW}
    late = refused_with(actions.open_round, season, closes_at=DUE, opens_at=DUE, **words)
    assert late.ground == "closes_before_it_opens"
    past = refused_with(actions.open_round, season, closes_at=IN_REVIEW, **words)
    assert past.ground == "due_in_the_past"


def test_the_office_extends_with_a_reason_and_nobody_who_is_done_is_told(scored, members, review_office):
    actions.extend_round(scored, until=LATER, reason="平台停机维护。", by=review_office, now=IN_REVIEW)

    assert Round.objects.get().closes_at == LATER
    assert Entry.objects.get(act="round.extended").reason == "平台停机维护。"
    assert not any(member.user.letters.filter(kind="review_extended").exists() for member in members)


def test_who_is_behind_is_told_of_the_extension(drawn, sheet, points, review_office):
    done = owner(sheet)
    for one in ScoreSheet.objects.filter(assignment__member__user=done).select_related("assignment"):
        actions.submit_sheet(one, by=done, points=points(), now=IN_REVIEW)
    actions.extend_round(drawn, until=LATER, reason="平台停机维护。", by=review_office, now=DUE + SECOND)

    told = set(drawn.assignments.filter(member__user__letters__kind="review_extended").values_list("member", flat=True))
    assert told == set(drawn.assignments.exclude(member__user=done).values_list("member", flat=True))


def test_after_an_extension_a_late_score_is_taken(drawn, sheet, points, review_office):
    actions.extend_round(drawn, until=LATER, reason="平台停机维护。", by=review_office, now=DUE + SECOND)
    actions.submit_sheet(sheet, by=owner(sheet), points=points(), now=DUE + SECOND)
    assert ScoreSheet.objects.get(pk=sheet.pk).state == "submitted"


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ({"until": DUE, "reason": "维护"}, "not_later"),
        ({"until": DUE - SECOND, "reason": "维护"}, "not_later"),
        ({"until": LATER, "reason": " "}, "no_reason"),
        ({"until": DUE + SECOND, "reason": "维护", "now": LATER}, "due_in_the_past"),
    ],
)
def test_an_extension_is_later_ahead_and_reasoned(drawn, review_office, words, ground):
    found = refused_with(actions.extend_round, drawn, by=review_office, **{"now": IN_REVIEW} | words)
    assert found.ground == ground and not RoundExtension.objects.exists()


def test_only_the_office_extends_and_only_an_open_round(closed, review_office, supervision):
    assert refused_with(actions.extend_round, closed, until=LATER, reason="维护", by=supervision).status == 403
    over = refused_with(actions.extend_round, closed, until=LATER, reason="维护", by=review_office)
    assert over.ground == "round_closed"


def test_the_database_shortens_no_window_and_forgets_no_extension(drawn, review_office):
    extension = actions.extend_round(drawn, until=LATER, reason="维护", by=review_office, now=IN_REVIEW)
    for shortening in (
        lambda: Round.objects.update(closes_at=DUE),
        lambda: RoundExtension.objects.filter(pk=extension.pk).delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            shortening()


def test_who_leaves_in_the_middle_leaves_no_open_sheet(drawn, sheet, points, clerk):
    """退出: the sheet that is in stays as it is, the open ones are taken back and their experts told."""
    actions.submit_sheet(sheet, by=owner(sheet), points=points(), now=IN_REVIEW)
    nomination = sheet.assignment.nomination
    leaving.withdraw(nomination, by=clerk, reason="本人不再参加。", now=IN_REVIEW + SECOND)

    left = nomination.assignments.filter(withdrawn_at__isnull=True)
    assert [one.sheet.state for one in left] == ["submitted"]
    taken = nomination.assignments.filter(withdrawn_at=IN_REVIEW + SECOND)
    assert taken.count() == 4
    assert all(one.member.user.letters.filter(kind="review_withdrawn").exists() for one in taken)


def test_a_round_whose_candidates_all_left_is_ended_without_a_draw(opened, admitted, review_office):
    for one in admitted:
        at_state(one, State.DROPPED_OUT)
    assert actions.close_round(opened, by=review_office, now=IN_REVIEW).closed_at == IN_REVIEW


def test_the_page_extends_and_the_plan_fills_the_window_in(client, review_office, drawn):
    client.force_login(review_office)
    page = client.get(f"/reviews/office/rounds/{drawn.pk}/extend/")
    assert page.status_code == 200 and "不能再提前" in page.content.decode()
    client.post(page.request["PATH_INFO"], {"until": "2100-01-01T17:00", "reason": "平台停机维护。"})
    assert Round.objects.get().closes_at == beijing(2100, 1, 1, 17)
