"""一笔奖金: its page, its account, the bank's answer, what comes back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.dates import moment_words
from honours.actions import payments as actions
from honours.forms import AccountForm, WordsForm
from honours.queries import money
from honours.rules import payments as rules
from honours.views.doors import found_or_404, only_for
from honours.views.payments import TRAIL, register_address
from ledger.queries import trace_of
from nominations.rules import is_candidate
from privacy.masks import masked_account


@only_for(rules.may_read)
@require_safe
def show(request, serial):
    """One payment: what stands, what may be done, its trace."""
    return _page(request, _payment(serial))


def _payment(serial):
    return found_or_404(money.payment(serial), "没有这一编号的奖金。")


def _page(request, payment, *, number=""):
    user = request.user
    acts = [
        ("登记账户", "payment_account", rules.refuse_account(user, payment)),
        ("登记已发放", "confirm_paid", rules.refuse_confirmation(user, payment)),
        ("登记银行退回", "mark_failed", rules.refuse_confirmation(user, payment)),
        ("暂缓", "hold", rules.refuse_hold(user, payment)),
        ("恢复办理", "resume", rules.refuse_resuming(user, payment)),
        ("登记追回", "record_recovery", rules.refuse_recovery_note(user, payment)),
        ("查看完整账号", "reveal_account", rules.refuse_revealing(user, payment, reason="理由待填")),
    ]
    response = render(
        request,
        "honours/payment.html",
        {
            "title": f"{payment.honour.name}的一次性奖金",
            "trail": [(TRAIL, register_address([payment])), (payment.honour.name, "")],
            "payment": payment,
            "facts": _facts(payment, number),
            "differs": bool(payment.account_name) and payment.account_name != payment.honour.name,
            "acts": [
                (label, reverse(f"honours:{name}", args=[payment.honour.certificate.serial]))
                for label, name, refusal in acts
                if refusal is None
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
        ("代扣税款", "" if payment.tax is None else f"{payment.tax} 元"),
        ("实发", "" if payment.net is None else f"{payment.net} 元"),
        ("户名", payment.account_name),
        ("开户银行", payment.bank_name),
        ("账号", number or masked_account(payment.bank_account)),
        ("编制", _signed(payment.prepared_by, payment.prepared_at)),
        ("复核放款", _signed(payment.released_by, payment.released_at)),
        ("银行流水号", payment.bank_reference),
        ("说明", payment.note),
    ]


def _signed(person, at):
    return f"{person.full_name}，{moment_words(at)}" if person else ""


@only_for(rules.may_read)
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
    is_own = is_candidate(request.user, payment.honour.nomination)
    form = AccountForm(request.POST or None, is_own=is_own, initial={"account_name": payment.honour.name})
    if request.method == "POST" and form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("account_name", "bank_name", "bank_account")}
        payment = actions.give_account(payment, **given, by=request.user, now=clock.now())
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
            "refusal": rules.refuse_account(request.user, payment),
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
        do=lambda payment, words: actions.confirm_paid(payment, reference=words, by=request.user, now=clock.now()),
        refuse=rules.refuse_confirmation,
        told="已登记{name}的奖金发放。",
        consequences=["登记后不能更改；今后只可能因撤销荣誉而追回。"],
    )


@only_for(rules.may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def failed(request, serial):
    """登记银行退回."""
    return _with_words(
        request,
        serial,
        act="登记银行退回",
        what="登记{name}的奖金 {net} 元被银行退回。",
        label="退回原因",
        do=lambda payment, words: actions.mark_failed(payment, note=words, by=request.user, now=clock.now()),
        refuse=rules.refuse_confirmation,
        told="已登记银行退回，待更正{name}的收款账户。",
        consequences=["须更正收款账户，重新编制、复核后再放款。"],
    )


@only_for(rules.may_read)
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
@require_POST
def resume(request, serial):
    """恢复办理."""
    payment = actions.resume(_payment(serial), by=request.user, now=clock.now())
    messages.success(request, f"{payment.honour.name}的奖金已恢复办理，现为“{payment.get_state_display()}”。")
    return redirect("honours:payment", serial)


@only_for(rules.may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def recovered(request, serial):
    """登记追回."""
    return _with_words(
        request,
        serial,
        act="登记追回",
        what="登记{name}的奖金 {net} 元已经追回。",
        label="追回凭证",
        rows=1,
        most=60,
        do=lambda payment, words: actions.record_recovery(payment, reference=words, by=request.user, now=clock.now()),
        refuse=rules.refuse_recovery_note,
        told="已登记{name}的奖金追回。",
    )


@only_for(rules.may_read)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request, serial):
    """查看完整账号: the reason first, then the number on this one page."""
    payment = _payment(serial)
    form = WordsForm(request.POST or None, label="查看理由")
    if request.method == "POST" and form.is_valid():
        number = actions.reveal_account(payment, reason=form.cleaned_data["words"], by=request.user, now=clock.now())
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
            "refusal": rules.refuse_revealing(request.user, payment, reason="理由待填"),
        },
    )
