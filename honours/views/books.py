"""对账、扣缴申报、开户银行、银行文件格式: the books finance keeps beside the payments."""

import re
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common import clock
from common.dates import plain_day_words, today
from common.pages import addresses_of, page_of
from honours.actions import layouts as actions
from honours.forms import BankForm, LayoutForm
from honours.models import Bank, BankLayout
from honours.queries import batches, office, reconciliation
from honours.queries import layouts as kept
from honours.rules.payments import may_read, refuse_not_finance
from honours.states import PaymentState
from honours.taxation import due_on
from honours.views.batches import season_address
from honours.views.doors import filters_of, found_or_404, only_for, season_or_404
from honours.views.payments import STATES, TRAIL
from privacy.masks import masked_identity

MONTH = re.compile(r"(20\d\d|19\d\d|21\d\d)-(0[1-9]|1[0-2])")


@only_for(may_read)
@require_safe
def account(request):
    """对账: a season's account, which ends at zero or says where it does not."""
    season = season_or_404(request.GET.get("season", ""))
    found = reconciliation.account_of(season)
    address = addresses_of("honours:payment")
    for row in found.open:
        row["url"] = address(row["honour__certificate__serial"])
        row["word"], row["kind"] = STATES[row["state"]]
        row["left"] = row["net"] - (row["came_back"] or 0) if row["state"] == PaymentState.RECOVERING else row["net"]
    page = page_of(found.open, request.GET.get("page"))
    return render(
        request,
        "honours/reconciliation.html",
        {
            "title": f"{season}奖金对账",
            "trail": [(TRAIL, season_address(season)), ("对账", "")],
            "season": season,
            "filters": filters_of(request, season, by_words=False),
            "account": found,
            "page": page,
            "conflicts": batches.open_conflicts_of(season),
            "exports": refuse_not_finance(request.user) is None,
        },
    )


@only_for(may_read)
@require_safe
def tax_return(request):
    """扣缴申报名单: whoever was paid in a month, by the fifteenth of the next (个人所得税法 第十四条)."""
    asked = MONTH.fullmatch(request.GET.get("month", ""))
    month = date(int(asked[1]), int(asked[2]), 1) if asked else today(clock.now()).replace(day=1)
    rows = list(reconciliation.taxed_in(month))
    for row in rows:
        row.masked = masked_identity(row.payment.honour.nomination.identity_number)
    return render(
        request,
        "honours/tax_return.html",
        {
            "title": f"{month.year}年{month.month}月扣缴申报名单",
            "trail": [(TRAIL, reverse("honours:payments")), ("扣缴申报", "")],
            "season": office.season_of(request.GET.get("season", "")),
            "month": month,
            "due": plain_day_words(due_on(month)),
            "page": page_of(rows, request.GET.get("page")),
            "totals": [sum((getattr(row, key) for row in rows), Decimal(0)) for key in ("gross", "tax", "net")],
            "exports": refuse_not_finance(request.user) is None,
        },
    )


@only_for(may_read)
@require_safe
def layouts(request):
    """银行文件格式和开户银行."""
    return render(
        request,
        "honours/layouts.html",
        {
            "title": "银行文件格式与开户银行",
            "trail": [(TRAIL, reverse("honours:payments")), ("银行文件格式", "")],
            "season": office.season_of(request.GET.get("season", "")),
            "layouts": kept.every_layout(),
            "banks": kept.every_bank(),
            "refusal": refuse_not_finance(request.user),
        },
    )


@only_for(may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def layout(request, key=None):
    """设置一种银行文件格式."""
    one = BankLayout() if key is None else found_or_404(kept.layout(key), "没有这种格式。")
    return _keep(
        request,
        LayoutForm(request.POST or None, instance=one),
        what="银行文件格式",
        do=lambda form: actions.keep_layout(
            form.instance,
            columns=form.cleaned_data["column_lines"],
            return_columns=form.cleaned_data["return_lines"],
            by=request.user,
        ),
    )


@only_for(may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def bank(request, key=None):
    """设置一家开户银行."""
    one = Bank() if key is None else found_or_404(kept.bank(key), "没有这家银行。")
    return _keep(
        request,
        BankForm(request.POST or None, instance=one),
        what="开户银行",
        do=lambda form: actions.keep_bank(form.instance, by=request.user),
    )


def _keep(request, form, *, what, do):
    back = reverse("honours:layouts")
    if request.method == "POST" and form.is_valid():
        one = do(form)
        messages.success(request, f"{what}“{one}”已保存。")
        return redirect(back)
    name = form.instance.name if form.instance.pk else f"新增{what}"
    return render(
        request,
        "honours/layout.html",
        {
            "title": name,
            "trail": [(TRAIL, reverse("honours:payments")), ("银行文件格式与开户银行", back), (name, "")],
            "form": form,
            "back": back,
            "refusal": refuse_not_finance(request.user),
        },
    )
