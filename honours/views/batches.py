"""发放批次: the season's batches; one batch with its lines, its two signatures, its files and the bank's answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.rules import refuse_unproved
from common import clock
from common.dates import moment_words, today
from common.pages import addresses_of, page_of
from common.refusals import Refusal, insist
from honours.actions import batches as actions
from honours.actions import returns
from honours.forms import BankReturnForm, WordsForm
from honours.queries import batches
from honours.receipts import EFFECTS, NOTHING
from honours.rules import batches as rules
from honours.rules import returns as return_rules
from honours.rules.payments import may_read, refuse_not_finance
from honours.states import AttemptState, BatchState, LayoutKind
from honours.views.doors import filters_of, found_or_404, only_for, season_or_404
from honours.views.payments import TRAIL
from ledger.queries import trace_of
from privacy.masks import masked_account

KINDS = {
    BatchState.PREPARED.value: "going",
    BatchState.RELEASED.value: "going",
    BatchState.SETTLED.value: "done",
    BatchState.WITHDRAWN.value: "stopped",
}
LINE_KINDS = {
    AttemptState.PREPARED.value: "going",
    AttemptState.SENT.value: "going",
    AttemptState.PAID.value: "done",
    AttemptState.FAILED.value: "stopped",
    AttemptState.RETURNED.value: "stopped",
    AttemptState.WITHDRAWN.value: "stopped",
}
CONTENT = {
    LayoutKind.XLSX.value: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    LayoutKind.DELIMITED.value: "text/csv",
    LayoutKind.FIXED.value: "text/plain",
}


@only_for(may_read)
@require_safe
def register(request):
    """发放批次 of a season, with how the bank has answered."""
    season = season_or_404(request.GET.get("season", ""))
    filters = filters_of(request, season, courses=BatchState.choices, by_words=False)
    page = page_of(batches.batches(season, state=filters.asked.get("course", "")), request.GET.get("page"))
    for one in page.object_list:
        one.kind = KINDS[one.state]
    return render(
        request,
        "honours/batches.html",
        {
            "title": f"{season}发放批次",
            "trail": [(TRAIL, season_address(season)), ("发放批次", "")],
            "season": season,
            "filters": filters,
            "page": page,
        },
    )


def season_address(season):
    """The register of payments of a season."""
    return f"{reverse('honours:payments')}?season={season.code}"


def _batch(number):
    return found_or_404(batches.batch(number), "没有这一编号的发放批次。")


@only_for(may_read)
@require_safe
def show(request, number):
    """One batch: what stands, what may be done and by whom, line by line."""
    batch = _batch(number)
    page = page_of(batches.lines_of(batch), request.GET.get("page"), known_count=batch.count)
    address = addresses_of("honours:payment")
    for line in page.object_list:
        line.masked = masked_account(line.bank_account)
        line.url = address(line.payment.honour.certificate.serial)
        line.kind = LINE_KINDS[line.state]
    user, now = request.user, clock.now()
    return render(
        request,
        "honours/batch.html",
        {
            "title": f"发放批次 {batch.number}",
            "trail": _trail(batch, ""),
            "batch": batch,
            "kind": KINDS[batch.state],
            "facts": _facts(batch),
            "page": page,
            "files": batches.files_of(batch),
            "fetching": rules.refuse_fetching(user, batch),
            "returns": batches.returns_of(batch),
            "return_form": BankReturnForm(layouts=batches.layouts(), initial={"layout": _layout_of(batch)})
            if return_rules.refuse_return(user, batch) is None
            else None,
            "is_settled": batch.state == BatchState.SETTLED,
            "answered": _answered(batch) if batch.state == BatchState.SETTLED else [],
            "season_code": batch.season.code,
            "release": rules.refuse_releasing_by(user, batch) or refuse_unproved(user, now=now),
            "withdrawal": rules.refuse_withdrawal(user, batch),
            "acts": refuse_not_finance(user) is None and batch.state == BatchState.PREPARED,
            "trace": trace_of(batch),
        },
    )


def _answered(batch):
    """How a settled batch came out: so many and so much under each answer."""
    return [(AttemptState(row["state"]).label, row["count"], f"{row['net']} 元") for row in batches.outcomes_of(batch)]


def _layout_of(batch):
    return batches.layouts().filter(name=batch.layout_name).first() or batches.layouts().first()


def _trail(batch, last):
    trail = [
        (TRAIL, season_address(batch.season)),
        ("发放批次", f"{reverse('honours:batches')}?season={batch.season.code}"),
    ]
    return [*trail, (batch.number, batch.get_absolute_url()), (last, "")] if last else [*trail, (batch.number, "")]


def _facts(batch):
    return [
        ("进程", batch.get_state_display()),
        ("笔数", batch.count),
        ("应发合计", f"{batch.gross} 元"),
        ("税款合计", f"{batch.tax} 元"),
        ("实发合计", f"{batch.net} 元"),
        ("银行文件格式", batch.layout_name or "由原登记转入，没有银行文件"),
        ("内容校验值", batch.digest),
        ("编制", f"{batch.prepared_by}，{moment_words(batch.prepared_at)}"),
        ("复核放款", f"{batch.released_by}，{moment_words(batch.released_at)}" if batch.released_by else ""),
        *(
            [("撤回", f"{batch.withdrawn_by}，{moment_words(batch.withdrawn_at)}：{batch.reason}")]
            if batch.reason
            else []
        ),
    ]


@only_for(may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def release(request, number):
    """复核放款: asked once more, with the totals and what it does."""
    batch = _batch(number)
    now = clock.now()
    if request.method == "POST":
        batch = actions.release(batch, by=request.user, now=now)
        messages.success(request, f"批次 {batch.number} 已放款，请领取银行文件交开户行办理。")
        return redirect(batch)
    return _ask(
        request,
        batch,
        act="复核放款",
        what=f"复核批次 {batch.number} 并放款：{batch.count} 笔，实发合计 {batch.net} 元。",
        consequences=[
            "按编制的内容生成银行文件，内容从此不能更改；编制后有变动的，整批不能放款。",
            "放款后只能登记银行回执：已付或者退回。",
            "复核人、时间和内容校验值载入台账。",
        ],
        refusal=_refuse_release(request.user, batch, now),
    )


def _refuse_release(user, batch, now) -> Refusal | None:
    return (
        rules.refuse_releasing_by(user, batch)
        or rules.refuse_unfit(
            user,
            batch,
            digest=actions.digest_today(batch),
            lines=[(line, line.payment) for line in batches.lines_to_judge(batch)],
            on=today(now),
        )
        or refuse_unproved(user, now=now)
    )


@only_for(may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, number):
    """撤回批次."""
    batch = _batch(number)
    form = WordsForm(request.POST or None, label="撤回的理由")
    if request.method == "POST" and form.is_valid():
        batch = actions.withdraw(batch, reason=form.cleaned_data["words"], by=request.user, now=clock.now())
        messages.success(request, f"批次 {batch.number} 已撤回，各笔奖金待重新编制。")
        return redirect(batch)
    return _ask(
        request,
        batch,
        act="撤回批次",
        what=f"撤回批次 {batch.number}（{batch.count} 笔）。",
        consequences=["本批次各笔回到“待编制”，重新编制时使用新的批次编号。"],
        refusal=rules.refuse_withdrawal(request.user, batch),
        form=form,
    )


def _ask(request, batch, *, act, what, consequences, refusal, form=None):
    return render(
        request,
        "confirm.html",
        {
            "title": f"{act}：{batch.number}",
            "trail": _trail(batch, act),
            "what": what,
            "consequences": consequences,
            "act": act,
            "url": request.path,
            "back": batch.get_absolute_url(),
            "form": form,
            "refusal": refusal,
        },
    )


@only_for(may_read)
@never_cache
@require_POST
def fetch(request, number, position):
    """领取银行文件: the bytes made at the release."""
    kept = found_or_404(batches.file_of(number, position), "没有这一银行文件。")
    content = actions.fetch_file(kept, by=request.user, now=clock.now())
    response = HttpResponse(content, content_type=CONTENT[kept.batch.layout["kind"]])
    response["Content-Disposition"] = f'attachment; filename="{kept.name}"'
    return response


@only_for(may_read)
@require_POST
def receive(request, number):
    """导入回执: the file is kept, then shown line by line before anything is entered."""
    batch = _batch(number)
    insist(return_rules.refuse_return(request.user, batch))
    form = BankReturnForm(request.POST, request.FILES, layouts=batches.layouts())
    if not form.is_valid():
        return render(
            request,
            "honours/return_upload.html",
            {"title": "导入回执", "trail": _trail(batch, "导入回执"), "form": form, "batch": batch},
        )
    upload = form.cleaned_data["file"]
    kept = returns.receive(
        batch,
        name=upload.name,
        content=upload.read(),
        reading=batches.reading(form.cleaned_data["layout"]),
        by=request.user,
        now=clock.now(),
    )
    return redirect(kept)


@only_for(may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def bank_return(request, key):
    """回执核对: every line with what entering it does; one that differs keeps the whole file out."""
    kept = found_or_404(batches.bank_return(key), "没有这份回执。")
    if request.method == "POST":
        kept = returns.enter(kept, by=request.user, now=clock.now())
        messages.success(request, f"回执“{kept.name}”已登记。")
        return redirect(kept.batch)
    lines = returns.judged(kept)
    effects = {**EFFECTS, NOTHING: "已登记"} if kept.entered_at else EFFECTS
    counts = [(words, sum(line.effect == effect for line in lines)) for effect, words in effects.items()]
    faults = [line.fault for line in lines if line.fault]
    page = page_of(
        [
            {
                "said": line.said,
                "payee": line.attempt.payee if line.attempt else "",
                "account": masked_account(line.said.account),
                "word": line.fault or effects.get(line.effect, ""),
                "kind": "stopped" if line.fault or line.effect in ("fails", "contradicts", "unknown") else "done",
            }
            for line in lines
        ],
        request.GET.get("page"),
    )
    return render(
        request,
        "honours/return.html",
        {
            "title": f"银行回执：{kept.batch.number}",
            "trail": _trail(kept.batch, "银行回执"),
            "kept": kept,
            "page": page,
            "faults": faults,
            "figures": [("明细", len(lines)), *[(words, count) for words, count in counts if count]],
            "facts": [
                ("文件", kept.name),
                ("文件校验值", kept.sha256),
                ("认读格式", kept.reading["name"]),
                ("上传", f"{kept.received_by}，{moment_words(kept.received_at)}"),
                ("登记", f"{kept.entered_by}，{moment_words(kept.entered_at)}" if kept.entered_by else ""),
            ],
            "refusal": return_rules.refuse_entering(request.user, kept, lines),
        },
    )
