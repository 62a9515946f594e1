"""恢复发放 (docs/decisions/0025): after a restoration, by finance, what came back only through two people."""

from common.refusals import Refusal
from honours.rules.payments import has_another_part, is_contradicted, not_in, refuse_not_finance
from honours.states import PaymentState

TAKEN_AWAY = (PaymentState.CANCELLED, PaymentState.RECOVERING, PaymentState.RECOVERED)


def refuse_reinstating(user, payment, *, kept) -> Refusal | None:
    """恢复发放: ``kept`` is what came back and is still with the house."""
    return _not_restored(user, payment) or _something_came_back(payment, kept)


def refuse_refund(user, payment, *, kept, waiting=None, paid_on=None, on=None) -> Refusal | None:
    """登记退还: all that came back, one at a time."""
    return (
        _not_restored(user, payment)
        or _nothing_came_back(payment, kept)
        or _one_waits(waiting)
        or (_still_to_come(paid_on, on) if paid_on is not None else None)
    )


def refuse_confirming(user, refund, payment) -> Refusal | None:
    """复核退还: another person than the one who registered it."""
    if refusal := refuse_not_finance(user) or _handled(refund):
        return refusal
    if user.same_person(refund.registered_by):
        return Refusal("same_person", "登记人不能复核退还。", "请由另一名财务人员复核。")
    return _not_restored(user, payment)


def refuse_declining(user, refund) -> Refusal | None:
    """退回登记: while it waits; who registered it by mistake may take it back too."""
    return refuse_not_finance(user) or _handled(refund)


def _not_restored(user, payment):
    if refusal := refuse_not_finance(user) or not_in(payment, TAKEN_AWAY, "恢复发放"):
        return refusal
    if not payment.honour.is_standing:
        return Refusal(
            "revoked",
            f"{payment.honour.name}的荣誉已撤销，奖金不能恢复发放。",
            "经申诉复核恢复荣誉的，恢复后再办理。",
            status=409,
        )
    return is_contradicted(payment) or has_another_part(user, payment)


def _something_came_back(payment, kept):
    if not kept:
        return None
    return Refusal(
        "came_back",
        f"{payment.honour.name}已退回奖金 {kept} 元，恢复发放须先退还。",
        "请登记退还，经另一名财务人员复核后自动恢复为“已发放”。",
        status=409,
    )


def _nothing_came_back(payment, kept):
    if kept:
        return None
    return Refusal("nothing_to_refund", f"{payment.honour.name}没有追回到账的奖金。", "请直接恢复发放。", status=409)


def _one_waits(waiting):
    if waiting is None:
        return None
    return Refusal(
        "refund_waits",
        f"凭证 {waiting.reference} 的退还正待复核。",
        "复核通过后自动恢复发放；登记有误的，先退回登记。",
        status=409,
    )


def _still_to_come(paid_on, on):
    if paid_on <= on:
        return None
    return Refusal("still_to_come", "退还日期不能晚于今天。", "款项付出后再登记。", status=409)


def _handled(refund):
    if refund.is_open:
        return None
    return Refusal("already_handled", "该笔退还已经办理。", "请返回查看最新情况。", status=409)
