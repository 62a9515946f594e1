"""一笔奖金: its page, its account, its attempts, the bank's answer by hand, what comes back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.dates import moment_words, plain_day_words
from honours.actions import accounts
from honours.actions import payments as actions
from honours.forms import AccountForm, WordsForm
from honours.queries import batches, money, recoveries
from honours.rules import accounts as account_rules
from honours.rules import payments as rules
from honours.rules import recovery as recovery_rules
from honours.rules import restoring as restoring_rules
from honours.rules import returns as return_rules
from honours.rules import taxes as tax_rules
from honours.states import PaymentState
from honours.views.asking import ask_for_words, payment_at
from honours.views.batches import LINE_KINDS
from honours.views.doors import at_current_serial, only_for
from honours.views.payments import STATES, TRAIL, register_address
from honours.wording import next_step
from ledger.queries import trace_of
from nominations.rules import is_candidate
from privacy.masks import masked_account

TAKEN_BACK = (PaymentState.RECOVERING, PaymentState.RECOVERED)


@only_for(rules.may_read)
@at_current_serial
@require_safe
def show(request, serial):
    """One payment: what stands, what may be done, its trace."""
    return _page(request, payment_at(serial))


def _page(request, payment, *, number=""):
    user = request.user
    kept, waiting = recoveries.recovered(payment), recoveries.waiting_refund(payment)
    acts = [
        ("恢复发放", "reinstate", restoring_rules.refuse_reinstating(user, payment, kept=kept)),
        ("登记退还", "refund", restoring_rules.refuse_refund(user, payment, kept=kept, waiting=waiting)),
        ("登记账户", "payment_account", account_rules.refuse_account(user, payment)),
        ("登记已发放", "confirm_paid", return_rules.refuse_confirmation(user, payment)),
        ("登记银行退回", "mark_failed", return_rules.refuse_confirmation(user, payment)),
        ("暂缓", "hold", rules.refuse_hold(user, payment)),
        ("恢复办理", "resume", rules.refuse_resuming(user, payment)),
        ("登记追回到账", "record_recovery", recovery_rules.refuse_recovery(user, payment)),
        ("登记税款更正", "tax_correction", tax_rules.refuse_tax_correction(user, payment)),
        ("查看完整账号", "reveal_account", account_rules.refuse_revealing(user, payment, reason="理由待填")),
    ]
    serial = payment.honour.certificate.serial
    attempts = list(batches.attempts_of(payment))
    for attempt in attempts:
        attempt.kind, attempt.masked = LINE_KINDS[attempt.state], masked_account(attempt.bank_account)
    came_back = list(recoveries.recoveries_of(payment))
    word, kind = STATES[payment.state]
    response = render(
        request,
        "honours/payment.html",
        {
            "title": f"{payment.honour.name}的一次性奖金",
            "trail": [(TRAIL, register_address([payment])), (payment.honour.name, "")],
            "payment": payment,
            "state": (word, kind),
            "facts": _facts(payment, number),
            "attempts": attempts,
            "conflicts": batches.conflicts_of(payment),
            "settles": user.holds(*rules.FINANCE),
            "next": next_step(payment, kept=kept, waiting=waiting),
            "recoveries": came_back,
            "refunds": list(recoveries.refunds_of(payment)),
            "owed": payment.net - kept if payment.state in TAKEN_BACK and not payment.honour.is_standing else None,
            "acts": [
                (label, reverse(f"honours:{name}", args=[serial])) for label, name, refusal in acts if refusal is None
            ]
            if user.holds(*rules.FINANCE)
            else [],
            "trace": trace_of(payment),
        },
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _facts(payment, number):
    return [
        ("证书编号", payment.honour.certificate.serial),
        ("进程", payment.get_state_display()),
        ("应发", f"{payment.gross} 元"),
        ("税款", "" if payment.tax is None else f"{payment.tax} 元"),
        ("实发", "" if payment.net is None else f"{payment.net} 元"),
        ("户名", payment.account_name),
        ("开户银行", " ".join(filter(None, (payment.bank_name, payment.branch)))),
        ("联行号", payment.cnaps),
        ("账号", number or masked_account(payment.bank_account)),
        ("编制", _signed(payment.prepared_by, payment.prepared_at)),
        ("复核放款", _signed(payment.released_by, payment.released_at)),
        ("银行流水号", payment.bank_reference),
        ("说明", payment.note),
        *(
            [("税款更正", f"{plain_day_words(payment.tax_corrected_on)}，{payment.tax_correction}")]
            if payment.tax_corrected_on
            else []
        ),
    ]


def _signed(person, at):
    return f"{person.full_name}，{moment_words(at)}" if person else ""


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def account(request, serial):
    """登记账户 by finance, on the craftsman's written consent."""
    payment = payment_at(serial)
    return account_page(
        request,
        payment,
        back=reverse("honours:payment", args=[serial]),
        trail=[(TRAIL, register_address([payment])), (payment.honour.name, "")],
    )


def account_page(request, payment, *, back, trail):
    """The form of the account, for finance and for the craftsman's side alike."""
    form = AccountForm(
        request.POST or None,
        payment=payment,
        is_own=is_candidate(request.user, payment.honour.nomination),
        banks=money.banks(),
        doubts=account_rules.doubts_about,
        initial={"account_name": payment.honour.name},
    )
    if request.method == "POST" and form.is_valid():
        payment = accounts.give_account(payment, **form.given, by=request.user, now=clock.now())
        messages.success(request, f"收款账户已登记：{masked_account(payment.bank_account)}。")
        return redirect(back)
    return render(
        request,
        "honours/account.html",
        {
            "title": f"收款账户：{payment.honour.name}",
            "trail": trail,
            "form": form,
            "back": back,
            "payment": payment,
            "masked": masked_account(payment.bank_account),
            "refusal": account_rules.refuse_account(request.user, payment),
        },
    )


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request, serial):
    """暂缓."""
    return ask_for_words(
        request,
        serial,
        act="暂缓",
        what="暂缓办理{name}的奖金。",
        label="暂缓的理由",
        do=lambda payment, words: actions.hold(payment, note=words, by=request.user, now=clock.now()),
        refuse=rules.refuse_hold,
        told="{name}的奖金已暂缓。",
        consequences=["恢复办理前不能编制、放款；已编制的恢复后须重新编制。"],
    )


@only_for(rules.may_read)
@at_current_serial
@require_POST
def resume(request, serial):
    """恢复办理."""
    payment = actions.resume(payment_at(serial), by=request.user, now=clock.now())
    messages.success(request, f"{payment.honour.name}的奖金已恢复办理，现为“{payment.get_state_display()}”。")
    return redirect("honours:payment", serial)


@only_for(rules.may_read)
@at_current_serial
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request, serial):
    """查看完整账号: the reason first, then the number on this one page."""
    payment = payment_at(serial)
    form = WordsForm(request.POST or None, label="查看理由")
    if request.method == "POST" and form.is_valid():
        number = accounts.reveal_account(payment, reason=form.cleaned_data["words"], by=request.user, now=clock.now())
        return _page(request, payment, number=number)
    back = reverse("honours:payment", args=[serial])
    return render(
        request,
        "confirm.html",
        {
            "title": f"查看完整账号：{payment.honour.name}",
            "trail": [(TRAIL, register_address([payment])), (payment.honour.name, back), ("查看完整账号", "")],
            "what": f"查看{payment.honour.name}收款账户的完整账号。",
            "consequences": ["账号属于敏感个人信息；查看人、时间和理由载入台账，监督可以查阅。"],
            "act": "查看完整账号",
            "url": request.path,
            "back": back,
            "form": form,
            "refusal": account_rules.refuse_revealing(request.user, payment, reason="理由待填"),
        },
    )
