"""奖金 at the browsers of those who are paid and of two people of finance."""

from honours.models import Payment, PaymentAttempt, PaymentBatch
from honours.states import PaymentState
from tests.factories import csv_layout, demonstration_bank
from tests.journeys.walks import confirm_words

ACCOUNTS = ("6222021001112223330", "6222021001112223348")
HEADINGS = "业务编号,账号,户名,金额,处理结果,流水号,原因,日期"


def gives_account(person, number, name, account=ACCOUNTS[0]):
    """收款账户 by the craftsman's own side; what is doubtful is looked at once more."""
    bank = demonstration_bank()
    person.open("honours:account", number)
    person.fill(account_name=name, bank=str(bank.pk), bank_account=account, consented=True)
    person.press("登记账户")
    if person.page.locator('main [name="checked"]').count():
        person.fill(checked=True).press("登记账户")
    person.reads(account[-4:])


def chooses_tax(finance, season):
    """确定税务处理."""
    finance.open("honours:tax", season.code)
    finance.fill(treatment="exempt", basis="测试所需：依税务机关书面答复。").press("确定税务处理")


def pays(first, second, folder, *, fails=""):
    """编制、复核放款、领取银行文件、导入回执, by two people; the bank returns the one whose name is given."""
    layout = csv_layout()
    first.open("honours:payments")
    for box in first.page.locator('[name="payment"]').all():
        box.check()
    first.press("编制批次").fill(layout=str(layout.pk)).press("编制批次")
    batch = PaymentBatch.objects.latest("pk")
    second.open("honours:batch", batch.number)
    if second.page.get_by_role("link", name="输入动态验证码").count():
        second.enters_a_code()
    second.press("复核放款").press(confirm_words(second)).reads("已放款")
    batch = PaymentBatch.objects.get(pk=batch.pk)
    first.open("honours:batch", batch.number)
    with first.page.expect_download() as taken:
        first.page.get_by_role("button", name="领取银行文件").click()
    assert taken.value.path().read_bytes().count(b"\n") >= batch.count
    answer = folder / f"{batch.number}.csv"
    answer.write_bytes(_answer(batch, fails).encode("gb18030"))
    first.fill(file=answer).press("导入并核对回执").reads("登记之前没有任何变动")
    first.press("登记回执").reads("已登记")
    return batch


def _answer(batch, fails):
    """The bank's return file."""
    lines = [HEADINGS]
    for one in PaymentAttempt.objects.filter(batch=batch).order_by("position"):
        outcome, reason = ("失败", "账号不存在") if one.payee == fails else ("成功", "")
        told = (one.reference, one.bank_account, one.account_name, one.net, outcome, f"B{one.pk:06d}", reason)
        lines.append(",".join([*map(str, told), f"{batch.released_at:%Y%m%d}"]))
    return "\n".join(lines)


def is_paid_once(number):
    """One payment, one attempt that reached the bank's books."""
    payment = Payment.objects.get(honour__nomination__number=number)
    assert payment.state == PaymentState.PAID
    assert PaymentAttempt.objects.filter(payment=payment, state="paid").count() == 1
