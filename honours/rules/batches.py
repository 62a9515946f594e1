"""发放批次 (沪工总经〔2015〕260号 三(五)): prepared by one, released by another; what is released is what was prepared."""

from common.refusals import Refusal
from honours.queries.leaving import obstacles_of
from honours.rules.payments import (
    consent_withdrawn,
    has_another_part,
    honour_is_gone,
    is_contested,
    is_contradicted,
    not_in,
    refuse_not_finance,
)
from honours.rules.taxes import tax_is_undecided
from honours.states import AttemptState, BatchState, PaymentState
from sanctions.queries import asked_together
from sanctions.rules import refuse_banned


def refuse_preparing(user, payment, season_tax, *, on, known=None) -> Refusal | None:
    """编制: an account is known, the tax is decided, nobody holds a second part in this nomination.

    ``known`` are the obstacles of a whole batch, where many are asked about together.
    """
    return (
        refuse_not_finance(user)
        or not_in(payment, (PaymentState.READY,), "编制")
        or tax_is_undecided(season_tax)
        or _may_not_leave(user, payment, on, known)
    )


def first_refusal(user, payments, taxes, *, on) -> Refusal | None:
    """What stands against preparing these, the first there is; asked in as many queries for a thousand as for one."""
    known = obstacles_of(payments)
    with asked_together(on):
        for payment in payments:
            tax = taxes.get(payment.honour.season_id)
            if refusal := refuse_preparing(user, payment, tax, on=on, known=known):
                return refusal
    return None


def refuse_batch(seasons, layout) -> Refusal | None:
    """A batch is of one season and is written in one layout."""
    if len(seasons) > 1:
        return Refusal("several_seasons", "一个批次只办理一个年度的奖金。", "请按年度分别编制。", status=409)
    if layout is None or not layout["columns"]:
        return Refusal(
            "no_layout",
            "还没有可用的银行文件格式，不能编制。",
            "请先在“银行文件格式”中设置开户行要求的格式。",
            status=409,
        )
    return None


def refuse_unwritable(sentence) -> Refusal | None:
    """The layout does not hold what is to be written."""
    if not sentence:
        return None
    return Refusal("unwritable", sentence, "请更正收款账户，或者在“银行文件格式”中调整该栏。", status=409)


def refuse_release(user, batch, *, digest, lines, on) -> Refusal | None:
    """复核放款: by another person than the one who prepared it, all of it as it was prepared.

    ``lines`` are pairs of attempt and payment, ``digest`` is what they come to today.
    """
    return refuse_releasing_by(user, batch) or refuse_unfit(user, batch, digest=digest, lines=lines, on=on)


def refuse_releasing_by(user, batch) -> Refusal | None:
    """Who may release this batch at all."""
    return refuse_not_finance(user) or _batch_not_in(batch, (BatchState.PREPARED,), "放款") or _prepared_it(user, batch)


def refuse_unfit(user, batch, *, digest, lines, on) -> Refusal | None:
    """Whether every line may leave, and leaves as it was prepared."""
    known = obstacles_of([payment for _, payment in lines])
    with asked_together(on):
        for attempt, payment in lines:
            if refusal := _is_out(attempt, payment) or _may_not_leave(user, payment, on, known):
                return refusal
    if digest != batch.digest:
        return _changed(batch)
    return None


def _is_out(attempt, payment):
    if attempt.state == AttemptState.PREPARED and payment.state == PaymentState.PREPARED and _same(attempt, payment):
        return None
    return Refusal(
        "line_changed",
        f"{attempt.payee}的奖金在编制之后已有变动（现为“{payment.get_state_display()}”），整批不能放款。",
        "请撤回本批次，重新编制。",
        status=409,
    )


def _same(attempt, payment):
    return (attempt.net, attempt.bank_account, attempt.account_name, attempt.bank_name) == (
        payment.net,
        payment.bank_account,
        payment.account_name,
        payment.bank_name,
    )


def _changed(batch):
    return Refusal(
        "content_changed",
        f"批次 {batch.number} 的内容与编制时的校验值不符，不能放款。",
        "请撤回本批次，重新编制，并告知系统管理员。",
        status=409,
    )


def _may_not_leave(user, payment, on, known):
    return (
        honour_is_gone(payment)
        or consent_withdrawn(payment, known)
        or is_contested(payment, known)
        or is_contradicted(payment, known)
        or has_another_part(user, payment, known)
        or refuse_banned(payment.honour.nomination.identity_hash, "", on=on)
    )


def _prepared_it(user, batch):
    if user.same_person(batch.prepared_by):
        return Refusal("same_person", "编制人不能复核放款。", "请由另一名财务人员复核放款。")
    return None


def _batch_not_in(batch, states, act):
    if batch.state in states:
        return None
    return Refusal(
        "wrong_state",
        f"批次 {batch.number} 现为“{batch.get_state_display()}”，不能{act}。",
        "请返回查看最新情况，再决定如何办理。",
        status=409,
    )


def refuse_withdrawal(user, batch) -> Refusal | None:
    """撤回批次: before it is released."""
    return refuse_not_finance(user) or _batch_not_in(batch, (BatchState.PREPARED,), "撤回")


def refuse_fetching(user, batch) -> Refusal | None:
    """领取银行文件: finance, once released; it may be fetched again and is the same."""
    if refusal := refuse_not_finance(user) or _batch_not_in(
        batch, (BatchState.RELEASED, BatchState.SETTLED), "领取银行文件"
    ):
        return refusal
    if batch.is_carried_over:
        return Refusal(
            "no_file", f"批次 {batch.number} 由原登记转入，没有银行文件。", "请查阅原来的付款凭证。", status=409
        )
    return None
