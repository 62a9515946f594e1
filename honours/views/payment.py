"""一笔奖金: its page, its account, its attempts, the bank's answer by hand, what comes back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.rules import refuse_unproved
from common import clock
from common.dates import moment_words, plain_day_words
from honours.actions import accounts, recovery, returns, taxes
from honours.actions import payments as actions
from honours.forms import AccountForm, RecoveryForm, SettlementForm, TaxCorrectionForm, WordsForm
from honours.queries import batches, money, recoveries
from honours.rules import accounts as account_rules
from honours.rules import payments as rules
from honours.rules import recovery as recovery_rules
from honours.rules import returns as return_rules
from honours.rules import taxes as tax_rules
from honours.states import PaymentState
from honours.views.batches import LINE_KINDS
from honours.views.doors import at_current_serial, found_or_404, only_for
from honours.views.payments import STATES, TRAIL, register_address
from ledger.queries import trace_of
from nominations.rules import is_candidate
from privacy.masks import masked_account

TAKEN_BACK = (PaymentState.RECOVERING, PaymentState.RECOVERED)


@only_for(rules.may_read)
@at_current_serial
@require_safe
def show(request, serial):
    """One payment: what stands, what may be done, its trace."""
    return _page(request, _payment(serial))


def _payment(serial):
    return found_or_404(money.payment(serial), "没有这一编号的奖金。")


def _page(request, payment, *, number=""):
    user = request.user
    acts = [
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
            "recoveries": came_back,
            "owed": payment.net - sum(one.amount for one in came_back) if payment.state in TAKEN_BACK else None,
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
    payment = _payment(serial)
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


def _with_words(request, serial, *, act, what, label, do, refuse, told, consequences=(), rows=3, most=300):
    payment = _payment(serial)
    form = WordsForm(request.POST or None, label=label, rows=rows, most=most)
    back = reverse("honours:payment", args=[serial])
    if request.method == "POST" and form.is_valid():
        do(payment, form.cleaned_data["words"])
        messages.success(request, told.format(name=payment.honour.name))
        return redirect(back)
    return render(
        request,
        "confirm.html",
        {
            "title": f"{act}：{payment.honour.name}",
            "trail": [(TRAIL, register_address([payment])), (payment.honour.name, back), (act, "")],
            "what": what.format(name=payment.honour.name, gross=payment.gross, net=payment.net or payment.gross),
            "consequences": consequences,
            "act": act,
            "url": request.path,
            "back": back,
            "form": form,
            "refusal": refuse(request.user, payment),
        },
    )


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def paid(request, serial):
    """登记已发放."""
    return _with_words(
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
    return _with_words(
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
def hold(request, serial):
    """暂缓."""
    return _with_words(
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
    payment = actions.resume(_payment(serial), by=request.user, now=clock.now())
    messages.success(request, f"{payment.honour.name}的奖金已恢复办理，现为“{payment.get_state_display()}”。")
    return redirect("honours:payment", serial)


def _with_form(request, payment, form, *, act, what, consequences, refusal, do, told):
    back = reverse("honours:payment", args=[payment.honour.certificate.serial])
    if request.method == "POST" and form.is_valid():
        do(form.cleaned_data)
        messages.success(request, told)
        return redirect(back)
    return render(
        request,
        "confirm.html",
        {
            "title": f"{act}：{payment.honour.name}",
            "trail": [(TRAIL, register_address([payment])), (payment.honour.name, back), (act, "")],
            "what": what,
            "consequences": consequences,
            "act": act,
            "url": request.path,
            "back": back,
            "form": form,
            "refusal": refusal,
        },
    )


@only_for(rules.may_read)
@at_current_serial
@require_http_methods(["GET", "HEAD", "POST"])
def recovered(request, serial):
    """登记追回到账, sum by sum."""
    payment = _payment(serial)
    so_far = recoveries.recovered(payment)
    left = (payment.net or payment.gross) - so_far
    return _with_form(
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
    payment = _payment(serial)
    return _with_form(
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
def conflict(request, serial, key):
    """处理回执冲突: what the bank said when it was asked."""
    payment = _payment(serial)
    found = found_or_404(batches.conflicts_of(payment).filter(pk=key).first(), "没有这一回执冲突。")
    now = clock.now()
    return _with_form(
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


@only_for(rules.may_read)
@at_current_serial
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request, serial):
    """查看完整账号: the reason first, then the number on this one page."""
    payment = _payment(serial)
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
