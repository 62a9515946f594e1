"""证书查验: open to everybody, without signing in; by number, by the address in the QR code, or by the file itself."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from common.conditional import unless_unchanged
from common.dates import plain_day_words
from common.refusals import insist
from honours.forms import VerifyFileForm, VerifyForm
from honours.queries import verification as queries
from honours.queries.public import Shown, changes_of
from honours.rules.public import refuse_flood
from honours.states import Standing
from ledger.origin import current

TITLE = "证书查验"


@require_safe
def verify(request):
    """By the serial or the code printed on the sheet, or both; a code alone leads to its own address."""
    form = VerifyForm(request.GET if "number" in request.GET else None)
    if not form.is_valid():
        return _page(request, form=form)
    insist(refuse_flood(queries.asked_from(current().address)))
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    found = queries.by_number(number, code)
    if found is not None and found.code == number:
        return redirect("honours:verify_code", number)
    return unless_unchanged(request, _answer(request, found, f"{number} {code}".strip()))


@require_safe
def verify_code(request, code):
    """The address in the QR code: 有效, 已换发, 已撤销, or no such certificate."""
    insist(refuse_flood(queries.asked_from(current().address)))
    return unless_unchanged(request, _answer(request, queries.by_code(code.lower()), code))


@require_POST
def verify_file(request):
    """文件查验: by its digest; the file is read once and kept nowhere."""
    insist(refuse_flood(queries.asked_from(current().address)))
    form = VerifyFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, file_form=form)
    digest = form.cleaned_data["file"]
    return _answer(request, queries.by_digest(digest), digest, is_file=True)


def _answer(request, certificate, asked, *, is_file=False):
    context = {"asked": asked, "is_file": is_file}
    if certificate is not None:
        honour = certificate.honour
        honour.name_is_public, honour.was_revoked = certificate.name_is_public, certificate.was_revoked
        shown = Shown.of(honour, certificate.context.get("name", ""))
        context |= {
            "certificate": certificate,
            "shown": shown,
            "words": _words(certificate),
            "facts": facts_of(honour, certificate, shown),
            "holds": certificate.standing == Standing.VALID,
        }
    return _page(request, status=200 if certificate else 404, **context)


def _page(request, *, status=200, **context):
    given = {"title": TITLE, "form": VerifyForm(), "file_form": VerifyFileForm(), **context}
    response = render(request, "honours/verify.html", given, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _words(certificate):
    honour = certificate.honour
    conferred = f"{honour.season}“{honour.title}”荣誉称号"
    if certificate.standing == Standing.REVOKED and honour.is_standing:
        return (
            f"该证书已撤销，不再作为凭证。所载{conferred}曾于{plain_day_words(certificate.revoked_at)}撤销，"
            "现已恢复并另发证书，请查验新证书。"
        )
    if certificate.standing == Standing.REVOKED:
        return f"该证书已撤销：所载{conferred}已于{plain_day_words(certificate.revoked_at)}撤销。"
    if certificate.standing == Standing.REPLACED:
        replaced = plain_day_words(certificate.replaced_at)
        return f"该证书已于{replaced}换发新证，不再作为凭证；所载{conferred}仍然有效，请查验新证书。"
    return f"该证书有效：授予{conferred}。"


def facts_of(honour, certificate, shown):
    """What stands beside a name: no more than the sheet itself says."""
    facts = [
        ("荣誉称号", f"{honour.season}{honour.title}"),
        ("工作单位", shown.unit),
        ("岗位（职务）", shown.post),
        ("证书编号", certificate.serial),
        ("审定决议", honour.resolution.number),
        ("命名日期", plain_day_words(honour.named_on)),
    ]
    if certificate.replaced_at and not certificate.revoked_at:
        facts.append(("换发日期", plain_day_words(certificate.replaced_at)))
    return facts + [
        (f"{one.get_kind_display()}日期", f"{plain_day_words(one.at)}（{one.decision_number}）")
        for one in changes_of(honour)
    ]
