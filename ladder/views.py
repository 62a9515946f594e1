"""荣誉记录: the register, one record, and the acts on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.states import Role
from common import clock
from common.dates import plain_day_words
from common.pages import page_of
from common.refusals import Refused, insist
from ladder import actions, queries, rules, workbook
from ladder.forms import CorrectionForm, ListForm, ReasonForm, RecordFilter, RecordForm
from ladder.states import RecordState

TRAIL = "荣誉记录"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_FAULTS = 100


@login_required
@require_safe
def register(request):
    """The register with its filters, fifty rows a page, and the pyramid above it."""
    _readers_only(request.user)
    filters = RecordFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    page = page_of(queries.filtered(request.user, **asked), request.GET.get("page"))
    return render(
        request,
        "ladder/register.html",
        {
            "filters": filters,
            "page": page,
            "trail": [(TRAIL, "")],
            "verifies": request.user.holds(Role.REVIEW_OFFICE),
            "registers": rules.refuse_registering(request.user) is None,
            "some_wait": any(one.state == RecordState.REGISTERED for one in page),
        },
    )


@login_required
@require_safe
def show(request, pk):
    """One record with its trace."""
    record = _found(request.user, pk)
    return render(
        request,
        "ladder/record.html",
        {
            "record": record,
            "facts": _facts(record),
            "trail": [(TRAIL, reverse("ladder:register")), (record.name, "")],
            "correct_refusal": rules.refuse_correcting(request.user, record, reason="—"),
            "registers": rules.refuse_registering(request.user, rung=record.rung, body=record.body) is None,
            "verify_refusal": rules.refuse_verifying(request.user, record),
            "revoke_refusal": rules.refuse_revoking(request.user, record, reason="—"),
            "strike_refusal": rules.refuse_striking(request.user, record, reason="—"),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """登记一项荣誉."""
    _readers_only(request.user)
    bodies = _bodies(request.user)
    form = RecordForm(request.POST or None, bodies=bodies, initial=_like(request))
    refusal = rules.refuse_registering(request.user)
    if request.method == "POST":
        insist(refusal)
    if request.method == "POST" and form.is_valid():
        record = actions.register(by=request.user, body=next(iter(bodies), None), **form.cleaned_data, now=clock.now())
        messages.success(request, f"已登记{record}，待核实。")
        return redirect(record)
    return render(
        request,
        "ladder/new.html",
        {"form": form, "refusal": refusal, "trail": [(TRAIL, reverse("ladder:register")), ("登记", "")]},
    )


def _like(request):
    """按原内容重新登记: the words of a struck record, without its person."""
    key = request.GET.get("like", "")
    struck = queries.visible_to(request.user).filter(state=RecordState.STRUCK)
    record = struck.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    return queries.words_of(record) if record else {}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk):
    """更正, with the reason."""
    record = _found(request.user, pk)
    refusal = rules.refuse_correcting(request.user, record, reason="—")
    form = CorrectionForm(request.POST or None, bodies=_bodies(request.user), initial=queries.words_of(record))
    if request.method == "POST":
        insist(refusal)
    if request.method == "POST" and form.is_valid():
        corrected = actions.correct(record, by=request.user, **form.cleaned_data, now=clock.now())
        messages.success(request, f"已更正{corrected}，待核实。")
        return redirect(corrected)
    return render(
        request,
        "ladder/correct.html",
        {
            "form": form,
            "record": record,
            "refusal": refusal,
            "trail": [(TRAIL, reverse("ladder:register")), (record.name, record.get_absolute_url()), ("更正", "")],
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    """登记一份名单: every row or none, the faults told by row."""
    _readers_only(request.user)
    bodies = _bodies(request.user)
    form = ListForm(request.POST or None, request.FILES or None)
    faults, count = [], 0
    if request.method == "POST":
        insist(rules.refuse_registering(request.user))
    if request.method == "POST" and form.is_valid():
        faults, count = _register_list(request, form.cleaned_data["upload"], bodies)
        if not faults:
            messages.success(request, f"已登记 {count} 项荣誉，待核实。")
            return redirect(f"{reverse('ladder:register')}?state={RecordState.REGISTERED}")
    return render(
        request,
        "ladder/upload.html",
        {
            "form": form,
            "faults": faults[:MOST_FAULTS],
            "more": max(0, len(faults) - MOST_FAULTS),
            "refusal": rules.refuse_registering(request.user),
            "trail": [(TRAIL, reverse("ladder:register")), ("上传名单", "")],
        },
        status=422 if faults else 200,
    )


def _register_list(request, file, bodies):
    """(faults, count): a list with one fault is not registered at all."""
    try:
        rows, faults = workbook.judged(file, bodies=bodies)
    except workbook.Unreadable as unreadable:
        return [str(unreadable)], 0
    except ValidationError as error:
        return error.messages, 0
    if faults:
        return faults, 0
    try:
        kept = actions.register_all(rows, by=request.user, body=next(iter(bodies), None), now=clock.now())
    except Refused as refused:
        return [str(refused.refusal)], 0
    return [], len(kept)


@login_required
@require_safe
def template(request):
    """名单模板."""
    _readers_only(request.user)
    response = HttpResponse(workbook.template(), content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E8%8D%A3%E8%AA%89%E8%AE%B0%E5%BD%95.xlsx"
    return response


@login_required
@require_POST
def verify(request):
    """核实 the ticked records, or the one of its page; asks once more with their names."""
    _readers_only(request.user)
    insist(rules.refuse_office(request.user))
    keys = [int(key) for key in request.POST.getlist("record") if key.isdecimal() and len(key) < 19]
    records = list(queries.visible_to(request.user).filter(pk__in=keys).order_by("pk"))
    insist(rules.refuse_choosing_nothing(records))
    if "confirmed" in request.POST:
        read = request.POST.get("read", "")
        verified = actions.verify_all(records, by=request.user, read=read, now=clock.now())
        messages.success(request, f"已核实 {len(verified)} 项荣誉。")
        return redirect("ladder:register")
    return render(
        request,
        "confirm.html",
        {
            "title": "核实荣誉记录",
            "trail": [(TRAIL, reverse("ladder:register")), ("核实", "")],
            "what": "已对照授予文件，核实以下荣誉记录。",
            "count": f"共 {len(records)} 项",
            "whom": [f"{one}，{one.issuing_body}，{one.document_number or '无文号'}" for one in records],
            "consequences": ["核实后文字不能更改；本人同意公布的，显示在名录的个人页上。"],
            "act": f"核实 {len(records)} 项",
            "url": reverse("ladder:verify"),
            "back": reverse("ladder:register"),
            "hidden": [
                ("confirmed", "1"),
                ("read", queries.digest_of_words(records)),
                *(("record", one.pk) for one in records),
            ],
            "refusal": next((found for one in records if (found := rules.refuse_verifying(request.user, one))), None),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request, pk):
    """登记撤销."""
    return _ending(
        request,
        pk,
        act="登记撤销",
        done="已登记撤销",
        end=actions.revoke,
        refuse=rules.refuse_revoking,
        consequences=["记录保留，注明已撤销；不再计入阶梯人数。"],
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def strike(request, pk):
    """作废."""
    return _ending(
        request,
        pk,
        act="作废记录",
        done="已作废",
        end=actions.strike,
        refuse=rules.refuse_striking,
        consequences=["记录作废后不再显示在名录中，可以按原内容重新登记；原记录和理由留存。"],
    )


def _ending(request, pk, *, act, done, end, refuse, consequences):
    record = _found(request.user, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        insist(refuse(request.user, record, reason="—"))
    if request.method == "POST" and form.is_valid():
        end(record, reason=form.cleaned_data["reason"], by=request.user, now=clock.now())
        messages.success(request, f"{done}：{record}。")
        return redirect(record)
    return render(
        request,
        "confirm.html",
        {
            "title": act,
            "trail": [(TRAIL, reverse("ladder:register")), (record.name, record.get_absolute_url()), (act, "")],
            "what": f"{act}：{record}。",
            "consequences": consequences,
            "act": act,
            "kind": "danger",
            "url": request.path,
            "back": record.get_absolute_url(),
            "form": form,
            "refusal": refuse(request.user, record, reason="—"),
        },
    )


def _readers_only(user):
    if not rules.may_read(user):
        raise Http404


def _found(user, pk):
    _readers_only(user)
    return get_object_or_404(queries.visible_to(user), pk=pk)


def _bodies(user):
    return [] if user.holds(Role.REVIEW_OFFICE) else rules.bodies_of(user)


def _facts(record):
    facts = [
        ("级别", record.get_rung_display()),
        ("荣誉名称", f"{record.title}（{record.get_conferred_display()}）"),
        ("授予单位", record.issuing_body),
        ("年度", record.year),
        ("文号", record.document_number),
        ("工作单位", record.unit_name),
        ("状态", record.get_state_display()),
        ("登记", f"{record.registered_by}，{plain_day_words(record.registered_at)}"),
    ]
    if record.verified_at:
        facts.append(("核实", f"{record.verified_by}，{plain_day_words(record.verified_at)}"))
    if record.ended_at:
        facts.append((record.get_state_display(), f"{plain_day_words(record.ended_at)}：{record.ended_because}"))
    return facts
