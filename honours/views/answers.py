"""银行对一笔奖金的答复: entered by hand, and settled where it contradicts itself."""

from django.views.decorators.http import require_http_methods

from accounts.rules import refuse_unproved
from common import clock
from honours.actions import returns
from honours.forms import SettlementForm
from honours.queries import batches
from honours.rules import payments as rules
from honours.rules import returns as return_rules
from honours.views.asking import ask_for_words, ask_with_form, payment_at
from honours.views.doors import at_current_serial, found_or_404, only_for


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def paid(request, serial):
    """登记已发放."""
    return ask_for_words(
        request,
        serial,
        act="登记已发放",
        what="登记{name}的奖金 {net} 元已由银行付讫。",
        label="银行流水号",
        rows=1,
        most=60,
        do=lambda payment, words: returns.confirm_paid(payment, reference=words, by=request.user, now=clock.now()),
        refuse=return_rules.refuse_confirmation,
        told="已登记{name}的奖金发放。",
        consequences=["登记后不能更改；银行其后另有说法的，按回执冲突处理。"],
    )


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def failed(request, serial):
    """登记银行退回."""
    return ask_for_words(
        request,
        serial,
        act="登记银行退回",
        what="登记{name}的奖金 {net} 元被银行退回。",
        label="退回原因",
        do=lambda payment, words: returns.mark_failed(payment, note=words, by=request.user, now=clock.now()),
        refuse=return_rules.refuse_confirmation,
        told="已登记银行退回，待更正{name}的收款账户。",
        consequences=["须更正收款账户，重新编制、复核后再放款。"],
    )


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request, serial, key):
    """处理回执冲突: what the bank said when it was asked."""
    payment = payment_at(serial)
    found = found_or_404(batches.conflicts_of(payment).filter(pk=key).first(), "没有这一回执冲突。")
    now = clock.now()
    return ask_with_form(
        request,
        payment,
        SettlementForm(request.POST or None, kind=found.kind),
        act="处理回执冲突",
        what=f"{found.attempt.reference}：{found.get_kind_display()}（{found.line.bank_reference or '银行未注明流水号'}）。",
        consequences=[
            "查清之前，该笔奖金不能编制、放款；其他人不受影响。",
            "处理人、时间和查询情况载入台账，登记后不能更改。",
        ],
        refusal=rules.refuse_not_finance(request.user)
        or return_rules.refuse_settled(found)
        or refuse_unproved(request.user, now=now),
        do=lambda given: returns.settle_conflict(found, **given, by=request.user, now=now),
        told=f"已登记{payment.honour.name}回执冲突的处理。",
    )
