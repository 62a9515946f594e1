"""申报期与延期 (沪工总经〔2015〕260号 五(二)): the server's Beijing clock decides; an extension is named and leaves a trace."""

import pytest

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from seasons import actions, queries, rules
from seasons.models import Extension
from tests.moments import AFTER_CLOSING, BEFORE_OPENING, CLOSING, OPENING, beijing

LATER = beijing(2026, 6, 5, 17)


def ground_at(rulebook, organisation, now):
    refusal = rules.refuse_when_shut(rulebook, organisation, now)
    return refusal and refusal.ground


def test_the_window_is_open_from_its_first_moment_and_shut_from_its_last(rulebook, works_union):
    assert ground_at(rulebook, works_union, BEFORE_OPENING) == "not_open_yet"
    assert ground_at(rulebook, works_union, OPENING) is None
    assert ground_at(rulebook, works_union, CLOSING) == "closed"


def test_nothing_is_open_without_an_issued_rulebook(season, review_office, works_union):
    drafted = actions.draft_rulebook(season, by=review_office)
    assert ground_at(drafted, works_union, OPENING) == ground_at(None, works_union, OPENING) == "no_rulebook"


def test_an_extension_for_one_reaches_its_branch_and_nobody_else(
    rulebook, review_office, xuhui_union, works_union, pudong_union
):
    actions.grant_extension(
        rulebook.season, until=LATER, reason="台风停工。", organisation=xuhui_union, by=review_office
    )
    assert queries.closing_moment(rulebook, xuhui_union) == queries.closing_moment(rulebook, works_union) == LATER
    assert queries.closing_moment(rulebook, pudong_union) == queries.closing_moment(rulebook) == CLOSING
    assert ground_at(rulebook, works_union, AFTER_CLOSING) is None


def test_an_extension_for_all_reaches_self_nominees_too(rulebook, review_office, pudong_union):
    actions.grant_extension(rulebook.season, until=LATER, reason="平台维护。", by=review_office)
    assert queries.closing_moment(rulebook.season, pudong_union) == queries.closing_moment(rulebook.season) == LATER


def test_the_latest_extension_holds(rulebook, review_office, xuhui_union):
    actions.grant_extension(
        rulebook.season, until=LATER, reason="台风停工。", organisation=xuhui_union, by=review_office
    )
    actions.grant_extension(rulebook.season, until=beijing(2026, 6, 3), reason="平台维护。", by=review_office)
    assert queries.closing_moment(rulebook, xuhui_union) == LATER


def test_a_page_of_many_bodies_reads_the_extensions_once_and_alike(
    rulebook, review_office, xuhui_union, works_union, pudong_union, django_assert_num_queries
):
    """Whoever asks in passing and whoever composes a page is told the same moment."""
    actions.grant_extension(
        rulebook.season, until=LATER, reason="台风停工。", organisation=xuhui_union, by=review_office
    )
    bodies = (None, xuhui_union, works_union, pudong_union)
    singly = [queries.closing_moment(rulebook, body) for body in bodies]

    with queries.asked_once(), django_assert_num_queries(1):
        assert [queries.closing_moment(rulebook, body) for body in bodies] == singly


@pytest.mark.parametrize(
    ("until", "reason", "ground"),
    [(CLOSING, "台风停工。", "not_later"), (OPENING, "台风停工。", "not_later"), (LATER, "  ", "no_reason")],
)
def test_an_extension_is_later_and_says_why(rulebook, review_office, until, reason, ground):
    with pytest.raises(Refused) as refused:
        actions.grant_extension(rulebook.season, until=until, reason=reason, by=review_office)
    assert refused.value.ground == ground
    assert not Extension.objects.exists() and not Entry.objects.exists()


def test_only_the_office_extends(rulebook, xuhui_clerk):
    with pytest.raises(Refused) as refused:
        actions.grant_extension(rulebook.season, until=LATER, reason="来不及。", by=xuhui_clerk)
    assert refused.value.ground == "not_review_office"


def test_an_extension_is_in_the_ledger(rulebook, review_office, xuhui_union):
    actions.grant_extension(
        rulebook.season, until=LATER, reason="台风停工。", organisation=xuhui_union, by=review_office
    )
    entry = Entry.objects.get(act="extension.granted")
    assert (entry.reason, entry.detail["whom"]) == ("台风停工。", "徐汇区总工会")


def test_an_extension_is_told_to_its_branch_and_nobody_else(
    rulebook, review_office, xuhui_union, xuhui_clerk, park_endorser, pudong_clerk, self_nominee
):
    actions.grant_extension(
        rulebook.season, until=LATER, reason="台风停工。", organisation=xuhui_union, by=review_office
    )
    assert {letter.recipient for letter in Letter.objects.all()} == {xuhui_clerk, park_endorser}


def test_an_extension_for_all_is_told_to_self_nominees_too(rulebook, review_office, pudong_clerk, self_nominee):
    actions.grant_extension(rulebook.season, until=LATER, reason="平台维护。", by=review_office)
    assert {letter.recipient for letter in Letter.objects.all()} == {pudong_clerk, self_nominee}
