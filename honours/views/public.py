"""名录与查验: open to everybody, without signing in."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from common.dates import plain_day_words
from common.pages import addresses_of, page_of
from common.refusals import insist
from honours.forms import RollFilter, VerifyForm
from honours.queries import public as queries
from honours.rules.public import refuse_flood
from ledger.origin import current

GOAL = 1000


@require_safe
def roll(request):
    """荣誉榜: fifty names a page, with how far towards the thousand."""
    filters = RollFilter(request.GET, choices=queries.roll_choices())
    page = page_of(queries.roll(**filters.asked), request.GET.get("page"))
    address = addresses_of("honours:craftsman")
    return render(
        request,
        "honours/roll.html",
        {
            "title": "上海工匠名录",
            "filters": filters,
            "page": page,
            "names": [_line(honour, address) for honour in page.object_list],
            "figures": [
                ("累计命名", queries.standing_count(), "以本平台记载为准，不含已撤销的"),
                ("选树目标", GOAL, "到2025年累计选树（沪工总经〔2015〕260号 二）"),
            ],
            "ladder": queries.ladder_counts(),
        },
    )


def _line(honour, address):
    shown = queries.Shown.of(honour)
    return {
        "name": shown.name,
        "unit": shown.unit,
        "url": address(honour.certificate.serial),
        "note": honour.season.label,
        "revoked": not honour.is_standing,
    }


@require_safe
def craftsman(request, serial):
    """One craftsman: name, unit, post, season and resolution, no more."""
    honour = queries.craftsman(serial)
    if honour is None:
        raise Http404("名录中没有这一编号。")
    shown = queries.Shown.of(honour)
    context = {
        "title": shown.name,
        "shown": shown,
        "honour": honour,
        "facts": _facts(honour, shown),
        "climb": queries.climb_of(honour),
    }
    return render(request, "honours/craftsman.html", context)


@require_safe
def verify(request):
    """证书查验: by the serial or the code printed on the sheet; a code leads to its own address."""
    form = VerifyForm(request.GET if "number" in request.GET else None)
    context = {"title": "证书查验", "form": form}
    if not form.is_valid():
        return render(request, "honours/verify.html", context)
    insist(refuse_flood(queries.asked_from(current().address)))
    number = form.cleaned_data["number"]
    if queries.code_exists(number):
        return redirect("honours:verify_code", number)
    return _answer(request, queries.craftsman(number), number, context)


@require_safe
def verify_code(request, code):
    """The address in the QR code: 有效, 已撤销, or no such certificate."""
    insist(refuse_flood(queries.asked_from(current().address)))
    return _answer(request, queries.by_code(code.lower()), code, {"title": "证书查验", "form": VerifyForm()})


def _answer(request, honour, number, context):
    context |= {"asked": number, "honour": honour}
    if honour is not None:
        shown = queries.Shown.of(honour)
        context |= {"shown": shown, "facts": _facts(honour, shown), "words": _words(honour)}
    response = render(request, "honours/verify.html", context, status=200 if honour else 404)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _words(honour):
    if honour.is_standing:
        return f"该证书有效：授予{honour.season}“{honour.title}”荣誉称号。"
    return f"该证书已撤销：所载{honour.season}“{honour.title}”荣誉称号已于{plain_day_words(honour.revoked_at)}撤销。"


def _facts(honour, shown):
    facts = [
        ("荣誉称号", f"{honour.season}{honour.title}"),
        ("工作单位", shown.unit),
        ("岗位（职务）", shown.post),
        ("证书编号", honour.certificate.serial),
        ("审定决议", honour.resolution.number),
        ("命名日期", plain_day_words(honour.named_on)),
    ]
    if not honour.is_standing:
        facts.append(("撤销日期", plain_day_words(honour.revoked_at)))
    return facts
