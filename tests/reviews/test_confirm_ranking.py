"""沪工总经〔2015〕260号 三(四): 专家评审, from the closed round to those who go on."""

from decimal import Decimal
from io import StringIO

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from common.refusals import Refused
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from reviews import actions
from reviews.models import Ranking, Round, ScoreSheet
from reviews.queries import grounds, rankings
from tests.factories import at_state, rewritten
from tests.moments import AFTER_REVIEW, IN_REVIEW


@pytest.fixture
def ranking(closed, review_office):
    """Two of three go on."""
    return actions.make_ranking(closed, by=review_office, shortlist_size=2, because="场地只容两人。", now=AFTER_REVIEW)


def states():
    return list(Nomination.objects.order_by("number").values_list("state", flat=True))


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_a_ranking_carries_its_inputs_and_its_arithmetic(ranking):
    lines = list(ranking.lines.order_by("place"))
    assert [(line.place, line.total) for line in lines] == [
        (1, Decimal("90.0000")),
        (2, Decimal("80.0000")),
        (3, Decimal("70.0000")),
    ]
    assert (lines[0].scores_counted, lines[0].scores_given) == (3, 5)
    assert len(ranking.inputs_hash) == 64 and ranking.arithmetic


def test_without_a_number_the_rulebook_says_how_many_go_on(closed, review_office):
    made = actions.make_ranking(closed, by=review_office, now=AFTER_REVIEW)
    assert made.shortlist_size == 3  # eleven places for three candidates


def test_a_verified_dual_craftsman_has_the_bonus_apart(closed, admitted, review_office):
    """沪工总基〔2026〕60号 下一步一."""
    rewritten(admitted[2], skill_level="technician", title_level="intermediate", dual_verified_at=IN_REVIEW)
    made = actions.make_ranking(closed, by=review_office, now=AFTER_REVIEW)
    line = made.lines.get(nomination=admitted[2])
    assert (line.panel_score, line.bonus, line.total) == (Decimal("70.0000"), Decimal("2.00"), Decimal("72.0000"))


def test_an_open_round_is_not_ranked(scored, review_office):
    assert refusal(actions.make_ranking, scored, by=review_office, now=AFTER_REVIEW) == "round_open"


def test_the_inputs_are_one_query_and_the_criteria_another(closed, django_assert_num_queries):
    """One for the sheets, whatever their number, and one for the lines of the score sheet."""
    with django_assert_num_queries(2):
        grounds.ground(closed)


def test_the_best_go_on_and_the_others_learn_why_not(ranking, review_office, clerk):
    actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)

    assert states() == [State.SHORTLISTED, State.SHORTLISTED, State.NOT_SELECTED]
    assert Nomination.objects.get(state=State.NOT_SELECTED).closing_reason
    assert clerk.letters.filter(kind="review_outcome").count() == 1


def test_each_nomination_leaves_its_trace(ranking, review_office):
    actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)
    acts = Entry.objects.filter(at=AFTER_REVIEW, subject_kind="nominations.nomination").values_list("act", flat=True)
    assert sorted(acts) == ["nomination.passed_over", "nomination.shortlisted", "nomination.shortlisted"]


def test_the_letter_tells_neither_place_nor_score(ranking, review_office, clerk):
    actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)
    body = clerk.letters.get(kind="review_outcome").body
    assert "90" not in body and "名次" not in body


def test_it_is_confirmed_once(ranking, review_office):
    actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)
    assert refusal(actions.confirm_ranking, ranking, by=review_office, now=AFTER_REVIEW) == "already_confirmed"


def test_supervision_and_experts_confirm_nothing(ranking, supervision, members):
    for who in (supervision, members[0].user):
        assert refusal(actions.confirm_ranking, ranking, by=who, now=AFTER_REVIEW) == "not_review_office"
    assert set(states()) == {State.UNDER_REVIEW}


def test_a_ranking_whose_ground_moved_is_stale_and_nothing_is_confirmed(ranking, admitted, review_office):
    at_state(admitted[0], State.DROPPED_OUT)
    assert refusal(actions.confirm_ranking, ranking, by=review_office, now=AFTER_REVIEW) == "stale"
    assert states() == [State.DROPPED_OUT, State.UNDER_REVIEW, State.UNDER_REVIEW]


def test_the_confirmed_ranking_and_its_lines_are_found_by_the_later_rooms(ranking, season, admitted, review_office):
    assert rankings.confirmed_ranking(season) is None
    actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)
    assert rankings.confirmed_ranking(season) == ranking
    assert rankings.line_of(admitted[1]).place == 2


def test_a_stranger_recomputes_the_ranking(ranking, review_office):
    actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)
    told = StringIO()
    call_command("verify_ranking", ranking=ranking.pk, stdout=told)
    assert "一致" in told.getvalue()


def test_a_score_altered_behind_the_guards_is_found(ranking):
    sheet = ScoreSheet.objects.order_by("pk").first()
    with pgtrigger.ignore(
        "reviews.ScoreSheet:submitted_sheets_are_locked", "reviews.ScoreSheet:closed_rounds_take_no_scores"
    ):
        ScoreSheet.objects.filter(pk=sheet.pk).update(total=Decimal("99.9999"))
    with pytest.raises(CommandError, match="99.9999"):
        call_command("verify_ranking", ranking=ranking.pk)


def test_a_line_altered_behind_the_guards_is_found(ranking):
    ranking.lines.filter(place=3).update(total=Decimal("99.0000"))
    with pytest.raises(CommandError, match="99.0000"):
        call_command("verify_ranking", ranking=ranking.pk)


def test_the_pages_of_the_ranking(client, ranking, review_office, supervision, expert):
    for who, status in ((review_office, 200), (supervision, 200), (expert, 403)):
        client.force_login(who)
        for query in ("", "?order=-total", "?only=near", "?only=in&q=王", "?page=9"):
            assert client.get(f"/reviews/rankings/{ranking.pk}/{query}").status_code == status
        assert client.get(f"/reviews/rankings/{ranking.pk}/confirm/").status_code == status


def test_a_confirmed_ranking_stays_as_it_was_confirmed(ranking, review_office):
    confirmed = actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)
    line = confirmed.lines.first()
    for act in (
        lambda: confirmed.lines.update(place=1),
        confirmed.lines.all().delete,
        lambda: confirmed.lines.filter(pk=line.pk).update(is_shortlisted=not line.is_shortlisted),
        lambda: Ranking.objects.update(shortlist_size=1),
        lambda: Ranking.objects.update(confirmed_at=None),
        lambda: Round.objects.update(closed_at=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
