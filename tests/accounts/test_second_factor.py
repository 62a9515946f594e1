"""动态验证码：本人绑定，首个验证码证明录入无误；办理要紧事项前输入，只在本次登录有效；输错递增暂停，用过的不再收；丢失由管理员重置并函告。"""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from accounts import actions
from accounts.interrupted import taken_up
from accounts.models import Proof, RecoveryCode, SecondFactor
from accounts.models.second_factor import _counter
from accounts.rules import refuse_unproved
from accounts.states import Role
from common import clock
from common.refusals import Refused
from desks.actions import reset_second_factor
from ledger.models import Entry
from ledger.origin import acting_from
from letters.models import Letter
from tests.conftest import someone
from tests.factories import prove
from tests.moments import IN_WINDOW, beijing

URL = "/account/second-factor/"
HERE = "sign-in-one"


def code_of(user, at, *, pending=False):
    """What the person's own phone shows."""
    bound = SecondFactor.objects.get(user=user)
    return f"{_counter(bound.pending_key if pending else bound.key, at).token():06d}"


def wrong(code):
    return f"{(int(code) + 1) % 1000000:06d}"


@pytest.fixture
def secretary(municipal):
    """A secretary who has bound nothing yet; the cast's own has."""
    return someone("尤会云", Role.CHAIR_SECRETARY, municipal)


@pytest.fixture
def chair_members(municipal):
    """Members who have bound nothing yet; the cast's own have."""
    return [someone(name, Role.CHAIR_MEMBER, municipal) for name in ("许主持", "何副职")]


@pytest.fixture
def member(chair_members):
    """A member of the chair office who has bound a phone in the morning; his recovery codes."""
    person = chair_members[0]
    morning = beijing(2026, 4, 15, 8)
    actions.begin_enrolment(by=person, now=morning)
    person.codes, refusal = actions.enrol(
        by=person, code=code_of(person, morning, pending=True), sign_in="morning", now=morning, at=morning
    )
    assert refusal is None
    return person


def enter(person, code, *, now=IN_WINDOW, sign_in=HERE):
    return actions.prove(by=person, code=code, sign_in=sign_in, now=now, at=now)


def ground(person, *, now=IN_WINDOW, sign_in=HERE):
    with acting_from("web", sign_in=sign_in):
        refusal = refuse_unproved(person, now=now)
    return refusal and refusal.ground


def test_a_code_proves_for_a_quarter_of_an_hour(member):
    assert ground(member) == "second_factor"
    assert enter(member, code_of(member, IN_WINDOW)) is None
    assert ground(member) is None
    assert ground(member, now=IN_WINDOW + timedelta(minutes=14, seconds=59)) is None
    assert ground(member, now=IN_WINDOW + timedelta(minutes=15)) == "second_factor"


def test_it_proves_nothing_in_another_sign_in_nor_for_another_person(member, secretary):
    enter(member, code_of(member, IN_WINDOW))
    assert ground(member, sign_in="another") == "second_factor"
    assert ground(secretary) == "second_factor"


def test_nobody_proves_outside_a_sign_in_unless_in_a_demonstration(member, settings):
    prove(member)
    assert ground(member, sign_in="") is None
    settings.DEMONSTRATION = False
    assert ground(member, sign_in="") == "second_factor"


def test_the_portal_itself_has_no_phone(db):
    assert refuse_unproved(None, now=IN_WINDOW).ground == "second_factor"


def test_whoever_has_bound_nothing_is_told_to_bind(member, secretary):
    assert "请先绑定" in refuse_unproved(secretary, now=IN_WINDOW).remedy
    assert "请输入动态验证码" in refuse_unproved(member, now=IN_WINDOW).remedy


def test_a_code_is_taken_once_and_an_older_one_never(member):
    code = code_of(member, IN_WINDOW)
    assert enter(member, code) is None
    member.second_factor.refresh_from_db()
    assert enter(member, code, now=IN_WINDOW + timedelta(seconds=5)).ground == "wrong_code"
    SecondFactor.objects.update(throttling_failure_count=0)
    before = code_of(member, IN_WINDOW - timedelta(seconds=30))
    assert enter(member, before).ground == "wrong_code"


def test_a_phone_half_a_minute_late_is_followed(member):
    late = code_of(member, IN_WINDOW - timedelta(seconds=30))
    assert enter(member, late) is None
    assert SecondFactor.objects.get(user=member).drift == -1
    too_late = code_of(member, IN_WINDOW + timedelta(minutes=10) - timedelta(seconds=120))
    assert enter(member, too_late, now=IN_WINDOW + timedelta(minutes=10)).ground == "wrong_code"


def test_wrong_codes_are_counted_and_the_pause_grows(member):
    code = code_of(member, IN_WINDOW)
    for failures in (1, 2, 3):
        assert enter(member, wrong(code)).ground == "wrong_code"
        refusal = enter(member, code)
        assert (refusal.ground, refusal.status) == ("paused", 429)
        assert f"连续输错{failures}次" in refusal.message
        SecondFactor.objects.update(
            throttling_failure_timestamp=clock.of_the_machine() - timedelta(seconds=2**failures)
        )
    assert enter(member, code) is None
    assert SecondFactor.objects.get(user=member).throttling_failure_count == 0
    assert Entry.objects.filter(act="second_factor.refused").count() == 3


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345a", "１２３４５６７", "٣٤٥٦٧٨", "-12345", ""])
def test_what_is_no_code_is_a_wrong_one(member, typed):
    assert enter(member, typed).ground == "wrong_code"


def test_a_code_may_be_typed_in_two_groups(member):
    code = code_of(member, IN_WINDOW)
    assert enter(member, f"{code[:3]} {code[3:]}") is None


def test_a_recovery_code_does_it_once_however_it_is_spelt(member):
    code = member.codes[3]
    assert len(set(member.codes)) == 10
    assert enter(member, code.upper().replace("-", " ")) is None
    assert Proof.objects.latest("pk").way == "recovery"
    assert enter(member, code).ground == "wrong_code"
    assert RecoveryCode.objects.filter(used_at__isnull=True).count() == 9


def test_renewed_recovery_codes_make_the_former_useless(member):
    prove(member)
    fresh = actions.renew_recovery_codes(by=member, now=IN_WINDOW)
    assert enter(member, member.codes[0]).ground == "wrong_code"
    SecondFactor.objects.update(throttling_failure_count=0)
    assert enter(member, fresh[0]) is None


def test_renewing_and_another_phone_want_a_code_first(member):
    with pytest.raises(Refused, match="动态验证码"):
        actions.renew_recovery_codes(by=member, now=IN_WINDOW)
    with pytest.raises(Refused, match="动态验证码"):
        actions.begin_enrolment(by=member, now=IN_WINDOW)


def test_the_old_phone_holds_until_the_new_one_is_proved(member):
    prove(member)
    actions.begin_enrolment(by=member, now=IN_WINDOW)
    assert enter(member, code_of(member, IN_WINDOW)) is None
    later = IN_WINDOW + timedelta(minutes=5)
    new = code_of(member, later, pending=True)
    _, refusal = actions.enrol(by=member, code=new, sign_in=HERE, now=later, at=later)
    assert refusal is None
    assert code_of(member, later) == new


def test_a_wrong_first_code_binds_nothing(secretary):
    actions.begin_enrolment(by=secretary)
    codes, refusal = actions.enrol(
        by=secretary, code=wrong(code_of(secretary, IN_WINDOW, pending=True)), sign_in=HERE, now=IN_WINDOW, at=IN_WINDOW
    )
    assert (codes, refusal.ground) == ([], "wrong_code")
    assert not SecondFactor.objects.get(user=secretary).confirmed
    assert not Proof.objects.exists()


def test_somebody_let_in_as_another_binds_and_proves_nothing_outside_the_demonstration(member, secretary, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(Refused, match="本人登录"):
        actions.begin_enrolment(by=secretary, is_borrowed=True)
    refusal = actions.prove(by=member, code=code_of(member, IN_WINDOW), sign_in=HERE, is_borrowed=True, at=IN_WINDOW)
    assert refusal.ground == "borrowed"


def test_secret_and_recovery_codes_are_not_to_be_read_in_the_database(member):
    bound = SecondFactor.objects.get(user=member)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(f)::text FROM accounts_secondfactor f")
        kept = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(code_hash, ' ') FROM accounts_recoverycode")
        hashes = cursor.fetchone()[0]
    assert bound.key not in kept
    assert not [code for code in member.codes if code.replace("-", "") in hashes]


def test_a_proof_is_not_made_longer(member):
    with pytest.raises(ProgrammingError, match="Cannot update"):
        Proof.objects.update(until=beijing(2030, 1, 1))


# --- lost ------------------------------------------------------------------------------------------------------------


def test_an_administrator_resets_and_the_person_is_told(member, administrator):
    prove(administrator)
    reset_second_factor(member, reason="手机遗失，已当面核对工作证。", by=administrator, now=IN_WINDOW)
    assert not SecondFactor.objects.filter(user=member).exists()
    entry = Entry.objects.get(act="second_factor.reset")
    assert (entry.actor_id, entry.reason) == (administrator.pk, "手机遗失，已当面核对工作证。")
    letter = Letter.objects.get(recipient=member)
    assert "华管理已重置" in letter.body
    assert "手机遗失" in letter.body


def test_what_was_proved_with_the_lost_phone_holds_no_longer(member, administrator):
    enter(member, code_of(member, IN_WINDOW))
    reset_second_factor(member, reason="手机遗失。", by=prove(administrator), now=IN_WINDOW)
    assert ground(member) == "second_factor"


@pytest.mark.parametrize("who", ["secretary", "finance", "review_office", "supervision"])
def test_nobody_else_resets(member, request, who):
    with pytest.raises(Refused, match="系统管理员"):
        reset_second_factor(member, reason="手机遗失。", by=prove(request.getfixturevalue(who)), now=IN_WINDOW)


def test_a_reset_wants_a_reason_a_code_and_somebody_else(member, administrator):
    with pytest.raises(Refused, match="动态验证码"):
        reset_second_factor(member, reason="手机遗失。", by=administrator, now=IN_WINDOW)
    prove(administrator)
    with pytest.raises(Refused, match="理由"):
        reset_second_factor(member, reason=" ", by=administrator, now=IN_WINDOW)
    with pytest.raises(Refused, match="本人"):
        reset_second_factor(administrator, reason="手机遗失。", by=administrator, now=IN_WINDOW)


def test_the_operator_resets_where_no_administrator_can(member):
    from django.core.management import call_command

    call_command("reset_second_factor", member.username, reason="唯一的系统管理员手机遗失。")
    entry = Entry.objects.get(act="second_factor.reset")
    assert (entry.actor_id, entry.origin) == (None, "command:reset_second_factor")
    assert Letter.objects.filter(recipient=member).exists()


# --- on the pages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def browser(client, chair_members):
    """The chairman, who signed in with his password."""
    person = chair_members[0]
    person.set_password("jiangxin-1980")
    person.save()
    client.post("/account/sign-in/", {"username": person.username, "password": "jiangxin-1980"})
    client.person = person
    return client


def test_binding_and_entering_on_the_pages(browser):
    answer = browser.get(f"{URL}?next=/letters/")
    assert answer.url == f"{URL}enrol/?next=%2Fletters%2F"
    browser.post(f"{URL}begin/", {"next": "/letters/"})
    page = browser.get(f"{URL}enrol/?next=/letters/").content.decode()
    assert "<svg" in page
    assert SecondFactor.objects.get(user=browser.person).pending_words in page
    code = code_of(browser.person, clock.of_the_machine(), pending=True)
    assert code not in page
    page = browser.post(f"{URL}enrol/", {"code": code, "next": "/letters/"})
    assert page.content.decode().count('<li class="number">') == 10
    assert 'href="/letters/"' in page.content.decode()
    assert browser.post(f"{URL}enrol/", {"code": code}).status_code == 409


def test_the_code_page_leads_back_and_only_to_us(browser):
    actions.begin_enrolment(by=browser.person)
    moment = clock.of_the_machine() - timedelta(minutes=5)
    code = code_of(browser.person, moment, pending=True)
    actions.enrol(by=browser.person, code=code, sign_in="earlier", at=moment)
    page = browser.get(URL, headers={"Referer": "http://testserver/letters/?page=2"}).content.decode()
    assert 'value="/letters/?page=2"' in page
    shown = code_of(browser.person, clock.of_the_machine())
    assert shown not in page
    assert browser.post(URL, {"code": wrong(shown), "next": "/letters/"}).status_code == 409
    SecondFactor.objects.update(throttling_failure_count=0)
    answer = browser.post(URL, {"code": code_of(browser.person, clock.of_the_machine()), "next": "//evil.example/"})
    assert answer.url == "/account/me/"
    assert Proof.objects.get(ended_at__isnull=True, sign_in=browser.session["sign_in"])
    browser.post("/account/sign-out/")
    assert not Proof.objects.filter(ended_at__isnull=True).exclude(sign_in="earlier").exists()


def test_what_was_being_sent_when_the_code_ran_out_goes_through_the_code_step(client, review_office, supervision):
    review_office.set_password("jiangxin-1980")
    review_office.save()
    client.post("/account/sign-in/", {"username": review_office.username, "password": "jiangxin-1980"})
    morning = clock.of_the_machine() - timedelta(hours=1)
    actions.begin_enrolment(by=review_office)
    first = code_of(review_office, morning, pending=True)
    actions.enrol(by=review_office, code=first, sign_in="morning", at=morning)
    sent = {"kind": "unit", "number": "91310104000000001X", "name": "某某厂", "ground": "组织“伪造”材料", "years": "5"}
    sent |= {"decision_number": "沪工总经〔2026〕72号", "found_on": "2026-04-01"}

    asked = client.post("/bans/impose/", sent)
    assert asked.status_code == 403 and "内容保留着" in asked.content.decode()
    kept = asked.context["kept"]
    assert taken_up(supervision, kept) is None and taken_up(review_office, kept + "x") is None

    form = client.post(URL, {"kept": kept, "next": "/bans/"}).context["form"]
    code = code_of(review_office, clock.of_the_machine())
    answer = client.post(URL, {"code": code, "kept": form["kept"].value(), "next": form["next"].value()})
    assert (answer.context["address"], answer.context["back"]) == ("/bans/impose/", "/bans/")
    assert client.post(answer.context["address"], dict(answer.context["pairs"])).url.startswith("/bans/")


def test_in_the_demonstration_the_page_shows_what_the_phone_would(client, member):
    client.post(f"/become/{member.pk}/")
    shown = SecondFactor.objects.get(user=member).code_at(clock.of_the_machine())
    page = client.get(URL).content.decode()
    assert "演示环境" in page
    assert shown in page
    assert client.post(URL, {"code": shown}).status_code == 302


def test_the_administrator_sees_what_can_be_reset(client, member, administrator):
    client.force_login(prove(administrator))
    page = client.get(f"/account/people/{member.pk}/").content.decode()
    assert "重置动态验证码" in page
    client.post(f"/second-factor/{member.pk}/reset/", {"reason": "手机遗失，已当面核对。"})
    assert "重置动态验证码" not in client.get(f"/account/people/{member.pk}/").content.decode().split("留痕")[0]


def test_whoever_signs_in_to_the_demonstration_with_the_printed_password_is_not_sent_for_a_phone(
    client, member, settings
):
    """A phone that somebody has bound himself (恢复码 were given) is his alone, in a demonstration too."""
    client.force_login(member)
    RecoveryCode.objects.all().delete()
    assert "此刻会显示" in client.get(URL).content.decode()
    settings.DEMONSTRATION = False
    assert "此刻会显示" not in client.get(URL).content.decode()
    settings.DEMONSTRATION = True
    RecoveryCode.objects.create(second_factor=member.second_factor, code_hash="x")
    assert "此刻会显示" not in client.get(URL).content.decode()
