"""追回与恢复发放: what comes back after a revocation, and what stands again after a restoration."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.rules import refuse_unproved
from common import clock
from common.dates import day_words
from honours.actions import recovery, restoring, taxes
from honours.forms import RecoveryForm, RefundForm, TaxCorrectionForm
from honours.queries import recoveries
from honours.rules import payments as rules
from honours.rules import recovery as recovery_rules
from honours.rules import restoring as restoring_rules
from honours.rules import taxes as tax_rules
from honours.views.asking import ask_for_words, ask_with_form, payment_at
from honours.views.doors import at_current_serial, found_or_404, only_for


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def recovered(request, serial):
    """登记追回到账, sum by sum."""
    payment = payment_at(serial)
    so_far = recoveries.recovered(payment)
    left = (payment.net or payment.gross) - so_far
    return ask_with_form(
        request,
        payment,
        RecoveryForm(request.POST or None, initial={"amount": left}),
        act="登记追回到账",
        what=f"登记{payment.honour.name}退回的奖金。应追回 {payment.net} 元，已到账 {so_far} 元，还有 {left} 元。",
        consequences=["可以分次登记；到账金额达到实发金额时，自动列为“已追回”。", "登记后不能更改。"],
        refusal=recovery_rules.refuse_recovery(request.user, payment),
        do=lambda given: recovery.record_recovery(payment, **given, by=request.user, now=clock.now()),
        told=f"已登记{payment.honour.name}的追回到账。",
    )


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def tax_correction(request, serial):
    """登记税款更正, after a revocation."""
    payment = payment_at(serial)
    return ask_with_form(
        request,
        payment,
        TaxCorrectionForm(request.POST or None),
        act="登记税款更正",
        what=f"登记{payment.honour.name}奖金税款 {payment.tax or 0} 元的更正申报。",
        consequences=["更正申报在税务系统中办理，此处登记其日期和凭证。"],
        refusal=tax_rules.refuse_tax_correction(request.user, payment),
        do=lambda given: taxes.note_tax_correction(payment, **given, by=request.user, now=clock.now()),
        told=f"已登记{payment.honour.name}的税款更正。",
    )


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def reinstate(request, serial):
    """恢复发放, after the honour was given back."""
    payment = payment_at(serial)
    back = reverse("honours:payment", args=[serial])
    if request.method == "POST":
        payment = restoring.reinstate(payment, by=request.user, now=clock.now())
        messages.success(request, f"{payment.honour.name}的奖金已恢复发放，现为“{payment.get_state_display()}”。")
        return redirect(back)
    return ask_with_form(
        request,
        payment,
        None,
        act="恢复发放",
        what=f"{payment.honour.name}的荣誉已经恢复，恢复其一次性奖金的发放。",
        consequences=[
            "没有付出过的，回到“待编制”（没有收款账户的，回到“待填账户”），照常编制、复核放款。",
            "已经付出的，不再追回，也不再另付：银行已付的列为“已发放”，没有回执的仍待回执。",
            "本人另有案件正在核查的，没有付出的奖金随即暂缓，核查办结后再定。",
            *(["已登记的税款更正随之取消，请按原申报重新更正。"] if payment.tax_corrected_on else []),
        ],
        refusal=restoring_rules.refuse_reinstating(request.user, payment, kept=recoveries.recovered(payment)),
    )


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def refund(request, serial):
    """登记退还: what had come back goes to the craftsman again."""
    payment = payment_at(serial)
    kept = recoveries.recovered(payment)
    return ask_with_form(
        request,
        payment,
        RefundForm(request.POST or None),
        act="登记退还",
        what=f"登记退还{payment.honour.name}的奖金 {kept} 元，即追回到账的全部金额。",
        consequences=[
            "由另一名财务人员对照付款凭证复核；复核通过后，奖金恢复为“已发放”。",
            "退还的是本人退回的款项，不另计收入和税款。",
        ],
        refusal=restoring_rules.refuse_refund(
            request.user, payment, kept=kept, waiting=recoveries.waiting_refund(payment)
        ),
        do=lambda given: restoring.register_refund(payment, **given, by=request.user, now=clock.now()),
        told=f"已登记退还{payment.honour.name}的奖金 {kept} 元，请另一名财务人员复核。",
    )


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_refund(request, serial, key):
    """复核退还, by another person."""
    payment, found = _refund(serial, key)
    now = clock.now()
    if request.method == "POST":
        payment = restoring.confirm_refund(found, by=request.user, now=now)
        messages.success(request, f"已复核退还，{payment.honour.name}的奖金现为“{payment.get_state_display()}”。")
        return redirect("honours:payment", serial)
    return ask_with_form(
        request,
        payment,
        None,
        act="复核退还",
        what=f"复核退还{payment.honour.name}的奖金 {found.amount} 元：{day_words(found.paid_on)}付出，凭证 {found.reference}，"
        f"由{found.registered_by}登记。",
        consequences=["请对照付款凭证核对金额、日期和收款人。", "复核后不能更改，奖金恢复为“已发放”，不会再付一次。"],
        refusal=restoring_rules.refuse_confirming(request.user, found, payment)
        or refuse_unproved(request.user, now=now),
    )


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def decline_refund(request, serial, key):
    """退回登记 of a refund that the voucher does not bear out."""
    _, found = _refund(serial, key)
    return ask_for_words(
        request,
        serial,
        act="退回登记",
        what=f"退回凭证 {found.reference} 的退还登记，由登记人重新登记。",
        label="退回的理由",
        do=lambda payment, words: restoring.decline_refund(found, reason=words, by=request.user, now=clock.now()),
        refuse=lambda user, payment: restoring_rules.refuse_declining(user, found),
        told="已退回{name}的退还登记。",
    )


def _refund(serial, key):
    payment = payment_at(serial)
    return payment, found_or_404(recoveries.refunds_of(payment).filter(pk=key).first(), "没有这一笔退还。")
