"""收款账户: whose it is, who may give it and when, who may see all of it (个人信息保护法 第二十八条、第二十九条)."""

from common.refusals import Refusal
from honours.rules.naming import is_for
from honours.rules.payments import FINANCE, honour_is_gone, is_contradicted, not_in, refuse_not_finance
from honours.states import PaymentState
from standards import bank_cards, cnaps
from standards.person_names import name_key, normalised_name

CHANGEABLE_ACCOUNT = (PaymentState.OPEN, PaymentState.READY, PaymentState.FAILED)


def refuse_account(user, payment) -> Refusal | None:
    """登记账户: the craftsman, a clerk of the nominating side, or finance; before a batch is prepared."""
    return (
        _has_no_business_with_account(user, payment)
        or honour_is_gone(payment)
        or not_in(payment, CHANGEABLE_ACCOUNT, "登记账户")
        or is_contradicted(payment)
    )


def _has_no_business_with_account(user, payment):
    if user.holds(*FINANCE) or is_for(user, payment.honour.nomination):
        return None
    return Refusal(
        "not_theirs",
        "只有本人、推荐单位经办人或财务人员可以登记收款账户。",
        "请由本人或推荐单位经办人登录办理。",
    )


def refuse_account_of_another(payment, *, account_name) -> Refusal | None:
    """户名: the craftsman's own. A bank may write the dot in a name otherwise or not at all; the letters are the same."""
    if name_key(account_name) == name_key(payment.honour.name):
        return None
    return Refusal(
        "not_own_account",
        f"户名与姓名“{payment.honour.name}”不一致，奖金只发放到本人账户。",
        "请登记本人名下的账户；姓名有变更的，请先办理姓名变更。",
        status=409,
    )


def doubts_about(payment, *, account_name, bank, cnaps_code, bank_account) -> list[str]:
    """可能有误之处: what a bank may still accept, and what deserves a second look at the card."""
    found = []
    if normalised_name(account_name) != normalised_name(payment.honour.name):
        found.append("户名中的间隔号、空格与姓名的写法不同。户名须与银行登记的一字不差。")
    if not bank_cards.is_consistent(bank_account):
        found.append("账号不符合银行卡号的校验规则。存折账号没有校验位；银行卡请对照卡面再核对一遍。")
    if cnaps_code and not cnaps.is_consistent(cnaps_code):
        found.append("联行号的末位校验码不符，请向开户网点核对。")
    if cnaps_code and bank.cnaps_head and not cnaps_code.startswith(bank.cnaps_head):
        found.append(f"{bank.name}的联行号以 {bank.cnaps_head} 开头，所填的不是，请核对银行和联行号。")
    return found


def refuse_revealing(user, payment, *, reason) -> Refusal | None:
    """查看账号: finance, for a stated reason, where there is one."""
    if refusal := refuse_not_finance(user):
        return refusal
    if not payment.bank_account:
        return Refusal("no_account", "尚未登记收款账户。", "登记后方可查看。", status=409)
    if not reason.strip():
        return Refusal("no_reason", "查看完整账号须写明理由。", "请填写理由；理由载入台账。", status=409)
    return None
