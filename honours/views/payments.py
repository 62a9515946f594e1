"""奖金名册: the season's payments, what is put into a batch, and the tax."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.dates import moment_words, today
from common.pages import addresses_of, page_of
from common.refusals import insist
from honours.actions import batches as actions
from honours.actions import taxes
from honours.forms import PrepareForm, TaxForm
from honours.queries import batches, money, records
from honours.rules import batches as batch_rules
from honours.rules import payments as rules
from honours.rules import taxes as tax_rules
from honours.rules.naming import refuse_choosing_nothing
from honours.states import FREED, RESTORED, PaymentState
from honours.taxation import amounts
from honours.views.doors import filters_of, only_for, season_or_404, ticked
from privacy.masks import masked_account
from seasons.queries import rulebook_in_force
from seasons.states import TaxTreatment

TRAIL = "奖金"


STOPPED = (PaymentState.FAILED, PaymentState.RECOVERING, PaymentState.HELD, PaymentState.CANCELLED)


STATES = {
    state.value: (state.label, "done" if state == PaymentState.PAID else "stopped" if state in STOPPED else "going")
    for state in PaymentState
}


@only_for(rules.may_read)
@require_safe
def register(request):
    """奖金 of a season by state, with totals; tick what goes into a batch together."""
    season = season_or_404(request.GET.get("season", ""))
    filters = filters_of(
        request,
        season,
        extra={
            "state": ("进程", [*PaymentState.choices, (FREED, "暂缓解除、待编制"), (RESTORED, "荣誉恢复、待恢复发放")])
        },
    )
    page = page_of(money.rows_of(money.payments(season, **filters.asked)), request.GET.get("page"))
    address = addresses_of("honours:payment")
    for row in page.object_list:
        row["serial"] = row["honour__certificate__serial"]
        row["url"] = address(row["serial"])
        row["account"] = masked_account(row["bank_account"])
        row["state_word"], row["state_kind"] = STATES[row["state"]]
    totals = money.totals(season)
    return render(
        request,
        "honours/payments.html",
        {
            "title": f"{season}一次性奖金",
            "trail": [(TRAIL, "")],
            "season": season,
            "filters": filters,
            "page": page,
            "figures": _figures(season, totals),
            "tax": records.tax_of(season),
            "acts": request.user.holds(*rules.FINANCE),
            "some_ready": any(row["state"] == PaymentState.READY for row in page.object_list),
        },
    )


def _figures(season, totals):
    address = f"{reverse('honours:payments')}?season={season.code}"
    return [
        (state.label, count, f"应发 {gross} 元" if net is None else f"实发 {net} 元", f"{address}&state={state.value}")
        for state in PaymentState
        for count, gross, net in [totals.get(state, (0, Decimal(0), None))]
        if count
    ]


@only_for(rules.may_read)
@require_POST
def prepare(request):
    """编制批次: amounts and layout are shown first, then fixed."""
    insist(rules.refuse_not_finance(request.user))
    chosen = money.chosen(ticked(request, "payment"))
    insist(refuse_choosing_nothing(chosen))
    now = clock.now()
    keys = [payment.pk for payment in chosen]
    form = PrepareForm(
        request.POST if "confirmed" in request.POST else None,
        keys=keys,
        layouts=batches.layouts(),
        initial={"payment": keys},
    )
    if form.is_bound and form.is_valid():
        batch = actions.prepare(chosen, layout=form.cleaned_data["layout"], by=request.user, now=now)
        messages.success(request, f"已编制批次 {batch.number}，共 {batch.count} 笔，请另一名财务人员复核放款。")
        return redirect(batch)
    taxed = {payment.honour.season_id: records.tax_of(payment.honour.season) for payment in chosen}
    refusal = batch_rules.first_refusal(request.user, chosen, taxed, on=today(now)) or batch_rules.refuse_batch(
        set(taxed), batches.frozen(batches.layouts().first())
    )
    rows = [] if refusal else [_row(payment, taxed[payment.honour.season_id]) for payment in chosen]
    return render(
        request,
        "honours/payments_confirm.html",
        {
            "title": "编制发放批次",
            "trail": [(TRAIL, register_address(chosen)), ("编制发放批次", "")],
            "count": len(chosen),
            "rows": rows,
            "totals": [sum((row[key] for row in rows), Decimal(0)) for key in ("gross", "tax", "net")],
            "refusal": refusal,
            "form": form,
            "back": register_address(chosen),
        },
    )


def _row(payment, season_tax):
    gross, tax, net = amounts(taxes.award_of(payment.honour), season_tax.treatment)
    return {
        "payment": payment,
        "account": masked_account(payment.bank_account),
        "gross": gross,
        "tax": tax,
        "net": net,
    }


def register_address(payments):
    """The register of the season these belong to."""
    return f"{reverse('honours:payments')}?season={payments[0].honour.season.code}"


@only_for(rules.may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def tax(request, season):
    """税务处理: each choice with what it comes to, before it is made for good."""
    season = season_or_404(season)
    chosen = records.tax_of(season)
    form = TaxForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = taxes.choose_tax(season, **form.cleaned_data, by=request.user, now=clock.now())
        messages.success(request, f"{season}奖金税务处理已确定：{chosen.get_treatment_display()}。")
        return redirect(f"{reverse('honours:payments')}?season={season.code}")
    rulebook = rulebook_in_force(season)
    award = rulebook.award_amount if rulebook else Decimal(0)
    return render(
        request,
        "honours/tax.html",
        {
            "title": f"{season}奖金税务处理",
            "trail": [(TRAIL, f"{reverse('honours:payments')}?season={season.code}"), ("税务处理", "")],
            "form": form,
            "award": award,
            "choices": [
                (label, *amounts(award, value))
                for value, label in TaxTreatment.choices
                if value != TaxTreatment.UNDECIDED
            ],
            "chosen": chosen,
            "facts": _tax_facts(chosen),
            "refusal": tax_rules.refuse_tax_choice(request.user, chosen),
            "acts": request.user.holds(*rules.FINANCE),
        },
    )


def _tax_facts(chosen):
    if chosen is None:
        return []
    return [
        ("税务处理", chosen.get_treatment_display()),
        ("依据", chosen.basis),
        ("确定人", chosen.chosen_by),
        ("确定时间", moment_words(chosen.chosen_at)),
    ]
