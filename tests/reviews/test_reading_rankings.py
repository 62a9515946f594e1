"""排名的页面: what its readers learn, what went stale, what is hidden from whom, and the copies that go out."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.states import Role
from common.refusals import Refused
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from reviews import actions
from reviews.models import Assignment
from reviews.queries import grounds
from reviews.queries import rankings as queries
from reviews.states import RecusalGround
from tests.factories import MembershipFactory, at_state, rewritten
from tests.moments import AFTER_REVIEW, IN_REVIEW

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "verify_ranking.py"


@pytest.fixture
def ranking(closed, review_office):
    return actions.make_ranking(closed, by=review_office, now=AFTER_REVIEW)


@pytest.fixture
def office(client, review_office):
    client.force_login(review_office)
    return client


def page(client, ranking, rest=""):
    return client.get(f"/reviews/rankings/{ranking.pk}/{rest}").content.decode()


def test_a_ranking_that_stands_says_nothing_of_changes(office, ranking):
    assert grounds.changes(ranking) == []
    assert "计算依据有变化" not in page(office, ranking)


def test_a_verified_dual_craftsman_makes_it_stale(office, ranking, admitted):
    rewritten(admitted[0], skill_level="technician", title_level="intermediate", dual_verified_at=IN_REVIEW)
    assert grounds.changes(ranking) == [f"{admitted[0].number}：双师型核验由未通过改为通过。"]
    assert "已经过时" in page(office, ranking)


def test_a_score_taken_away_makes_it_stale(office, ranking, admitted):
    one = Assignment.objects.filter(nomination=admitted[0]).first()
    Assignment.objects.filter(pk=one.pk).update(withdrawn_at=AFTER_REVIEW, withdrawn_because="回避。")
    (told,) = grounds.changes(ranking)
    assert told.startswith(admitted[0].number) and "不再计入" in told
    assert one.member.user.full_name not in page(office, ranking)


def test_a_recusal_after_closing_takes_the_score_out(ranking, admitted, review_office):
    member = Assignment.objects.filter(nomination=admitted[0]).first().member
    ground = {"ground": RecusalGround.KIN, "explanation": "事后查明为亲属。"}
    actions.order_recusal(member, admitted[0], by=review_office, now=AFTER_REVIEW, **ground)
    assert "不再计入" in grounds.changes(ranking)[0]
    anew = actions.make_ranking(ranking.round, by=review_office, now=AFTER_REVIEW)
    assert anew.lines.get(nomination=admitted[0]).scores_given == 4


def test_a_confirmed_ranking_whose_ground_moved_is_flagged(office, ranking, admitted, review_office):
    actions.confirm_ranking(ranking, by=review_office, now=AFTER_REVIEW)
    assert "计算依据有变化" not in page(office, ranking)
    rewritten(
        Nomination.objects.get(pk=admitted[1].pk),
        skill_level="technician",
        title_level="intermediate",
        dual_verified_at=IN_REVIEW,
    )
    assert "这份排名确认之后，计算依据有变化" in page(office, ranking)


def test_another_number_than_the_rulebooks_needs_its_reason(office, closed, review_office):
    with pytest.raises(Refused) as refused:
        actions.make_ranking(closed, by=review_office, shortlist_size=1, now=AFTER_REVIEW)
    assert refused.value.ground == "no_reason"
    made = actions.make_ranking(
        closed, by=review_office, shortlist_size=1, because="主办方核定一人。", now=AFTER_REVIEW
    )
    assert "主办方核定一人" in page(office, made)


@pytest.fixture
def veiled(admitted, review_office):
    """The office's own hand is in the second candidate's papers."""
    return rewritten(admitted[1], drafted_by=review_office)


@pytest.fixture
def ranked(closed, veiled, municipal):
    """Made by a colleague from whom nothing is hidden."""
    colleague = MembershipFactory(role=Role.REVIEW_OFFICE, organisation=municipal).user
    return actions.make_ranking(closed, by=colleague, now=AFTER_REVIEW)


def test_what_is_hidden_leaves_no_trace_on_any_page(office, ranked, veiled):
    """不可推知: places, counts, the line and the picture are those of the rest."""
    shown = queries.shown(ranked, hidden=[veiled.pk])
    assert [line.place for line in shown.lines] == [1, 2] and shown.size == 2
    for rest in ("", "calibration/", "confirm/", "?only=in"):
        html = page(office, ranked, rest)
        assert veiled.number not in html and ranked.inputs_hash not in html
    assert "参加排名</dt><dd>2" in page(office, ranked)


def test_two_worlds_that_differ_in_the_hidden_scores_show_the_same_bytes(office, ranked, veiled):
    """The same page whatever the panel of the hidden candidate came to."""
    before = page(office, ranked)
    inputs = queries.kept(ranked)
    other = replace(
        inputs,
        candidates=tuple(replace(one, dual=True) if one.number == veiled.number else one for one in inputs.candidates),
    )
    type(ranked).objects.filter(pk=ranked.pk).update(inputs=other.written(), shortlist_size=1, line=None)
    ranked.lines.filter(nomination=veiled).update(place=7, total=1)
    assert _without_token(page(office, ranked)) == _without_token(before)


def _without_token(html):
    """The page without what differs at every visit."""
    return [line for line in html.splitlines() if "csrfmiddlewaretoken" not in line and "data-session" not in line]


def test_whoever_must_stand_aside_settles_nothing(closed, ranked, review_office):
    for act in (
        lambda: actions.make_ranking(closed, by=review_office, now=AFTER_REVIEW),
        lambda: actions.confirm_ranking(ranked, by=review_office, now=AFTER_REVIEW),
        lambda: actions.take_copy(ranked, by=review_office, now=AFTER_REVIEW),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.ground == "veiled"


def test_a_stranger_recomputes_the_downloaded_copy(office, ranking, tmp_path):
    """The whole way: the page's check value, the file, the script on its own."""
    shown = page(office, ranking, "copies/")
    content = office.post(f"/reviews/rankings/{ranking.pk}/copies/plain/").content
    assert hashlib.sha256(content).hexdigest() in shown
    (tmp_path / "copy.json").write_bytes(content)
    script = b"".join(office.get("/reviews/rankings/verifier/").streaming_content)
    (tmp_path / "verify_ranking.py").write_bytes(script)
    command = [sys.executable, "-I", "-X", "utf8", "verify_ranking.py", "copy.json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0 and "一致：3件、15份评分表" in done.stdout, done
    call_command("verify_ranking", copy=tmp_path / "copy.json")


def test_the_command_refuses_an_altered_copy(office, ranking, tmp_path):
    whole = json.loads(office.post(f"/reviews/rankings/{ranking.pk}/copies/plain/").content)
    whole["outputs"]["lines"][0]["place"] = 3
    (tmp_path / "copy.json").write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(CommandError, match="place"):
        call_command("verify_ranking", copy=tmp_path / "copy.json")
    (tmp_path / "copy.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CommandError, match="不能读取"):
        call_command("verify_ranking", copy=tmp_path / "copy.json")


def test_only_the_offices_copy_names_people(office, ranking, admitted, members):
    plain, named = (
        office.post(f"/reviews/rankings/{ranking.pk}/copies/{kind}/").content.decode() for kind in ("plain", "named")
    )
    for name in (admitted[0].name, admitted[0].unit_name, members[0].user.full_name):
        assert name not in plain and name in named


def test_supervision_takes_the_copy_without_names_only(client, ranking, supervision):
    client.force_login(supervision)
    answers = [client.post(f"/reviews/rankings/{ranking.pk}/copies/{kind}/").status_code for kind in ("plain", "named")]
    assert answers == [200, 403]
    assert client.get(f"/reviews/rankings/{ranking.pk}/leanings/").status_code == 403


def test_who_took_a_copy_is_in_the_ledger(office, ranking, review_office):
    office.post(f"/reviews/rankings/{ranking.pk}/copies/named/")
    entry = Entry.objects.get(act="ranking.copied")
    assert (entry.actor_id, entry.detail["copy"]) == (review_office.pk, "具名副本")
    assert "下载排名副本" in page(office, ranking, "copies/")


def test_the_pages_cost_the_same_for_one_line_and_for_three(
    office, closed, admitted, review_office, django_assert_max_num_queries
):
    def cost(rest):
        with django_assert_max_num_queries(30) as seen:
            page(office, ranking, rest)
        return len(seen)

    counts = []
    for leaving in ((), admitted[1:]):
        for one in leaving:
            at_state(one, State.DROPPED_OUT)
        ranking = actions.make_ranking(closed, by=review_office, now=AFTER_REVIEW)
        page(office, ranking)
        counts.append([cost(rest) for rest in ("", "calibration/", "copies/", "../", "leanings/")])
    assert counts[0] == counts[1]
