"""首页：不必登录；用平实的话说明这一年到了哪一步、各项日期；空库也打得开。"""

import pytest

from desks import queries
from honours.models import Honour
from publicity.models import Notice
from reviews.models import Round
from seasons.models import Extension
from tests.factories import RulebookFactory, issued
from tests.factories.reviews import committee
from tests.moments import (
    AFTER_CLOSING,
    AFTER_NOTICE,
    BEFORE_OPENING,
    CLOSING,
    IN_NOTICE,
    IN_REVIEW,
    IN_WINDOW,
    NOTICE_FIRST_DAY,
    OPENING,
    beijing,
)


@pytest.fixture
def round_(rulebook):
    """Opened in July."""
    return Round.objects.create(
        season=rulebook.season,
        rulebook=rulebook,
        plan=rulebook.round_plans.get(),
        opened_at=IN_REVIEW,
        opens_at=IN_REVIEW,
        closes_at=beijing(2026, 8, 10, 17),
    )


@pytest.fixture
def notice(round_, rulebook, publicity_officer):
    """Published, 7 to 11 September."""
    return Notice.objects.create(
        season=rulebook.season,
        rulebook=rulebook,
        number=1,
        title="公示",
        text="公示正文",
        opens_on=NOTICE_FIRST_DAY,
        closes_at=beijing(2026, 9, 11, 17),
        contact="电话",
        prepared_by=publicity_officer,
        prepared_at=IN_REVIEW,
        published_at=IN_REVIEW,
        published_by=publicity_officer,
        list_hash="0" * 64,
    )


def current(year):
    return next(step["label"] for step in year.road if step["state"] == "current")


def test_the_page_opens_on_an_empty_database(client, db):
    page = client.get("/")
    assert page.status_code == 200
    assert "新一年度的安排将在这里公布" in page.content.decode()


def test_a_season_without_a_rulebook_is_being_prepared(season):
    assert queries.year(IN_WINDOW).sentence == "2026年度上海工匠选树正在筹备。"


@pytest.mark.parametrize(
    ("now", "stage", "words"),
    [
        (BEFORE_OPENING, "申报", "申报将于2026年4月1日（周三）9:00开始"),
        (OPENING, "申报", "正在接受申报，2026年5月29日（周五）17:00截止"),
        (CLOSING, "资格审核", "申报已截止"),
    ],
)
def test_the_window_is_said_in_words(rulebook, now, stage, words):
    year = queries.year(now)
    assert current(year) == stage
    assert words in year.sentence


def test_an_extension_for_all_moves_the_closing(rulebook, review_office):
    Extension.objects.create(
        season=rulebook.season,
        until=beijing(2026, 6, 5, 17),
        reason="系统检修",
        granted_by=review_office,
        granted_at=IN_WINDOW,
    )
    year = queries.year(AFTER_CLOSING)
    assert year.is_open
    assert "2026年6月5日" in year.sentence


def test_the_year_moves_on_with_what_has_happened(round_):
    assert current(queries.year(IN_REVIEW)) == "专家评审"


def test_while_nominations_are_received_the_year_says_so_first(rulebook):
    Round.objects.create(
        season=rulebook.season,
        rulebook=rulebook,
        plan=rulebook.round_plans.get(),
        opened_at=IN_WINDOW,
        opens_at=IN_WINDOW,
        closes_at=beijing(2026, 8, 10, 17),
    )
    year = queries.year(IN_WINDOW)
    assert "正在接受申报，2026年5月29日（周五）17:00截止" in year.sentence
    assert "专家评审已经开始" in year.after
    assert [step["state"] for step in year.road] == ["current"] * 3 + ["next"] * 3


def test_an_early_notice_does_not_end_the_call(notice, review_office):
    Extension.objects.create(
        season=notice.season,
        until=beijing(2026, 10, 1, 17),
        reason="系统检修",
        granted_by=review_office,
        granted_at=IN_WINDOW,
    )
    assert [step["state"] for step in queries.year(IN_NOTICE).road] == ["current"] * 4 + ["next"] * 2


def test_the_date_of_a_stage_says_what_it_is_the_date_of(round_):
    call, screening, review = queries.year(IN_REVIEW).road[:3]
    assert (call["moment"], call["note"]) == (CLOSING, "17:00截止")
    assert screening["moment"] is None
    assert (review["moment"], review["note"]) == (IN_REVIEW, "开始")


def test_a_running_notice_of_an_earlier_season_stands_on_the_home_page(client, notice):
    notice.season.is_current = False
    notice.season.save()
    assert list(queries.running_notices(IN_NOTICE)) == [notice]
    assert list(queries.running_notices(AFTER_NOTICE)) == []
    assert list(queries.running_notices(IN_REVIEW)) == []


def test_a_running_notice_is_what_the_public_reads_first(client, notice):
    year = queries.year(IN_NOTICE)
    assert (current(year), year.notice_is_running) == ("社会公示", True)
    assert "2026年9月11日（周五）17:00止" in year.sentence


def test_a_notice_that_ended_is_no_longer_running(notice):
    year = queries.year(AFTER_NOTICE)
    assert (current(year), year.notice_is_running) == ("社会公示", False)


def test_where_the_sitting_comes_first_the_road_says_so(rulebook_approval_first):
    assert [step["label"] for step in queries.year(IN_WINDOW).road][3:5] == ["审定", "社会公示"]


def test_once_a_round_is_open_the_public_reads_how_many_of_each_kind_judge(client, round_, municipal):
    seated = committee(round_.season, 6, municipal)
    page = client.get("/").content.decode()
    assert "共 6 人：相关领域知名专家 2 人，委办领导 1 人" in page
    assert not any(member.user.full_name in page for member in seated)


def test_before_a_round_is_open_the_committee_is_still_being_invited(rulebook, municipal):
    committee(rulebook.season, 5, municipal)
    assert "评审委员会" not in [fact[0] for fact in queries.year(IN_WINDOW).facts]


def test_the_public_sees_no_counts(rulebook):
    assert {step["count"] for step in queries.year(IN_WINDOW).road} == {None}


def test_the_home_page_asks_little(client, notice, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        client.get("/")


def test_another_season_than_the_current_says_nothing(season):
    season.is_current = False
    season.save()
    issued(RulebookFactory(season=season))
    assert queries.year(IN_WINDOW) is None
    assert not Honour.objects.exists()
