"""奖金 (沪工总经〔2015〕260号 三(五)): grounds of refusal. Money leaves by two people and never twice."""

from accounts.states import Role
from common.refusals import Refusal
from honours.rules.naming import is_for
from honours.states import PaymentState
from nominations.parts import PAY
from nominations.queries.consents import standing
from nominations.rules import refuse_second_part
from nominations.states import ConsentKind
from sanctions.rules import refuse_banned
from seasons.states import TaxTreatment

FINANCE = (Role.FINANCE,)
CHANGEABLE_ACCOUNT = (PaymentState.OPEN, PaymentState.READY, PaymentState.FAILED)


def may_read(user) -> bool:
    """The register of payments is for finance and for supervision."""
    return user.is_authenticated and user.holds(*FINANCE, Role.SUPERVISION)


def refuse_not_finance(user) -> Refusal | None:
    """奖金由财务人员办理."""
    if not user.holds(*FINANCE):
        return Refusal("not_finance", "只有财务人员可以办理奖金事项。", "请由财务人员登录办理。")
    return None


def _not_in(payment, states, act):
    if payment.state not in states:
        return Refusal(
            "wrong_state",
            f"{payment.honour.name}的奖金现为“{payment.get_state_display()}”，不能{act}。",
            "请返回查看最新情况，再决定如何办理。",
            status=409,
        )
    return None


def refuse_tax_choice(user, season_tax) -> Refusal | None:
    """Chosen once a season, before the first payment is prepared."""
    if refusal := refuse_not_finance(user):
        return refusal
    if season_tax is not None and season_tax.treatment != TaxTreatment.UNDECIDED:
        return Refusal(
            "already_handled",
            f"本年度奖金税务处理已经确定为“{season_tax.get_treatment_display()}”，不能更改。",
            "依据有变的，请以书面更正留存，由下一年度起执行。",
            status=409,
        )
    return None


def refuse_account(user, payment) -> Refusal | None:
    """登记账户: the craftsman, a clerk of the nominating side, or finance; before money is on its way."""
    return (
        _has_no_business_with_account(user, payment)
        or _honour_is_gone(payment)
        or _not_in(payment, CHANGEABLE_ACCOUNT, "登记账户")
    )


def _has_no_business_with_account(user, payment):
    if user.holds(*FINANCE) or is_for(user, payment.honour.nomination):
        return None
    return Refusal(
        "not_theirs",
        "只有本人、推荐单位经办人或财务人员可以登记收款账户。",
        "请由本人或推荐单位经办人登录办理。",
    )


def refuse_preparing(user, payment, season_tax, *, on) -> Refusal | None:
    """编制: an account is known, the tax is decided, nobody holds a second part in this nomination."""
    return (
        refuse_not_finance(user)
        or _not_in(payment, (PaymentState.READY,), "编制")
        or _tax_is_undecided(season_tax)
        or _honour_is_gone(payment)
        or _consent_withdrawn(payment)
        or _has_another_part(user, payment)
        or refuse_banned(payment.honour.nomination.identity_hash, "", on=on)
    )


def _has_another_part(user, payment):
    nomination = payment.honour.nomination
    return refuse_second_part(user, nomination, PAY)


def _tax_is_undecided(season_tax):
    if season_tax is None or season_tax.treatment == TaxTreatment.UNDECIDED:
        return Refusal(
            "tax_undecided",
            "本年度奖金的税务处理尚未确定，不能编制。",
            "请先在奖金页面确定税务处理及依据。",
            status=409,
        )
    return None


def _honour_is_gone(payment):
    if not payment.honour.is_standing:
        return Refusal("revoked", f"{payment.honour.name}的荣誉已撤销，不再发放奖金。", "无须办理。", status=409)
    return None


def refuse_release(user, payment, *, on) -> Refusal | None:
    """复核放款: by another person than the one who prepared it."""
    return (
        refuse_not_finance(user)
        or _not_in(payment, (PaymentState.PREPARED,), "放款")
        or _prepared_it(user, payment)
        or _honour_is_gone(payment)
        or _consent_withdrawn(payment)
        or _has_another_part(user, payment)
        or refuse_banned(payment.honour.nomination.identity_hash, "", on=on)
    )


def _consent_withdrawn(payment):
    if standing(payment.honour.nomination_id, ConsentKind.BANK):
        return None
    return Refusal(
        "no_consent",
        f"{payment.honour.name}已撤回使用银行账户的单独同意，奖金暂缓办理。",
        "本人重新同意或重新登记收款账户后恢复办理。",
        status=409,
    )


def _prepared_it(user, payment):
    if payment.prepared_by is not None and user.same_person(payment.prepared_by):
        return Refusal("same_person", "编制人不能复核放款。", "请由另一名财务人员复核放款。")
    return None


def refuse_confirmation(user, payment) -> Refusal | None:
    """登记银行回执: paid or failed, once released."""
    return refuse_not_finance(user) or _not_in(payment, (PaymentState.RELEASED,), "登记银行回执")


def refuse_hold(user, payment) -> Refusal | None:
    """暂缓: before money has left."""
    return refuse_not_finance(user) or _not_in(
        payment, (PaymentState.OPEN, PaymentState.READY, PaymentState.PREPARED, PaymentState.FAILED), "暂缓"
    )


def refuse_resuming(user, payment) -> Refusal | None:
    """恢复办理."""
    return refuse_not_finance(user) or _not_in(payment, (PaymentState.HELD,), "恢复办理")


def refuse_recovery_note(user, payment) -> Refusal | None:
    """登记追回."""
    return refuse_not_finance(user) or _not_in(payment, (PaymentState.RECOVERING,), "登记追回")


def refuse_revealing(user, payment, *, reason) -> Refusal | None:
    """查看账号: finance, for a stated reason, where there is one."""
    if refusal := refuse_not_finance(user):
        return refusal
    if not payment.bank_account:
        return Refusal("no_account", "尚未登记收款账户。", "登记后方可查看。", status=409)
    if not reason.strip():
        return Refusal("no_reason", "查看完整账号须写明理由。", "请填写理由；理由载入台账。", status=409)
    return None
