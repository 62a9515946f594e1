"""批量办理: shown before it happens, done one by one, told after, undone with a reason; pressed twice, done once."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.models import Entry
from letters.models import Letter
from nominations.actions import bulk
from nominations.actions import screening as actions
from nominations.models import BulkAct, ScreeningDecision
from nominations.queries import bulk as queries
from nominations.states import BulkKind, BulkOutcome, Conclusion, Standing, State
from tests.factories import at_state
from tests.moments import IN_SCREENING
from tests.nominations.screening_cast import ALL_PASSED, ON_FAILURE, fresh, ground_of, many

__all__ = ["many"]
CLAIM, RELEASE, ADMIT, RETURN = BulkKind


def done(kind, nominations, by, *, token="t", words="", now=IN_SCREENING):
    """Ask and carry out."""
    act, _ = bulk.ask_many(kind, nominations, by=by, token=token, words=words, now=now)
    bulk.carry_out(act, now=now)
    return BulkAct.objects.get(pk=act.pk)


def undone(act, by, *, now=IN_SCREENING, reason="选错人选。"):
    act = bulk.ask_undo(act, by=by, reason=reason, now=now)
    bulk.carry_out(act, now=now)
    return BulkAct.objects.get(pk=act.pk)


def outcomes(act):
    return list(act.results.order_by("pk").values_list("outcome", flat=True))


def states(files):
    return [fresh(one).state for one in files]


@pytest.fixture
def three(many, screener):
    """Three files claimed; the first in order, the second with a failed line, the third untouched."""
    files = many(3)
    done(CLAIM, files, screener, token="claimed")
    actions.note_lines(files[0], by=screener, lines=ALL_PASSED, now=IN_SCREENING)
    actions.note_lines(files[1], by=screener, lines=ON_FAILURE, now=IN_SCREENING)
    return files


def test_each_is_done_by_itself_and_says_why_not(three, screener):
    act = done(ADMIT, three, screener)
    assert outcomes(act) == ["done", "refused", "refused"]
    assert states(three) == [State.ADMITTED, State.SUBMITTED, State.SUBMITTED]
    assert "还有" in act.results.last().sentence and act.finished_at == IN_SCREENING


def test_the_list_of_bulk_acts_begins_with_the_latest(three, screener):
    done(ADMIT, three, screener)
    listed = queries.counted(queries.of(screener))
    assert listed.ordered
    assert [one.kind for one in listed] == [ADMIT, CLAIM]
    assert Entry.objects.filter(act="nomination.admitted").count() == 1


def test_a_return_of_many_names_the_sections_of_each(three, screener):
    done(RETURN, three, screener, words="请于期限内补正。")
    assert [fresh(one).returned_sections for one in three] == [[], ["post"], []]
    assert fresh(three[1]).closing_reason.endswith("请于期限内补正。")


def test_what_was_claimed_by_others_is_told_and_left(many, screener, second_screener):
    files = many(2)
    actions.claim(files[0], by=second_screener, now=IN_SCREENING)
    act = done(CLAIM, files, screener)
    assert outcomes(act) == ["refused", "done"] and "韩秋毫已领办" in act.results.first().sentence
    assert fresh(files[0]).screener == second_screener


def test_the_grounds_shown_before_are_those_of_the_act(three, screener):
    chosen, seen = queries.files([one.number for one in three], now=IN_SCREENING)
    shown = [bulk.rules.refuse_one_of_many(ADMIT, screener, one, words="", seen=seen) for one in chosen]
    told = done(ADMIT, chosen, screener).results.order_by("pk")
    assert [str(one) if one else "" for one in shown] == [
        "" if one.outcome == BulkOutcome.DONE else one.sentence for one in told
    ]


def test_asking_about_ten_costs_as_much_as_about_two(many, screener, django_assert_num_queries):
    numbers = [one.number for one in many(10)]

    def asked(count):
        chosen, seen = queries.files(numbers[:count], now=IN_SCREENING)
        for kind in BulkKind:
            for one in chosen:
                bulk.rules.refuse_one_of_many(kind, screener, one, words="", seen=seen)

    with django_assert_num_queries(10) as first:
        asked(2)
    with django_assert_num_queries(len(first) - 1):  # whose account it is was read with the first
        asked(10)


def test_two_presses_of_one_page_do_it_once(three, screener, second_screener):
    done(ADMIT, three, screener)
    act = done(ADMIT, three, screener)
    assert BulkAct.objects.count() == 2 and outcomes(act) == ["done", "refused", "refused"]
    assert ground_of(bulk.ask_many, ADMIT, three, by=second_screener, token="t") == "not_yours"


def test_a_bulk_act_is_bounded_and_only_for_screeners(many, screener, clerk, review_office):
    files = many(1)
    assert ground_of(bulk.ask_many, CLAIM, files * 201, by=screener, token="a") == "too_many"
    assert ground_of(bulk.ask_many, CLAIM, [], by=screener, token="a") == "nothing_chosen"
    for person in (clerk, review_office):
        assert ground_of(bulk.ask_many, CLAIM, files, by=person, token="a") == "not_a_screener"


def test_an_admission_of_many_is_undone_where_the_review_has_not_begun(many, screener):
    files = many(2)
    done(CLAIM, files, screener, token="claim")
    for one in files:
        actions.note_lines(one, by=screener, lines=ALL_PASSED, now=IN_SCREENING)
    act = done(ADMIT, files, screener)
    at_state(files[1], State.UNDER_REVIEW)
    act = undone(act, screener)
    assert outcomes(act) == ["undone", "kept"] and states(files) == [State.SUBMITTED, State.UNDER_REVIEW]
    assert not Letter.objects.filter(recalled_at__isnull=True, about=files[0].get_absolute_url()).exists()


def test_claims_are_put_back_and_releases_given_back(many, screener, review_office):
    files = many(2)
    claimed = done(CLAIM, files, screener, token="claim")
    away = done(RELEASE, files, review_office, token="away", words="领办人休假。")
    assert outcomes(away) == ["done", "done"] and fresh(files[0]).screener is None
    undone(away, review_office, reason="领办人已返岗。")
    assert {fresh(one).screener for one in files} == {screener}
    later = IN_SCREENING + timedelta(hours=1)
    assert outcomes(undone(claimed, screener, now=later)) == ["undone", "undone"]


def test_a_claim_under_which_something_was_noted_stands(three, screener):
    act = undone(BulkAct.objects.get(), screener)
    assert outcomes(act) == ["kept", "kept", "undone"]


@pytest.mark.parametrize(
    ("reason", "who", "ground"), [(" ", "screener", "no_reason"), ("误。", "second_screener", "not_yours")]
)
def test_undoing_is_for_its_author_and_says_why(three, screener, reason, who, ground, request):
    act = BulkAct.objects.get()
    assert ground_of(bulk.ask_undo, act, by=request.getfixturevalue(who), reason=reason) == ground
    undone(act, screener)
    assert ground_of(bulk.ask_undo, act, by=screener, reason="再撤。") == "already_undone"


def test_what_a_lost_worker_left_is_taken_up_again(many, screener):
    files = many(2)
    bulk.ask_many(CLAIM, files, by=screener, token="lost", now=IN_SCREENING)
    bulk.carry_out_left(now=IN_SCREENING)
    assert fresh(files[0]).screener is None
    bulk.carry_out_left(now=IN_SCREENING + timedelta(minutes=2))
    assert {fresh(one).screener for one in files} == {screener} and BulkAct.objects.get().finished_at


STEPS = st.lists(
    st.tuples(st.sampled_from([*BulkKind, "undo", "note"]), st.sets(st.integers(0, 2), min_size=1)), max_size=8
)
EXPLAINED = {Conclusion.ADMIT: State.ADMITTED, Conclusion.RETURN: State.CORRECTING}


@given(steps=STEPS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_and_undone_each_file_stands_where_its_history_says(many, screener, steps):
    with transaction.atomic():
        files = many(3)
        for turn, (step, chosen) in enumerate(steps):
            now, picked = IN_SCREENING + timedelta(minutes=turn), [files[place] for place in sorted(chosen)]
            if step == "note":
                for one in picked:
                    if (held := fresh(one)).screener_id and held.state == State.SUBMITTED:
                        actions.note_lines(one, by=screener, lines=ALL_PASSED, now=now)
            elif step == "undo":
                acts = BulkAct.objects.filter(undo_asked_at__isnull=True, results__outcome="done").distinct()
                if acts:
                    undone(acts[0], screener, now=now)
            else:
                done(step, picked, screener, token=f"{turn}", words="请补充。", now=now)
        for one in files:
            explain(one)
        for act in BulkAct.objects.all():
            assert sum(outcomes(act).count(one) for one in BulkOutcome) == act.results.count() and not act.is_under_way
        transaction.set_rollback(True)


def explain(nomination):
    """The state follows from the conclusions that stand; the ledger has as many steps there as back, and the one that stands."""
    standing = ScreeningDecision.objects.filter(nomination=nomination, standing=Standing.IN_FORCE)
    assert fresh(nomination).state == EXPLAINED.get(getattr(standing.first(), "conclusion", ""), State.SUBMITTED)
    told = Entry.objects.filter(subject_id=nomination.pk, subject_kind="nominations.nomination")
    there = told.filter(act__in=["nomination.admitted", "nomination.sent_back"]).count()
    assert there - told.filter(act="nomination.conclusion_undone").count() == standing.count() <= 1
