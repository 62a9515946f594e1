"""追回奖金 (沪工总经〔2015〕260号 五(三)): sum by sum, never more than was paid."""

from common.refusals import Refusal
from honours.rules.payments import is_contradicted, not_in, refuse_not_finance
from honours.states import AttemptState, PaymentState


def refuse_recovery(user, payment, *, amount=None, recovered=0, received_on=None, on=None) -> Refusal | None:
    """登记追回: a sum of an award being recovered, up to what is still owed."""
    return (
        refuse_not_finance(user)
        or not_in(payment, (PaymentState.RECOVERING,), "登记追回")
        or _restored(payment)
        or _unanswered(payment)
        or is_contradicted(payment)
        or (_too_much(payment, amount, recovered) if amount is not None else None)
        or (_still_to_come(received_on, on) if received_on is not None and on is not None else None)
    )


def _restored(payment):
    if not payment.honour.is_standing:
        return None
    return Refusal(
        "restored",
        f"{payment.honour.name}的荣誉已经恢复，不再追回奖金。",
        "请在该笔奖金页面恢复发放；其后到账的款项请原路退回。",
        status=409,
    )


def _unanswered(payment):
    if not payment.attempts.filter(state=AttemptState.SENT).exists():
        return None
    return Refusal(
        "unanswered",
        f"{payment.honour.name}的奖金还没有银行回执，不知是否付出。",
        "请先登记银行回执；银行退回的，不必追回。",
        status=409,
    )


def _too_much(payment, amount, recovered):
    left = payment.net - recovered
    if 0 < amount <= left:
        return None
    return Refusal("too_much", f"应追回的还有 {left} 元，不能登记 {amount} 元。", "请核对到账金额。", status=409)


def _still_to_come(received_on, on):
    if received_on <= on:
        return None
    return Refusal("still_to_come", "到账日期不能晚于今天。", "款项到账后再登记。", status=409)
