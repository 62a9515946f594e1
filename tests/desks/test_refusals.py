"""不予办理：每一种拒绝都成为一页，说明什么、为什么、怎样才可以；数据库的拒绝也是，且不留一半。"""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django_fsm import ConcurrentTransition, TransitionNotAllowed

from accounts.models import Membership
from common.refusals import Refusal, Refused
from desks.errors import refusal_page, way_back
from desks.middleware import refusal_of
from seasons.models import Rulebook


def refused_by(act):
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        act()
    return refusal_of(refused.value)


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(("asked", "answered"), [(403, 403), (404, 404), (409, 409), (418, 409)])
def test_a_refusal_keeps_its_status_and_says_why_and_what_then(rf, asked, answered, db, client):
    request = rf.post("/somewhere/")
    page = refusal_page(request, Refusal("ground", "此件不能办理。", "请先补正。", asked))
    assert page.status_code == answered
    assert "此件不能办理。" in page.content.decode()
    assert "请先补正。" in page.content.decode()


def test_a_refused_act_is_answered_through_the_middleware(client, clerk):
    client.force_login(clerk)
    page = client.get("/ledger/", headers={"referer": "http://testserver/letters/?page=2"})
    assert page.status_code == 403
    assert "台账由监督人员和评审办公室查阅" in page.content.decode()
    assert 'href="/letters/?page=2"' in page.content.decode()


@pytest.mark.parametrize("race", [TransitionNotAllowed("x"), ConcurrentTransition("x")])
def test_the_loser_of_a_race_reads_that_somebody_was_faster(race):
    refusal = refusal_of(race)
    assert (refusal.message, refusal.status) == ("此件刚刚已由他人办理。", 409)


def test_what_a_trigger_refuses_is_said_in_its_own_words(rulebook):
    refusal = refused_by(lambda: sql(f"UPDATE seasons_rulebook SET quota = 1 WHERE id = {rulebook.pk}"))
    assert refusal.status == 409
    assert "细则已印发，不得修改或删除" in refusal.message


def test_what_a_check_refuses_is_said_in_the_constraints_words(clerk):
    refusal = refused_by(lambda: Membership.objects.filter(user=clerk).update(until="2019-01-01"))
    assert refusal.message == "截止日期不得早于起始日期。"


def test_what_is_sealed_is_said_to_be_final(clerk, draft):
    from ledger.actions import record

    entry = record("nomination.changed", by=clerk, on=draft)
    assert refused_by(entry.delete).ground == "final"


def test_a_second_row_of_what_may_exist_once_is_a_lost_race(clerk):
    refusal = refused_by(lambda: sql(f"INSERT INTO accounts_user SELECT * FROM accounts_user WHERE id = {clerk.pk}"))
    assert refusal.ground == "already_handled"


def test_a_statement_that_took_too_long_asks_to_try_again(db):
    def slow():
        sql("SET LOCAL statement_timeout = 10")
        sql("SELECT pg_sleep(1)")

    assert refused_by(slow).ground == "try_again"


def test_a_validation_error_that_nobody_caught_is_a_refusal(rulebook):
    with pytest.raises(ValidationError) as refused:
        Rulebook.objects.get(pk=rulebook.pk).save()
    assert "细则已印发" in refusal_of(refused.value).message


@pytest.mark.parametrize("fault", [ValueError("x"), KeyError("x"), IntegrityError("x"), DatabaseError("x")])
def test_a_fault_of_ours_is_no_refusal(fault):
    assert refusal_of(fault) is None


def test_refusals_are_found_in_any_act():
    assert refusal_of(Refused(Refusal("ground", "不能。"))).ground == "ground"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/a/?b=1", "/a/?b=1"),
        ("https://example.org/a/", ""),
        ("", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_the_way_back_leads_to_a_page_of_ours(rf, referer, back):
    assert way_back(rf.post("/x/", headers={"referer": referer})) == back


def test_a_page_does_not_lead_back_to_itself(rf):
    assert way_back(rf.get("/x/", headers={"referer": "http://testserver/x/"})) == ""


def test_an_unknown_address_has_a_chinese_page(client, db):
    page = client.get("/没有这一页/")
    assert page.status_code == 404
    assert "没有找到这个页面" in page.content.decode()


def test_a_form_older_than_its_session_is_told_what_to_do(clerk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    page = client.post("/letters/read-all/")
    assert page.status_code == 403
    assert "此页打开过久" in page.content.decode()


def test_a_fault_of_ours_leans_on_nothing(rf):
    from desks.errors import server_error

    page = server_error(rf.get("/"))
    assert page.status_code == 500
    assert "系统出了差错" in page.content.decode()


@pytest.mark.parametrize(
    "address", ["/nominations/evidence/%00/", "/publicity/receipt/a%00b/", "/reviews/evidence/%00/"]
)
def test_a_character_no_database_holds_is_told_as_a_faulty_request(client, clerk, address):
    client.force_login(clerk)
    page = client.get(address)
    assert page.status_code == 400
    assert "系统不能保存的字符" in page.content.decode()


def test_a_text_longer_than_its_column_is_told_and_not_a_fault(clerk):
    refusal = refused_by(lambda: Membership.objects.filter(user=clerk).update(role="x" * 1000))
    assert (refusal.ground, refusal.status) == ("unstorable", 400)


def test_an_address_that_only_takes_a_press_says_so_instead_of_staying_blank(client, clerk):
    client.force_login(clerk)
    page = client.get("/letters/read-all/", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["Allow"]) == (405, "POST")
    assert "请回到原来的页面，从页面上的按钮办理" in page.content.decode()


def test_no_browser_keeps_what_a_session_was_shown(client, clerk):
    client.force_login(clerk)
    for address in ("/desk/", "/nominations/", "/account/me/", "/没有这一页/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_a_stranger_without_a_session_may_keep_the_home_page(client, db):
    assert not client.get("/").has_header("Cache-Control")
