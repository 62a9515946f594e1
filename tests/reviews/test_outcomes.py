"""发布评审结果: each body its own candidates' outcome, without the experts (沪工总经〔2015〕260号 三(四))."""

import io

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from pypdf import PdfReader

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from reviews import actions
from reviews.lists import OUTCOMES
from reviews.models import CommentRedaction, Score, ScoreSheet
from reviews.queries import outcomes
from tests.moments import AFTER_REVIEW, IN_REVIEW


@pytest.fixture
def scored(drawn, points):
    """Everything is scored, each sheet with a comment of its own on the first criterion and one overall."""
    rows = ScoreSheet.objects.select_related("assignment__member__user").order_by(
        "assignment__nomination__number", "pk"
    )
    first = drawn.plan.criteria().first()
    for place, one in enumerate(rows):
        words = {"comments": {first.pk: f"分项评语{place:02}。"}, "comment": f"总评{place:02}。"}
        by = one.assignment.member.user
        actions.submit_sheet(one, by=by, points=points(str(90 - 10 * (place // 5))), now=IN_REVIEW, **words)
    return drawn


@pytest.fixture
def confirmed(closed, review_office):
    """The ranking is confirmed, two go on."""
    ranking = actions.make_ranking(closed, by=review_office, now=AFTER_REVIEW, shortlist_size=2, because="名额有限。")
    actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)
    return closed


@pytest.fixture
def released(confirmed, review_office):
    """The outcome is out, with scores and comments."""
    return actions.release_outcomes(
        confirmed, shows_score=True, shows_comments=True, by=review_office, now=AFTER_REVIEW
    )


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as found:
        act(*args, **kwargs)
    return found.value.ground


def release(round, by, **shows):
    return actions.release_outcomes(
        round, **{"shows_score": False, "shows_comments": False} | shows, by=by, now=AFTER_REVIEW
    )


def result_of(nomination, round, name="result"):
    return reverse(f"reviews:{name}", args=[round.pk, nomination.number])


def test_nothing_is_seen_before_the_release(client, clerk, confirmed, admitted):
    client.force_login(clerk)
    assert "没有已发布的结果" in client.get(reverse("reviews:results")).content.decode()
    assert client.get(result_of(admitted[0], confirmed)).status_code == 404
    assert OUTCOMES.count(clerk, {}) == 0


def test_the_release_is_told_and_stands(released, clerk, confirmed, review_office):
    letter = Letter.objects.get(kind="outcomes_released", recipient=clerk)
    assert letter.body.count("进入后续程序") == 3 and letter.body.count("未进入后续程序") == 1
    assert Entry.objects.get(act="outcomes.released").detail["nominations"] == 3
    assert refused(release, confirmed, review_office) == "released_already"
    with pytest.raises(DatabaseError), transaction.atomic():
        type(released).objects.update(shows_score=False)


def test_only_the_office_releases_and_only_what_is_confirmed(closed, supervision, review_office):
    assert refused(release, closed, supervision) == "not_review_office"
    assert refused(release, closed, review_office) == "not_confirmed"


def test_a_body_reads_its_own_without_the_experts(client, clerk, released, confirmed, admitted, members):
    client.force_login(clerk)
    shown = client.get(result_of(admitted[0], confirmed)).content.decode()

    assert "进入后续程序" in shown and "90.00" in shown and "分项评语00。" in shown and "总评04。" in shown
    assert not any(member.user.full_name in shown or member.unit_name in shown for member in members)


def test_another_body_and_the_experts_find_nothing(client, pudong_clerk, released, confirmed, admitted, members):
    client.force_login(pudong_clerk)
    assert client.get(result_of(admitted[0], confirmed)).status_code == 404
    client.force_login(members[0].user)
    assert client.get(result_of(admitted[0], confirmed)).status_code == 403


def test_score_and_comments_only_as_the_release_says(client, clerk, confirmed, review_office, admitted):
    release(confirmed, review_office)
    client.force_login(clerk)
    shown = client.get(result_of(admitted[0], confirmed)).content.decode()
    assert "90.00" not in shown and "评语00" not in shown and "不公布评语" in shown


def test_each_list_of_comments_has_an_order_of_its_own(released, clerk, confirmed, django_assert_num_queries):
    lines = list(outcomes.visible_to(clerk))
    with django_assert_num_queries(3):
        comments = outcomes.comments_of(lines)

    orders = {
        name: [tuple(text[-3:] for text in dict(comments[line.pk])[name]) for line in lines]
        for name in (confirmed.plan.criteria().first().name, "总评")
    }
    one, other = orders.values()
    assert [sorted(row) for row in one] == [sorted(row) for row in other]
    assert one != other  # fifteen comments in three lists: the same order would be a chance of one in a million


def test_a_redacted_copy_goes_out_and_the_sheet_stays(client, closed, clerk, review_office, admitted):
    sheet = ScoreSheet.objects.filter(assignment__nomination=admitted[0]).first()
    first = closed.plan.criteria().first()
    actions.redact(closed, sheet, criterion=first, text="××。", reason="指明了单位。", by=review_office)
    actions.redact(closed, sheet, criterion=None, text="", reason="可辨认。", by=review_office)
    ranking = actions.make_ranking(closed, by=review_office, now=AFTER_REVIEW)
    actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)
    release(closed, review_office, shows_comments=True)

    client.force_login(clerk)
    shown = client.get(result_of(admitted[0], closed)).content.decode()
    original = Score.objects.get(sheet=sheet, criterion=first).comment
    assert "××。" in shown and original not in shown and sheet.comment not in shown
    assert original.startswith("分项评语")
    with pytest.raises(DatabaseError), transaction.atomic():
        CommentRedaction.objects.update(text="改写。")


@pytest.mark.parametrize(
    "words, ground",
    [
        ({"reason": " "}, "no_reason"),
        ({"text": "总评00。"}, "unchanged"),
        ({"text": "长" * 2001}, "too_long"),
    ],
)
def test_redacting_has_a_reason_and_leaves_something_out(closed, review_office, admitted, words, ground):
    sheet = ScoreSheet.objects.filter(assignment__nomination=admitted[0]).order_by("pk").first()
    usual = {"criterion": None, "text": "××。", "reason": "可辨认。"}
    assert refused(actions.redact, closed, sheet, by=review_office, **usual | words) == ground


def test_comments_are_looked_through_from_the_page(client, closed, review_office, supervision, members, admitted):
    client.force_login(review_office)
    page = reverse("reviews:release", args=[closed.pk])
    shown = client.get(page).content.decode()
    assert "分项评语00。" in shown and not any(member.user.full_name in shown for member in members)
    sheet = ScoreSheet.objects.filter(assignment__nomination=admitted[0]).first()
    redact = reverse("reviews:redact", args=[closed.pk, sheet.pk, 0])
    assert client.post(redact, {"text": "××。", "reason": "可辨认。"}).status_code == 302
    assert "已遮盖" in client.get(page).content.decode()
    assert client.post(redact, {"restore": "yes"}).status_code == 302
    assert not CommentRedaction.objects.exists()
    client.force_login(supervision)
    assert client.post(redact, {"text": "××。", "reason": "可辨认。"}).status_code == 403


def test_released_from_the_page_and_handed_out_on_paper(client, confirmed, review_office, clerk, admitted):
    client.force_login(review_office)
    client.post(reverse("reviews:release", args=[confirmed.pk]), {"shows_comments": "on"})
    client.force_login(clerk)
    answer = client.get(result_of(admitted[2], confirmed, "result_slip"))
    text = "".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(answer.content)).pages)
    assert "未进入后续程序" in text and "总评1" in text and "总分" not in text


def test_the_workbook_holds_what_the_pages_show(released, clerk, pudong_clerk):
    (table,) = OUTCOMES.tables(clerk, {})
    rows = list(table.rows)
    assert len(rows) == OUTCOMES.count(clerk, {}) == 3 and "分项评语" in rows[0][-1]
    assert list(next(iter(OUTCOMES.tables(pudong_clerk, {}))).rows) == []
