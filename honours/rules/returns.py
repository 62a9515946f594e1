"""银行回执: who enters it, once, and only where it says what was released."""

from common.dates import moment_words
from common.refusals import Refusal
from honours.receipts import CONTRADICTS, FAILS, PAYS
from honours.rules.payments import not_in, refuse_not_finance
from honours.states import AttemptState, BatchState, ConflictKind, PaymentState, ReturnState, Settlement

ANSWERED = (PaymentState.RELEASED, PaymentState.RECOVERING)


def refuse_return(user, batch) -> Refusal | None:
    """导入回执: of a batch that was released."""
    if refusal := refuse_not_finance(user):
        return refusal
    if batch.state in (BatchState.RELEASED, BatchState.SETTLED):
        return None
    return Refusal(
        "wrong_state",
        f"批次 {batch.number} 现为“{batch.get_state_display()}”，还没有放款，不会有银行回执。",
        "放款后再导入回执。",
        status=409,
    )


def refuse_again(bank_return) -> Refusal | None:
    """The same bytes are entered once."""
    if bank_return is None or bank_return.state != ReturnState.ENTERED:
        return None
    return Refusal(
        "already_entered",
        f"这份回执已于{moment_words(bank_return.entered_at)}登记，没有重复登记。",
        "银行另有回执的，请上传新的文件。",
        status=409,
    )


def refuse_unreadable(sentence) -> Refusal | None:
    """The file is no return under this layout."""
    if not sentence:
        return None
    return Refusal("unreadable", sentence, "文件没有收下；核对后可以重新上传。", status=409)


def refuse_entering(user, bank_return, judged) -> Refusal | None:
    """登记回执: every line agrees with what was released; one that does not keeps the whole file out."""
    if refusal := refuse_return(user, bank_return.batch) or refuse_again(bank_return):
        return refusal
    faults = [line.fault for line in judged if line.fault]
    if faults:
        more = f"另有 {len(faults) - 1} 行有误。" if len(faults) > 1 else ""
        return Refusal(
            "line_differs", f"{faults[0]}{more}整份回执没有登记。", "请向银行核实后换取正确的回执。", status=409
        )
    if not any(line.effect in (PAYS, FAILS, CONTRADICTS) for line in judged):
        return Refusal("nothing_new", "这份回执没有可登记的内容。", "请核对是否为本批次的最新回执。", status=409)
    return None


def refuse_confirmation(user, payment) -> Refusal | None:
    """登记银行回执 by hand: paid or failed, once released."""
    if refusal := refuse_not_finance(user) or not_in(payment, ANSWERED, "登记银行回执"):
        return refusal
    if not payment.attempts.filter(state=AttemptState.SENT).exists():
        return Refusal("already_handled", f"{payment.honour.name}的银行回执已经登记。", "无须再办。", status=409)
    return None


def refuse_settlement(user, conflict, settlement, *, others, recovered) -> Refusal | None:
    """处理回执冲突: ``others`` are the states of the payment's other attempts, ``recovered`` what has come back so far."""
    return (
        refuse_not_finance(user)
        or refuse_settled(conflict)
        or _other_on_its_way(conflict, settlement, others)
        or _paid_twice(conflict, settlement, others)
        or _not_paid_twice(conflict, settlement, others)
        or _came_back_already(conflict, settlement, recovered)
    )


def refuse_settled(conflict) -> Refusal | None:
    """Settled once."""
    if conflict.is_open:
        return None
    return Refusal(
        "already_handled", f"该冲突已于{moment_words(conflict.settled_at)}处理。", "请返回查看最新情况。", status=409
    )


def _other_on_its_way(conflict, settlement, others):
    if conflict.kind != ConflictKind.PAID_AFTER_FAILED or AttemptState.SENT not in others:
        return None
    if settlement == Settlement.MISTAKEN:
        return None
    return Refusal(
        "other_on_its_way",
        f"{conflict.attempt.payee}的另一次拨付还没有银行回执，不能确认本次已付。",
        "请等那一次的回执登记后再处理。",
        status=409,
    )


def _paid_twice(conflict, settlement, others):
    if (
        settlement == Settlement.BELIEVED
        and conflict.kind == ConflictKind.PAID_AFTER_FAILED
        and AttemptState.PAID in others
    ):
        return Refusal(
            "paid_already",
            f"{conflict.attempt.payee}的奖金已由另一次拨付发放，本次属于重复付款。",
            "请追回多付款项，到账后按“重复付款，多付款项已退回”处理。",
            status=409,
        )
    return None


def _not_paid_twice(conflict, settlement, others):
    if settlement != Settlement.SURPLUS_BACK:
        return None
    if conflict.kind == ConflictKind.PAID_AFTER_FAILED and AttemptState.PAID in others:
        return None
    return Refusal("not_paid_twice", "该笔奖金没有重复付款。", "请选择另外一种处理。", status=409)


def _came_back_already(conflict, settlement, recovered):
    if settlement == Settlement.BELIEVED and conflict.kind == ConflictKind.FAILED_AFTER_PAID and recovered:
        return Refusal(
            "recovered_already",
            f"{conflict.attempt.payee}的奖金已登记追回 {recovered} 元，不能再按退汇更正。",
            "请向银行核对追回款与退汇是否为同一笔。",
            status=409,
        )
    return None
