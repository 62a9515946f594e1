"""What waits next for a payment, and for whom: one sentence on its page."""

from common.dates import day_words
from honours.rules.payments import is_contested, is_contradicted
from honours.rules.restoring import TAKEN_AWAY
from honours.states import HoldKind, PaymentState

NEXT = {
    PaymentState.OPEN: "待本人或推荐单位登记收款账户，登记后可以编制。",
    PaymentState.READY: "待编入发放批次。",
    PaymentState.PREPARED: "已编入批次，待另一名财务人员复核放款。",
    PaymentState.RELEASED: "银行文件已生成，待登记银行回执。",
    PaymentState.FAILED: "待本人或推荐单位更正收款账户，更正后重新编制。",
    PaymentState.RECOVERING: "荣誉已撤销，待本人退回奖金；到账一笔，登记一笔。",
}
HELD = {
    HoldKind.OFFICE: "由财务暂缓：{note}事由消除后请恢复办理。",
    HoldKind.INQUIRY: "{note}核查办结后自动恢复，届时函告财务。",
    HoldKind.CONFLICT: "{note}请登记向银行查询的结果。",
}


def next_step(payment, *, kept, waiting) -> str:
    """The sentence; nothing where all is done. ``kept`` came back and is with the house, ``waiting`` is a refund."""
    if payment.state in TAKEN_AWAY and payment.honour.is_standing:
        return _after_restoration(payment, kept, waiting)
    if payment.state == PaymentState.HELD:
        note = payment.note if payment.note.endswith("。") else f"{payment.note}。"
        return HELD[HoldKind(payment.hold_kind)].format(note=note)
    if payment.state not in NEXT:
        return ""
    if payment.state in (PaymentState.READY, PaymentState.PREPARED):
        if stop := is_contested(payment) or is_contradicted(payment):
            return stop.message + (stop.remedy or "")
        if payment.freed_at:
            return f"暂缓的事由已于{day_words(payment.freed_at)}消除，{NEXT[PaymentState.READY]}"
    return NEXT[payment.state]


def _after_restoration(payment, kept, waiting):
    if waiting is not None:
        return f"荣誉已经恢复。退还 {waiting.amount} 元（凭证 {waiting.reference}）已登记，待另一名财务人员复核。"
    if kept:
        return f"荣誉已经恢复。已追回的 {kept} 元须退还本人：付出后登记退还，经另一名财务人员复核，恢复为“已发放”。"
    return "荣誉已经恢复，请恢复发放。"
