"""办公页面：各人所见、所办；监督只读；查询次数不随名单增长."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honours import certificates, desk
from honours.actions import awarding, batches, pressing
from honours.models import BankLayout, Certificate, Honour, Payment
from honours.states import PaymentState
from ledger.models import Entry
from nominations.states import State
from tests.factories import csv_layout, demonstration_bank, prove
from tests.honours.conftest import ACCOUNT
from tests.moments import AFTER_NAMING

OFFICE = ("naming", "certificates", "awards", "medals")


def url(name, *args):
    return reverse(f"honours:{name}", args=args)


def page(client, user, address, **query):
    client.force_login(user)
    return client.get(address, query)


@pytest.mark.parametrize("name", [*OFFICE, "payments"])
def test_supervision_reads_every_page_and_is_offered_no_act(client, honour, supervision, name):
    answer = page(client, supervision, url(name))

    assert answer.status_code == 200
    main = answer.content.decode().split('<main id="content"')[1]
    assert 'method="post"' not in main and 'type="checkbox"' not in main


@pytest.mark.parametrize("role", ["clerk", "screener", "administrator", "publicity_officer"])
@pytest.mark.parametrize("name", [*OFFICE, "payments"])
def test_others_do_not_find_the_pages(client, honour, role, name, request):
    assert page(client, request.getfixturevalue(role), url(name)).status_code == 404


@pytest.mark.parametrize("name", [*OFFICE, "payments"])
def test_three_rows_cost_no_more_queries_than_one(client, named, review_office, finance, name):
    user = finance if name == "payments" else review_office

    def queries():
        page(client, user, url(name))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url(name)).status_code == 200
        return len(asked)

    named("王建国")
    one = queries()
    named("李明", "陈海")
    assert queries() == one


# --- naming ----------------------------------------------------------------------------------------------------------


def test_the_naming_page_says_who_is_ready_and_why_others_are_not(client, approved, review_office):
    approved("王建国")
    approved("李明", State.CONTESTED)
    answer = page(client, review_office, url("naming"))

    assert [one.name for one, _ in answer.context["ready"]] == ["王建国"]
    assert "李明现为“异议核查”，尚不能命名。" in answer.content.decode()


def test_the_confirmation_counts_and_names_them_and_names_exactly_those(client, approved, review_office):
    first = approved("王建国")
    asked = page(client, review_office, url("naming_confirm", "2026")).content.decode()
    assert "共 1 名" in asked and "王建国" in asked and f'value="{first.number}"' in asked

    approved("李明")
    refused = client.post(url("naming_confirm", "2026"), {"names": first.number})
    assert refused.status_code == 409 and "名单有变动" in refused.content.decode()
    assert not Honour.objects.exists()


def test_ten_presses_name_once(client, approved, review_office):
    first = approved("王建国")
    client.force_login(review_office)
    answers = [client.post(url("naming_confirm", "2026"), {"names": first.number}).status_code for _ in range(10)]

    assert answers == [302] + [409] * 9
    assert Honour.objects.count() == 1


# --- certificates ----------------------------------------------------------------------------------------------------


def test_the_progress_is_told_to_the_page_and_to_the_script(client, named, review_office):
    first, second = named("王建国", "李明")
    pressing.press(first.certificate.pk)
    client.force_login(review_office)

    assert client.get(url("certificates_progress", "2026")).json() == {
        "done": 1,
        "total": 2,
        "word": "已制 1 / 2",
        "finished": False,
    }
    assert "data-progress" in client.get(url("certificates")).content.decode()


def test_a_problem_is_shown_with_its_character(client, named, review_office):
    [honour] = named("李\U0003134f")
    pressing.press(honour.certificate.pk)

    answer = page(client, review_office, url("certificates")).content.decode()
    assert "\U0003134f" in answer and "重新制证" in answer


@pytest.mark.parametrize(
    ("role", "status"),
    [("clerk", 200), ("xuhui_clerk", 200), ("supervision", 200), ("finance", 404), ("pudong_clerk", 404)],
)
def test_a_certificate_is_downloaded_by_those_it_concerns(client, honour, role, status, request):
    pressing.press(honour.certificate.pk)

    assert page(client, request.getfixturevalue(role), url("certificate", "2026-0001")).status_code == status


def test_what_was_pressed_is_handed_out_byte_for_byte_after_the_sheet_changed(
    client, honour, clerk, monkeypatch, tmp_path
):
    """An old certificate is never laid out anew, whatever the sheet looks like by now."""
    kept = pressing.press(honour.certificate.pk)
    monkeypatch.setattr(certificates, "TEMPLATE_DIR", tmp_path)  # of the old layout nothing is left
    monkeypatch.setattr(certificates, "PDF_VARIANT", "pdf/a-4f")
    pressing.press(kept.pk)

    for _ in range(2):
        handed_out = page(client, clerk, url("certificate", kept.serial)).getvalue()
        assert hashlib.sha256(handed_out).hexdigest() == kept.sha256 == Certificate.objects.get(pk=kept.pk).sha256


def test_a_certificate_not_pressed_is_not_downloaded(client, honour, clerk):
    assert page(client, clerk, url("certificate", "2026-0001")).status_code == 409


# --- money -----------------------------------------------------------------------------------------------------------


def test_the_tax_page_shows_what_each_choice_comes_to(client, honour, finance):
    answer = page(client, finance, url("tax", "2026")).content.decode()

    for figures in ("5000.00", "1000.00", "4000.00", "6250.00", "1250.00"):
        assert figures in answer


def test_two_people_pay_through_the_pages(client, ready, finance, second_finance):
    layout, ticked = csv_layout(), {"payment": ready.pk}
    asked = page(client, finance, url("payments")) and client.post(url("prepare"), ticked).content.decode()
    assert "实发合计 4000.00 元" in asked and ACCOUNT not in asked
    client.post(url("prepare"), ticked | {"confirmed": "1", "layout": layout.pk})
    assert "编制人不能复核放款" in page(client, finance, url("release", "2026-001")).content.decode()

    client.force_login(prove(second_finance))
    client.post(url("release", "2026-001"))
    fetched = client.post(url("bank_file", "2026-001", 1))
    assert ACCOUNT in fetched.content.decode("gb18030") and "2026-001.csv" in fetched["Content-Disposition"]
    client.post(url("confirm_paid", "2026-0001"), {"words": "B001"})
    assert Payment.objects.get().state == PaymentState.PAID
    settled = page(client, finance, url("batch", "2026-001")).content.decode()
    assert settled.count("button primary") == 1 and "查看对账" in settled and "银行另有回执" in settled
    assert "账平" in page(client, finance, url("reconciliation")).content.decode()


def test_a_return_is_looked_at_and_then_entered(client, released_batch, finance):
    client.force_login(finance)
    content = f"业务编号,账号,户名,金额,处理结果\n2026-001-00001,{ACCOUNT},王建国,4000.00,成功\n".encode()
    upload = {"layout": csv_layout().pk, "file": SimpleUploadedFile("回执.csv", content)}
    looked_at = client.post(url("receive_return", "2026-001"), upload).url
    shown = client.get(looked_at).content.decode()
    assert "登记已付" in shown and ACCOUNT not in shown and Payment.objects.get().state == PaymentState.RELEASED

    assert client.post(looked_at).url == url("batch", "2026-001")
    assert Payment.objects.get().state == PaymentState.PAID
    assert "王建国" in page(client, finance, url("tax_return")).content.decode()


def test_a_release_without_a_code_leads_to_the_code(client, batch, second_finance):
    assert "输入动态验证码" in page(client, second_finance, url("batch", "2026-001")).content.decode()


def test_finance_keeps_layouts_and_banks(client, finance):
    client.force_login(finance)
    form = dict.fromkeys(("paid_words", "failed_words", "pending_words"), "成功") | {
        "name": "新格式",
        "kind": "delimited",
        "encoding": "utf-8",
        "delimiter": ",",
        "most_rows": 100,
        "column_lines": "业务编号,编号\n账号,账号\n金额（分）,金额\n固定内容,用途,奖金",
        "return_lines": "业务编号,编号\n账号,账号\n金额（元）,金额\n处理结果,结果",
    }
    assert "第 1 行的内容" in client.post(url("new_layout"), form | {"column_lines": "甲,乙"}).content.decode()
    assert client.post(url("new_layout"), form).url == url("layouts")
    layout = BankLayout.objects.get(name="新格式")
    assert [one.source for one in layout.columns.all()] == ["reference", "account", "cents", "fixed"]
    assert "固定内容,用途,奖金" in page(client, finance, url("layout", layout.pk)).content.decode()
    assert client.post(url("new_bank"), {"name": "新银行", "cnaps_head": "999", "position": 1}).url == url("layouts")


def test_a_filter_that_means_nothing_is_left_out(client, batch, finance):
    """A hand-made address asks for a state that does not exist."""
    client.force_login(finance)
    shown = client.get(url("batches"), {"course": "none-such"})
    assert shown.status_code == 200
    assert batch.number in shown.content.decode()


def test_nothing_ticked_is_told(client, ready, finance):
    client.force_login(finance)

    assert "没有勾选任何一项" in client.post(url("prepare"), {"payment": ["x"]}).content.decode()


def test_accounts_are_masked_until_a_reason_is_given(client, ready, finance):
    for address in (url("payments"), url("payment", "2026-0001")):
        assert ACCOUNT not in page(client, finance, address).content.decode()

    shown = client.post(url("reveal_account", "2026-0001"), {"words": "核对退回"})
    assert ACCOUNT in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert Entry.objects.filter(act="payment.account_revealed").count() == 1
    assert ACCOUNT not in client.get(url("payment", "2026-0001")).content.decode()


# --- one's own -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("6222 0000 1111 2223", ""),
        ("６２２２００００１１１１２２２３", ""),
        ("62220000111", "12 至 19 位数字，现为 11 位"),
        ("6222-0000-1111-222X", "账号只能是数字"),
    ],
)
def test_the_clerk_gives_the_account(client, honour, clerk, typed, told):
    client.force_login(clerk)
    given = {"account_name": "王建国", "bank": demonstration_bank().pk, "bank_account": typed, "consented": "on"}
    answer = client.post(url("account", honour.nomination.number), given)

    assert answer.status_code == (200 if told else 302)
    assert told in answer.content.decode()
    assert Payment.objects.get().bank_account == ("" if told else ACCOUNT)


def test_no_account_without_consent(client, honour, clerk):
    client.force_login(clerk)
    given = {"account_name": "王建国", "bank": demonstration_bank().pk, "bank_account": ACCOUNT}

    assert "未经本人单独同意" in client.post(url("account", honour.nomination.number), given).content.decode()
    assert Payment.objects.get().bank_account == ""


def test_another_districts_clerk_does_not_find_it(client, honour, pudong_clerk):
    assert page(client, pudong_clerk, url("own", honour.nomination.number)).status_code == 404


def test_a_doubtful_number_is_asked_about_once_more(client, honour, clerk):
    client.force_login(clerk)
    given = {"account_name": "王建国", "bank": demonstration_bank().pk, "consented": "on"}
    given["bank_account"] = "6222000011112222"
    asked = client.post(url("account", honour.nomination.number), given).content.decode()
    assert "请再核对一遍" in asked and Payment.objects.get().bank_account == ""

    client.post(url("account", honour.nomination.number), given | {"doubtful": "1", "checked": "on"})
    assert Payment.objects.get().bank_account == "6222000011112222"


# --- desks -----------------------------------------------------------------------------------------------------------


def waiting(user):
    return {line.title: line.count for line in desk.waiting(user, AFTER_NAMING)}


def test_the_desks_show_what_waits(ready, finance, second_finance, review_office, clerk, approved):
    approved("李明")
    assert waiting(review_office)["待命名"] == 1
    assert waiting(finance) == {"待编制的奖金": 1}
    assert waiting(clerk) == {}

    batches.prepare([ready], layout=csv_layout(), by=finance, now=AFTER_NAMING)
    assert waiting(finance) == {}
    assert waiting(second_finance) == {"待复核放款的批次": 1}


def test_what_was_named_is_handed_over_by_the_office(honour, review_office):
    owed = honour.award_issues.count()
    assert owed and waiting(review_office) == {"待发放的证书、奖牌": owed}
    pressing.press(honour.certificate.pk)
    awarding.hand_over_all(honour.award_issues.all(), on=AFTER_NAMING.date(), by=review_office, now=AFTER_NAMING)
    assert waiting(review_office) == {}


def test_an_account_still_to_give_waits_for_the_clerk(honour, clerk):
    assert waiting(clerk) == {"待登记收款账户": 1}


def test_every_line_of_a_desk_leads_to_a_page(client, honour, finance, review_office, approved):
    approved("李明")
    for user in (finance, review_office):
        for line in desk.waiting(user, AFTER_NAMING):
            assert page(client, user, line.url).status_code == 200


@pytest.mark.parametrize("key", ["²", "9" * 5000, "9" * 25, "-1", "junk", ""])
@pytest.mark.parametrize(
    ("name", "role", "ticked"), [("prepare", "finance", "payment"), ("hand_over", "review_office", "issue")]
)
def test_a_tick_that_can_be_no_key_chooses_nothing(client, honour, request, name, role, ticked, key):
    client.force_login(request.getfixturevalue(role))
    answer = client.post(url(name), {ticked: key})
    assert answer.status_code == 409


def test_whoever_has_been_paid_is_asked_for_no_account(client, paid, honour, clerk):
    client.force_login(clerk)
    page = client.get(url("own", honour.nomination.number)).content.decode()

    assert "已发放" in page and "登记收款账户" not in page
