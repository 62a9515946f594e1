"""同组其他评分: never before the own is in, nor ever where the rulebook says so."""

import pytest
from django.urls import reverse

from reviews import actions
from reviews.models import ScoreSheet
from reviews.queries.dossiers import cover_of
from reviews.queries.peers import other_scores
from reviews.queries.sheets import sheet_for
from tests.factories import RulebookFactory, issued
from tests.moments import IN_REVIEW

WORDS = "工艺扎实，推广面还不够宽。"


@pytest.fixture
def rulebook(request, season):
    """Shown after the own score unless the test says otherwise."""
    return issued(RulebookFactory(season=season, peers=getattr(request, "param", "after_own")))


@pytest.fixture
def panel(drawn, admitted):
    """The five sheets of one file."""
    return list(ScoreSheet.objects.filter(assignment__nomination=admitted[0]).order_by("pk"))


def submit(sheet, points, value="80"):
    return actions.submit_sheet(
        sheet, by=sheet.assignment.member.user, points=points(value), comment=WORDS, now=IN_REVIEW
    )


def seen_by(sheet):
    user = sheet.assignment.member.user
    found = sheet_for(user, sheet.pk, on=IN_REVIEW.date()).first()
    return other_scores(user, found, cover_of(found)) if found else None


def page_of(client, sheet):
    client.force_login(sheet.assignment.member.user)
    return client.get(reverse("reviews:sheet", args=[sheet.pk])).content.decode()


def test_nothing_is_seen_before_the_own_score_is_in(client, panel, points):
    submit(panel[1], points, "66")
    actions.save_sheet(panel[0], by=panel[0].assignment.member.user, points=points("70"), now=IN_REVIEW)
    assert seen_by(panel[0]) == []
    page = page_of(client, panel[0])
    assert WORDS not in page and "66.00" not in page


def test_after_it_totals_and_comments_without_names(client, panel, points):
    for sheet, value in zip(panel[:3], ("80", "66", "91"), strict=True):
        submit(sheet, points, value)
    assert sorted(str(one["total"]) for one in seen_by(panel[0])) == ["66.0000", "91.0000"]
    page = page_of(client, panel[0])
    assert WORDS in page and "不具名" in page
    assert not any(one.assignment.member.user.full_name in page for one in panel[1:])


def test_the_order_is_a_lot_of_its_own_for_each_reader(panel, points):
    for sheet, value in zip(panel, ("80", "81", "82", "83", "84"), strict=True):
        submit(sheet, points, value)
    orders = [[one["total"] for one in seen_by(sheet)] for sheet in panel]
    assert orders == [[one["total"] for one in seen_by(sheet)] for sheet in panel]
    assert any(order != sorted(order) for order in orders)


@pytest.mark.parametrize("rulebook", ["never"], indirect=True)
def test_where_the_rulebook_says_never_it_is_never(client, panel, points):
    for sheet in panel[:2]:
        submit(sheet, points)
    assert seen_by(panel[0]) == []
    assert "同组其他评分" not in page_of(client, panel[0])


def test_a_reopened_sheet_sees_nothing_until_it_is_in_again(panel, points, review_office):
    for sheet in panel[:2]:
        submit(sheet, points)
    actions.reopen_sheet(panel[0], by=review_office, cause="expert", reason="误填。", now=IN_REVIEW)
    assert seen_by(panel[0]) == []


def test_a_recused_member_sees_nothing(client, panel, points):
    for sheet in panel[:2]:
        submit(sheet, points)
    mine = panel[0].assignment
    actions.declare_recusal(
        mine.member, mine.nomination, ground="kin", explanation="亲属。", by=mine.member.user, now=IN_REVIEW
    )
    assert seen_by(panel[0]) is None
    client.force_login(mine.member.user)
    assert client.get(reverse("reviews:sheet", args=[panel[0].pk])).status_code == 404


def test_an_abstention_sees_nothing_and_shows_nothing(panel, points):
    submit(panel[0], points)
    actions.abstain(panel[1], by=panel[1].assignment.member.user, reason="不熟悉。", now=IN_REVIEW)
    assert seen_by(panel[0]) == []
    submit(panel[2], points)
    assert seen_by(panel[1]) == []
