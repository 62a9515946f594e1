"""合议: convened by the scores, spoken under aliases, asking for another score, never touching one; the ranking waits."""

import re
from datetime import timedelta
from decimal import Decimal

import pgtrigger
import pytest
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from reviews import actions
from reviews.desk import waiting
from reviews.models import Assignment, CommitteeMember, Deliberation, DeliberationPost, ScoreSheet
from reviews.queries.deliberations import for_member, found_in, unconvened
from seasons.models import RoundPlan
from tests.moments import AFTER_REVIEW, IN_REVIEW

LATER = IN_REVIEW + timedelta(hours=1)


@pytest.fixture
def split(drawn, points):
    """Everything is scored 80, but one sheet of the first nomination, which is at 60."""
    rows = ScoreSheet.objects.select_related("assignment__member__user").order_by(
        "assignment__nomination__number", "pk"
    )
    for place, one in enumerate(rows):
        value = "60" if place == 0 else "80"
        comments = dict.fromkeys(points(), "佐证不足。")
        actions.submit_sheet(one, by=one.assignment.member.user, points=points(value), comments=comments, now=IN_REVIEW)
    return drawn


@pytest.fixture
def thread(split, review_office):
    """Its deliberation, convened."""
    (opened,) = actions.convene(split, by=review_office, now=IN_REVIEW)
    return opened


@pytest.fixture
def panel(thread):
    """The five members of the panel, the one at 60 first."""
    rows = Assignment.objects.filter(nomination=thread.nomination).select_related("member__user", "sheet")
    return [one.member for one in rows.order_by("sheet__total", "pk")]


@pytest.fixture
def outsider(members, panel):
    """A member without an assignment to this file."""
    return next(one for one in members if one not in panel)


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_what_the_scores_split_is_convened_and_its_panel_is_told(thread, panel, split, review_office):
    assert thread.ground == "spread" and "20.00分" in thread.explanation
    assert all(one.user.letters.filter(kind="review_deliberation_opened").count() == 1 for one in panel)
    assert Entry.objects.filter(act="deliberation.opened", actor_id=review_office.pk).exists()
    assert refusal(actions.convene, split, by=review_office) == "nothing_found"


def test_a_file_with_a_sheet_still_open_waits(drawn, sheet, points):
    actions.submit_sheet(
        sheet,
        by=sheet.assignment.member.user,
        points=points("10"),
        comments=dict.fromkeys(points(), "……"),
        now=IN_REVIEW,
    )
    assert found_in(drawn) == []


def test_the_office_adds_a_file_with_its_reason(split, admitted, review_office, supervision, clerk):
    ask = {"reason": "两位委员反映材料有出入。", "now": IN_REVIEW}
    assert refusal(actions.add_deliberation, split, admitted[1], by=supervision, **ask) == "not_review_office"
    assert refusal(actions.add_deliberation, split, admitted[1], reason="", by=review_office) == "no_reason"
    actions.add_deliberation(split, admitted[1], by=review_office, **ask)
    assert refusal(actions.add_deliberation, split, admitted[1], by=review_office, **ask) == "exists"


def test_aliases_are_drawn_by_lot_and_follow_no_order(thread, panel):
    aliases = [one.alias for one in thread.voices.order_by("member")]
    assert len(set(aliases)) == 5 and all(alias.startswith("专家") for alias in aliases)
    with pytest.raises(IntegrityError), transaction.atomic():
        thread.voices.filter(member=panel[0]).update(alias=thread.voices.exclude(member=panel[0]).first().alias)


def test_members_speak_under_their_alias_and_the_office_as_such(client, thread, panel, review_office):
    actions.speak(thread, text="检测报告未见原件。", by=panel[0].user, now=LATER)
    actions.speak(thread, text="原件已核对。", by=review_office, now=LATER)
    client.force_login(panel[1].user)

    page = client.get(reverse("reviews:deliberation", args=[thread.pk])).content.decode()

    alias = thread.voices.get(member=panel[0]).alias
    assert alias in page and "检测报告未见原件。" in page and "评审办公室" in page
    assert not any(one.user.full_name in page for one in panel if one != panel[1])
    assert "60.00" not in page  # the plan says that peers' scores are never shown


@pytest.mark.parametrize("text", ["", "  "])
def test_a_post_has_words_and_stays(thread, panel, text):
    assert refusal(actions.speak, thread, text=text, by=panel[0].user) == "no_reason"
    actions.speak(thread, text="同意。", by=panel[0].user, now=LATER)
    with pytest.raises(ProgrammingError), transaction.atomic():
        DeliberationPost.objects.update(text="不同意。")


def test_only_who_has_scored_the_file_takes_part(client, thread, outsider, clerk, supervision):
    for stranger in (outsider.user, clerk, supervision):
        assert refusal(actions.speak, thread, text="旁听。", by=stranger) == "not_taking_part"
    client.force_login(outsider.user)
    assert client.get(reverse("reviews:deliberation", args=[thread.pk])).status_code == 404


def test_a_further_score_is_drawn_and_counts_and_joins_only_after_it_is_in(thread, outsider, review_office, points):
    further = actions.ask_further_score(thread, reason="请再评一份。", by=review_office, now=LATER)
    newcomer = further.assignment.member

    assert not for_member(newcomer.user, thread.round.season).exists()
    assert refusal(actions.ask_further_score, thread, reason="再一份。", by=review_office) == "further_awaited"
    assert refusal(actions.conclude, thread, conclusion="upheld", reason="……", by=review_office) == "further_awaited"
    actions.submit_sheet(further.assignment.sheet, by=newcomer.user, points=points("79"), now=LATER)
    assert actions.speak(thread, text="与多数一致。", by=newcomer.user, now=LATER).voice.alias.startswith("专家")
    concluded = actions.conclude(
        thread, conclusion="scored_again", reason="加评后按六分计。", by=review_office, now=LATER
    )
    assert concluded.concluded_by == review_office


def test_after_the_closing_moment_only_an_extension_makes_another_score_possible(thread, review_office):
    ask = {"reason": "请再评一份。", "by": review_office}
    assert refusal(actions.ask_further_score, thread, **ask, now=thread.round.closes_at) == "window_over"
    until = thread.round.closes_at + timedelta(days=2)
    actions.extend_round(thread.round, until=until, reason="合议需要加评。", by=review_office, now=LATER)
    assert actions.ask_further_score(thread, **ask, now=until - timedelta(days=1))


def test_another_score_keeps_to_the_mixture_of_the_plan(thread, panel, review_office):
    CommitteeMember.objects.exclude(pk__in=[one.pk for one in panel]).update(category=panel[0].category)
    with pgtrigger.ignore("seasons.RoundPlan:frozen_once_issued"):
        RoundPlan.objects.update(most_of_one_category=1)
    ask = {"reason": "请再评一份。", "by": review_office, "now": LATER}
    assert refusal(actions.ask_further_score, thread, **ask) == "nobody_able"
    with pgtrigger.ignore("seasons.RoundPlan:frozen_once_issued"):
        RoundPlan.objects.update(most_of_one_category=3)
    assert actions.ask_further_score(thread, **ask)


def test_whoever_replaces_the_further_member_is_awaited_like_him(thread, review_office):
    further = actions.ask_further_score(thread, reason="请再评一份。", by=review_office, now=LATER)
    actions.replace(further.assignment, reason="委员请假。", by=review_office, now=LATER)
    assert refusal(actions.conclude, thread, conclusion="upheld", reason="……", by=review_office) == "further_awaited"


def test_no_act_of_a_deliberation_writes_a_score(thread, review_office):
    before = list(ScoreSheet.objects.order_by("pk").values())
    actions.speak(thread, text="请说明依据。", by=review_office, now=LATER)
    actions.conclude(thread, conclusion="upheld", reason="各有依据。", by=review_office, now=LATER)
    assert list(ScoreSheet.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("asked", "ground"),
    [
        ({"conclusion": "upheld", "reason": ""}, "no_reason"),
        ({"conclusion": "", "reason": "……"}, "no_conclusion"),
        ({"conclusion": "scored_again", "reason": "……"}, "no_further_score"),
    ],
)
def test_a_conclusion_is_one_of_three_and_says_why(thread, review_office, asked, ground):
    assert refusal(actions.conclude, thread, by=review_office, **asked) == ground


def test_a_concluded_deliberation_is_closed_for_good(thread, panel, review_office):
    actions.conclude(thread, conclusion="upheld", reason="各有依据。", by=review_office, now=LATER)
    assert refusal(actions.speak, thread, text="补充。", by=panel[0].user) == "concluded"
    assert refusal(actions.ask_further_score, thread, reason="补评。", by=review_office) == "concluded"
    assert panel[0].user.letters.filter(kind="review_deliberation_concluded").exists()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Deliberation.objects.update(concluded_because="改写。")


def test_the_ranking_waits_for_what_the_scores_demand(split, admitted, review_office):
    made = actions.make_ranking(
        actions.close_round(split, by=review_office, now=LATER), by=review_office, now=AFTER_REVIEW
    )
    assert refusal(actions.confirm_ranking, made, by=review_office) == "deliberations_open"
    (opened,) = actions.convene(split, by=review_office, now=AFTER_REVIEW)
    assert refusal(actions.ask_further_score, opened, reason="加评。", by=review_office) == "round_closed"
    actions.conclude(opened, conclusion="upheld", reason="各有依据。", by=review_office, now=AFTER_REVIEW)
    assert actions.confirm_ranking(made, by=review_office, now=AFTER_REVIEW).confirmed_at == AFTER_REVIEW


def test_the_office_works_through_the_queue_from_the_pages(client, split, review_office):
    client.force_login(review_office)
    assert "有1件须提交合议" in client.get(reverse("reviews:deliberations", args=[split.pk])).content.decode()
    client.post(reverse("reviews:convene", args=[split.pk]))
    address = reverse("reviews:deliberation", args=[Deliberation.objects.get().pk])
    client.post(address, {"text": "请各位委员说明依据。"})
    client.post(f"{address}further/", {"reason": "请再评一份。"})
    page = client.get(address).content.decode()
    assert all(words in page for words in ("请各位委员说明依据。", "请再评一份。", "加评尚未提交", "60.00"))


def test_the_desk_of_a_member_names_the_talk_until_he_has_spoken(thread, panel):
    assert "请您发表意见的合议" in [one.title for one in waiting(panel[0].user, LATER)]
    actions.speak(thread, text="维持。", by=panel[0].user, now=LATER)
    assert "请您发表意见的合议" not in [one.title for one in waiting(panel[0].user, LATER)]


# --- 不可推知: two worlds, one with the thread and one without ---------------------------------------------------------


def told_by(client, *addresses):
    """Status and page of each address, without what differs by the second: the token of forms, the age of the sign-in."""
    answers = [client.get(address) for address in addresses]
    token = rb'name="csrfmiddlewaretoken" value="\w+"|data-(age|session|now|server)="[^"]*"'
    # a page that does not exist carries the number of the incident, another one each time
    return [
        (answer.status_code, re.sub(token, b"", answer.content) if answer.status_code == 200 else b"")
        for answer in answers
    ]


def test_a_recused_member_reads_the_same_in_both_worlds(client, thread, panel, review_office):
    recused = panel[0]
    actions.declare_recusal(recused, thread.nomination, ground="kin", explanation="表亲。", by=recused.user, now=LATER)
    client.force_login(recused.user)
    pages = [reverse("reviews:own_deliberations"), reverse("reviews:queue")]
    pages.append(reverse("reviews:deliberation", args=[thread.pk]))
    with_thread = told_by(client, *pages)

    thread.voices.all().delete()
    Deliberation.objects.all().delete()

    assert [status for status, _ in with_thread] == [200, 200, 404]
    assert told_by(client, *pages) == with_thread


def test_an_office_person_who_drafted_the_file_learns_nothing_of_its_thread(client, thread, review_office):
    type(thread.nomination).objects.filter(pk=thread.nomination_id).update(drafted_by=review_office)
    client.force_login(review_office)
    page = reverse("reviews:deliberations", args=[thread.round_id])
    pages = [page, reverse("reviews:deliberation", args=[thread.pk])]
    with_thread = told_by(client, *pages)
    assert [status for status, _ in with_thread] == [200, 404]
    assert refusal(actions.conclude, thread, conclusion="upheld", reason="……", by=review_office) == "conflicted"

    thread.voices.all().delete()
    Deliberation.objects.all().delete()

    assert unconvened(thread.round, review_office) == []
    assert told_by(client, *pages) == with_thread


def test_the_bounds_are_the_rulebooks(split):
    assert split.rulebook.deliberation_spread == Decimal("15.00")
    assert split.rulebook.outlier_least_scores == 4
