"""评审安排: every planned round with its window, who entered, the scores in and how many went on; nothing past the veil."""

from django.urls import reverse

from reviews.queries import overview
from tests.reviews.test_rounds_in_turn import first, opened_by, rulebook

__all__ = ["first", "rulebook"]


def steps(client, user):
    client.force_login(user)
    return client.get(reverse("reviews:office")).context["steps"]


def test_before_the_first_round_the_plan_is_shown_and_the_first_is_next(
    client, season, admitted, members, review_office
):
    shown = steps(client, review_office)
    assert [(one.name, one.state[0], one.is_current) for one in shown] == [
        ("材料评审", "未开启", True),
        ("评审发布会", "未开启", False),
    ]


def test_a_settled_round_says_how_many_went_on_and_where_to(client, first, review_office):
    done, coming = steps(client, review_office)
    assert done.state == ("排名已确认", "done") and not done.is_current and coming.is_current
    assert ("晋级", "2人，进入下一轮“评审发布会”") in done.facts
    assert ("评分表", "已提交3份，共3份") in done.facts


def test_the_round_at_work_is_marked_and_offers_its_draw(client, first, season, review_office):
    opened_by(review_office, season)
    _, second = steps(client, review_office)
    assert second.is_current and second.state == ("已开启，待分派", "waiting")
    assert [word for word, _ in second.links] == ["分派"]


def test_every_count_leaves_out_what_the_reader_may_not_know(client, first, season, admitted, review_office):
    (counted,) = overview.held(season, hidden={admitted[0].pk})
    assert (counted.entered, counted.asked, counted.submitted, counted.went_on) == (2, 2, 2, 1)


def test_supervision_reads_the_rounds_and_may_do_nothing(client, first, supervision):
    client.force_login(supervision)
    page = client.get(reverse("reviews:office"))
    assert len(page.context["steps"]) == 2 and all(act["refusal"] for act in page.context["acts"])
