"""本人与推荐单位: the honour, the certificate, the account for the award."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common.dates import plain_day_words
from common.pages import page_of
from honours.queries import own
from honours.queries.replacing import history_of
from honours.rules import naming
from honours.rules.accounts import refuse_account
from honours.rules.replacing import refuse_asking
from honours.states import PaymentState
from honours.views.doors import found_or_404
from honours.views.payment import account_page
from privacy.masks import masked_account

SETTLED = {
    PaymentState.PAID,
    PaymentState.CANCELLED,
    PaymentState.RECOVERING,
    PaymentState.RECOVERED,
}  # no account is asked any more
TRAIL = "荣誉与奖金"


@login_required
@require_safe
def mine(request):
    """Honours of mine or of those my body nominated; a single one opens at once."""
    honours = own.honours_of(request.user)
    page = page_of(honours, request.GET.get("page"))
    if page.paginator.count == 1:
        return redirect("honours:own", page[0].nomination.number)
    return render(request, "honours/mine.html", {"title": TRAIL, "trail": [(TRAIL, "")], "page": page})


@login_required
@require_safe
def show(request, number):
    """One honour: what was conferred, the certificate to download, the award money."""
    honour = _honour(request, number)
    certificate, payment = honour.certificate, honour.payment
    return render(
        request,
        "honours/own.html",
        {
            "title": f"{honour.name}：{honour.season}{honour.title}",
            "trail": [(TRAIL, reverse("honours:mine")), (honour.name, "")],
            "honour": honour,
            "facts": [
                ("工作单位", honour.unit_name),
                ("岗位（职务）", honour.post),
                ("证书编号", certificate.serial),
                ("审定决议", honour.resolution.number),
                ("命名日期", plain_day_words(honour.named_on)),
                ("公开查验", certificate.code, certificate.get_absolute_url()),
            ],
            "download": naming.refuse_download(request.user, certificate),
            "replacing": refuse_asking(request.user, certificate),
            "replacements": history_of(honour),
            "payment": payment,
            "money": [
                ("进程", payment.get_state_display()),
                ("应发", f"{payment.gross} 元"),
                ("代扣税款", "" if payment.tax is None else f"{payment.tax} 元"),
                ("实发", "" if payment.net is None else f"{payment.net} 元"),
                ("开户银行", payment.bank_name),
                ("账号", masked_account(payment.bank_account)),
            ],
            "account": refuse_account(request.user, payment),
            "is_settled": payment.state in SETTLED,
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request, number):
    """登记收款账户, under its own consent."""
    honour = _honour(request, number)
    back = reverse("honours:own", args=[number])
    trail = [(TRAIL, reverse("honours:mine")), (honour.name, back), ("收款账户", "")]
    return account_page(request, honour.payment, back=back, trail=trail)


def _honour(request, number):
    return found_or_404(
        own.honours_of(request.user).filter(nomination__number=number).first(),
        "没有这项荣誉，或它不在您的办理范围内。",
    )
