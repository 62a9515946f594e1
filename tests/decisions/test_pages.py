"""审定的页面: what the secretary keeps, how members vote on their own accounts, the papers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from common.dates import today
from decisions import actions, desk
from decisions.models import Sitting, Vote
from nominations.models import Nomination
from nominations.states import State
from tests.decisions.conftest import NUMBER
from tests.factories import rewritten
from tests.moments import AT_THE_SITTING

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def at_browser(client):
    """Sign somebody in."""

    def sign_in(user):
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in


def test_the_secretary_carries_a_sitting_through_the_pages(at_browser, season, three, secretary, chair_members):
    client = at_browser(secretary)
    client.post(
        "/decisions/new/",
        {
            "title": "主席办公会",
            "held_on": today().isoformat(),
            "members": [one.pk for one in chair_members],
            "chair": chair_members[0].pk,
        },
    )
    sitting = Sitting.objects.get()
    client.post(f"/decisions/{sitting.pk}/attendance/", {"present": [one.pk for one in chair_members[:4]]})
    client.post(f"/decisions/{sitting.pk}/open/")
    for member in chair_members[:4]:
        at_browser(member).post(f"/decisions/{sitting.pk}/ballot/all/", {"choice": "for"})
    at_browser(secretary).post(
        f"/decisions/{sitting.pk}/close/", {"number": "沪工总经[2026] 88号", "signed_by": "许主持"}
    )
    assert set(Nomination.objects.values_list("resolution_number", flat=True)) == {NUMBER}
    assert "关于审定2026年度上海工匠人选的决议" in client.get(f"/decisions/{sitting.pk}/resolution/").content.decode()


def test_a_sitting_with_nobody_to_decide_on_is_not_offered(at_browser, season, secretary):
    page = at_browser(secretary).get("/decisions/").content.decode()
    assert "act-why" in page
    assert 'href="/decisions/new/"' not in page


def test_with_names_ready_it_is_offered(at_browser, season, three, secretary):
    assert 'href="/decisions/new/"' in at_browser(secretary).get("/decisions/").content.decode()


def test_a_member_votes_with_exceptions_on_the_ballot(at_browser, voting, chair_members):
    client, item = at_browser(chair_members[1]), voting.roster.get(position=2)
    client.post(f"/decisions/{voting.pk}/ballot/all/", {"choice": "for", f"choice-{item.pk}": "against"})
    assert Vote.objects.get(roster_item=item).choice == "against"
    assert "您已表决3人，共3人" in client.get(f"/decisions/{voting.pk}/ballot/").content.decode()


def test_no_choice_is_made_for_a_member_beforehand(at_browser, voting, chair_members):
    client, address = at_browser(chair_members[1]), f"/decisions/{voting.pk}/ballot/"
    assert " checked" not in client.get(address).content.decode()
    page = client.post(f"{address}all/", {f"choice-{voting.roster.first().pk}": "for"}).content.decode()
    assert "或者对每一名人选分别选择" in page and not Vote.objects.exists()


def test_a_member_may_choose_for_each_name_apart(at_browser, voting, chair_members):
    apart = {f"choice-{item.pk}": "abstain" for item in voting.roster.all()}
    at_browser(chair_members[1]).post(f"/decisions/{voting.pk}/ballot/all/", apart)
    assert set(Vote.objects.values_list("choice", flat=True)) == {"abstain"}


def test_a_member_withdraws_on_the_ballot(at_browser, voting, chair_members):
    client, item = at_browser(chair_members[1]), voting.roster.first()
    client.post(f"/decisions/{voting.pk}/ballot/withdraw/{item.pk}/", {"reason": "师徒关系"})
    assert "回避：师徒关系" in client.get(f"/decisions/{voting.pk}/ballot/").content.decode()


def test_a_malformed_number_is_explained_and_nothing_resolved(at_browser, voting, secretary):
    page = at_browser(secretary).post(f"/decisions/{voting.pk}/close/", {"number": "88号", "signed_by": "许主持"})
    assert "不合格式" in page.content.decode() and State.APPROVED not in set(
        Nomination.objects.values_list("state", flat=True)
    )


def test_a_void_sitting_says_why_on_its_page(at_browser, voting, all_for, three, secretary):
    all_for(voting)
    rewritten(three[0], post="首席技师")
    client = at_browser(secretary)
    client.post(f"/decisions/{voting.pk}/close/", {"number": NUMBER, "signed_by": "许主持"})
    assert "变为“首席技师”" in client.get(f"/decisions/{voting.pk}/").content.decode()


def test_a_change_since_the_opening_is_told_before_anybody_closes(at_browser, voting, three, secretary, chair_members):
    rewritten(three[0], post="首席技师")
    for person, page in ((secretary, ""), (chair_members[0], "ballot/")):
        shown = at_browser(person).get(f"/decisions/{voting.pk}/{page}").content.decode()
        assert "变为“首席技师”" in shown and "本次会议将作废" in shown


def test_an_unchanged_roster_raises_no_alarm(at_browser, voting, secretary):
    assert "本次会议将作废" not in at_browser(secretary).get(f"/decisions/{voting.pk}/").content.decode()


def test_the_secretary_sees_who_has_voted_but_not_how(at_browser, voting, secretary, chair_members):
    actions.vote_all(voting, choice="against", by=chair_members[0], now=AT_THE_SITTING)
    page = at_browser(secretary).get(f"/decisions/{voting.pk}/").content.decode()
    assert "已表决3人，共3人" in page and "反对" not in page


def test_numbers_left_empty_leave_names_out(at_browser, convened, secretary):
    first, second, third = convened.roster.all()
    sent = {f"position-{first.pk}": "2", f"position-{second.pk}": "", f"position-{third.pk}": "1"}
    at_browser(secretary).post(f"/decisions/{convened.pk}/roster/", sent)
    assert [item.nomination.name for item in convened.roster.all()] == ["李明", "王建国"]


@pytest.mark.parametrize("who", ["clerk", "expert", "publicity_officer", "finance", "administrator"])
def test_others_do_not_enter(at_browser, request, voting, who):
    client = at_browser(request.getfixturevalue(who))
    assert client.get("/decisions/").status_code == 403
    assert client.get(f"/decisions/{voting.pk}/").status_code == 404
    assert client.post(f"/decisions/{voting.pk}/ballot/all/", {"choice": "for"}).status_code == 404


def test_supervision_reads_and_changes_nothing(at_browser, voting, supervision):
    client = at_browser(supervision)
    assert "结束表决</a>" not in client.get(f"/decisions/{voting.pk}/").content.decode()
    assert client.post(f"/decisions/{voting.pk}/void/", {"reason": "x"}).status_code == 403
    assert client.post(f"/decisions/{voting.pk}/ballot/all/", {"choice": "for"}).status_code == 403


def test_those_who_carry_it_out_read_the_resolution(at_browser, voting, all_for, close, finance, clerk):
    close(all_for(voting))
    assert NUMBER in at_browser(finance).get(f"/decisions/{voting.pk}/resolution/").content.decode()
    assert at_browser(clerk).get(f"/decisions/{voting.pk}/resolution/").status_code == 404


def test_the_minutes_give_numbers_not_names_of_voters(at_browser, voting, all_for, close, secretary):
    close(all_for(voting))
    page = at_browser(secretary).get(f"/decisions/{voting.pk}/minutes/").content.decode()
    assert "会议纪要" in page and "王建国" in page


def test_the_ballot_costs_the_same_at_one_name_and_at_three(at_browser, season, three, secretary, chair_members):
    def questions(nominations):
        Sitting.objects.update(voided_at=timezone.now(), voided_because="测试")
        sitting = actions.convene(
            season,
            held_on=AT_THE_SITTING.date(),
            members=chair_members,
            chair=chair_members[0],
            nominations=nominations,
            by=secretary,
            now=AT_THE_SITTING,
        )
        actions.mark_present(sitting, chair_members[:4], by=secretary, now=AT_THE_SITTING)
        actions.open_voting(sitting, by=secretary, now=AT_THE_SITTING)
        counts = []
        for person, page in ((chair_members[0], "ballot/"), (secretary, "")):
            client = at_browser(person)
            client.get(f"/decisions/{sitting.pk}/{page}")
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/decisions/{sitting.pk}/{page}")
            counts.append(len(queries))
        return counts

    assert questions(three[:1]) == questions(three)


# --- 待办 ---


def titles(user):
    """What waits."""
    return {row.title: row.count for row in desk.waiting(user, AT_THE_SITTING)}


def test_names_ready_wait_for_the_secretary(three, season, secretary):
    assert titles(secretary) == {"人选待提请审定": 3}


def test_a_running_vote_waits_for_secretary_and_members(voting, secretary, chair_members, finance):
    assert titles(secretary) == {"2026年度第1次会议表决中，待结束": 1}
    assert titles(chair_members[0]) == {"2026年度第1次会议人选待表决": 3}
    assert titles(chair_members[4]) == {} == titles(finance)


def test_whoever_has_voted_has_nothing_waiting(voting, chair_members):
    actions.vote_all(voting, choice="for", by=chair_members[0], now=AT_THE_SITTING)
    assert titles(chair_members[0]) == {}
