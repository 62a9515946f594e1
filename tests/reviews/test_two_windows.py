"""两个窗口: one sheet open twice; nothing is laid over unseen, nothing typed is lost (国家自然科学基金条例 第二十一条)."""

from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.models import Entry
from reviews import actions
from reviews.models import Round, Score, ScoreSheet, SheetCopy
from tests.moments import IN_REVIEW


@pytest.fixture
def key(points):
    """The first criterion."""
    return min(points())


@pytest.fixture
def desk(client, sheet):
    """The browser of the expert whose sheet it is."""
    client.force_login(sheet.assignment.member.user)
    return client


@pytest.fixture
def keep(desk, sheet, key):
    """One autosave of a window; what it is answered."""

    def of(value, *, window="a", base=0, stroke=1, **more):
        fields = {f"points_{key}": value, "window": window, "base": base, "stroke": stroke} | more
        return desk.post(reverse("reviews:keep", args=[sheet.pk]), fields)

    return of


@pytest.fixture
def written(sheet, key):
    """What stands in the sheet for the first criterion."""
    return lambda: getattr(Score.objects.filter(sheet=sheet, criterion=key).first(), "points", None)


def test_what_is_typed_goes_into_the_sheet_and_raises_its_version(keep, written, sheet):
    answer = keep("81.5").json()
    assert (written(), answer["base"], "自动保存" in answer["word"]) == (Decimal("81.50"), 1, True)
    assert ScoreSheet.objects.get(pk=sheet.pk).state == "open"


def test_a_window_goes_on_from_its_own_last_word_even_if_the_answer_was_lost(keep, written):
    keep("81.5", stroke=1)
    assert "changed" not in keep("82", stroke=2, base=0).json()
    assert written() == Decimal("82.00")


def test_a_request_that_was_overtaken_changes_nothing(keep, written):
    keep("82", stroke=2)
    keep("81.5", stroke=1)
    assert written() == Decimal("82.00")
    assert not SheetCopy.objects.exists()


def test_another_window_is_told_and_both_values_are_kept(keep, written, key):
    keep("81.5", window="a")
    answer = keep("60", window="b", base=0).json()
    assert answer["changed"].endswith("?copy=b") and "base" not in answer
    assert written() == Decimal("81.50")
    assert SheetCopy.objects.get().fields[f"points_{key}"] == "60"


def test_the_two_are_compared_and_the_choice_is_saved(keep, desk, sheet, key, written):
    keep("81.5", window="a")
    page = desk.get(keep("60", window="b").json()["changed"]).content.decode()
    assert "81.5" in page and "60" in page
    address = reverse("reviews:sheet", args=[sheet.pk])
    chosen = {f"points_{key}": "60", "window": "b", "base": 1, "compared": "1"}
    assert desk.post(address, chosen).status_code == 409
    assert desk.post(address, chosen | {f"choice-points_{key}": "typed"}).status_code == 302
    assert written() == Decimal("60.00")
    assert not SheetCopy.objects.exists()


def test_without_scripts_the_second_window_is_shown_both(desk, sheet, key, written):
    address = reverse("reviews:sheet", args=[sheet.pk])
    desk.post(address, {f"points_{key}": "81.5", "window": "a", "base": 0})
    answer = desk.post(address, {f"points_{key}": "60", "window": "b", "base": 0})
    assert answer.status_code == 409 and "两份内容" in answer.content.decode()
    assert (written(), SheetCopy.objects.get().fields[f"points_{key}"]) == (Decimal("81.50"), "60")


def test_the_same_words_in_two_windows_are_no_conflict(keep, written):
    keep("81.5", window="a")
    assert "changed" not in keep("81.50", window="b", base=0).json()


def test_what_is_no_score_is_told_kept_and_offered_again(keep, desk, sheet, key, written):
    keep("80")
    answer = keep("180", stroke=2, base=1).json()
    assert "应在 0 至 100 之间" in answer["faults"][f"points_{key}"]
    assert written() == Decimal("80.00")
    page = desk.get(reverse("reviews:sheet", args=[sheet.pk]) + "?copy=a").content.decode()
    assert 'value="180"' in page and "应在 0 至 100 之间" in page


def test_a_copy_may_be_given_up(keep, desk, sheet):
    keep("180")
    desk.post(reverse("reviews:discard", args=[sheet.pk]), {"window": "a"})
    assert not SheetCopy.objects.exists()


def test_submitted_in_one_window_the_other_is_told(keep, sheet, points):
    actions.submit_sheet(sheet, by=sheet.assignment.member.user, points=points(), now=IN_REVIEW)
    answer = keep("60", window="b")
    assert answer.status_code == 409 and "已提交" in answer.json()["refusal"]


def test_what_was_not_checked_is_not_submitted(desk, sheet, points):
    actions.save_sheet(sheet, by=sheet.assignment.member.user, points=points(), now=IN_REVIEW)
    page = reverse("reviews:submit", args=[sheet.pk])
    assert 'name="base" value="1"' in desk.get(page).content.decode()
    actions.save_sheet(sheet, by=sheet.assignment.member.user, points=points("70"), now=IN_REVIEW)
    assert "另一窗口" in desk.post(page, {"base": 1}).content.decode()
    assert ScoreSheet.objects.get(pk=sheet.pk).state == "open"


def test_a_round_that_closes_meanwhile_is_told_and_takes_nothing(keep, written):
    keep("80")
    Round.objects.update(closed_at=IN_REVIEW)
    answer = keep("81", stroke=2, base=1)
    assert (answer.status_code, "已经结束" in answer.json()["refusal"]) == (409, True)
    assert written() == Decimal("80.00")


def test_removed_in_the_middle_the_sheet_is_found_no_more(keep, sheet):
    type(sheet.assignment).objects.filter(pk=sheet.assignment_id).update(withdrawn_at=IN_REVIEW)
    assert keep("80").status_code == 404


def test_the_ledger_has_a_line_for_a_sign_in_not_for_every_key(keep):
    for stroke in (1, 2, 3):
        keep(str(70 + stroke), stroke=stroke, base=stroke - 1)
    assert Entry.objects.filter(act="sheet.saved").count() == 1


@pytest.mark.parametrize("wrong", [{"window": ""}, {"window": "w" * 44}, {"comment": "长" * 70_000}])
def test_a_page_that_was_tampered_with_is_refused(keep, wrong):
    assert keep("80", **wrong).status_code == 409
    assert not SheetCopy.objects.exists()


def test_keeping_costs_a_handful_of_queries(keep, django_assert_max_num_queries):
    keep("80")
    with django_assert_max_num_queries(14):  # session, person and roles, savepoint and release among them
        keep("81", stroke=2, base=1)
