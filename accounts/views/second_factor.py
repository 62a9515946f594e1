"""动态验证码: bind it, enter it, get new recovery codes; and the way back to where it was asked for."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions, interrupted, rules
from accounts.forms import CodeForm, FirstCodeForm
from accounts.queries import second_factors
from accounts.sign_ins import is_borrowed, mark
from common import clock
from common.refusals import insist
from printing.press import qr_mark

OWN = ("本人账户", "accounts:me")


@sensitive_post_parameters("code")
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request):
    """输入动态验证码; whoever has none yet is led to binding one."""
    bound = second_factors.of(request.user)
    if bound is None:
        return redirect(_with_way_back("accounts:enrol", _way_back(request)))
    is_code = "code" in request.POST  # otherwise one comes from the page that asked for it, with what was being sent
    initial = {"next": _way_back(request), "kept": request.POST.get("kept", "")}
    form, refusal = CodeForm(request.POST if is_code else None, initial=initial), None
    if is_code and form.is_valid():
        refusal = actions.prove(
            by=request.user,
            code=form.cleaned_data["code"],
            sign_in=mark(request.session),
            is_borrowed=is_borrowed(request.session),
        )
        if refusal is None:
            minutes = settings.SECOND_FACTOR_MINUTES
            messages.success(request, f"已确认是您本人，{minutes}分钟内办理有效；退出登录即失效。")
            back = _safe(request, form.cleaned_data["next"])
            taken_up = interrupted.taken_up(request.user, form.cleaned_data["kept"])
            return _go_on_page(request, *taken_up, back) if taken_up else redirect(back)
    context = {
        "title": "输入动态验证码",
        "lead": f"办理表决、发布、放款等事项之前，用手机上的动态验证码确认是您本人。验证后{settings.SECOND_FACTOR_MINUTES}分钟内有效。",
        "trail": _trail("输入动态验证码"),
        "form": form,
        "refusal": refusal,
        "told": _told(request, bound),
        "codes_left": second_factors.recovery_codes_left(bound),
    }
    return render(request, "accounts/second_factor.html", context, status=refusal.status if refusal else 200)


@sensitive_post_parameters("code")
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request):
    """绑定: the secret as QR code and in letters, then its first code; afterwards the recovery codes, this once."""
    form, refusal = FirstCodeForm(request.POST or None, initial={"next": _way_back(request)}), None
    borrowed = is_borrowed(request.session)
    if request.method == "POST" and form.is_valid():
        codes, refusal = actions.enrol(
            by=request.user, code=form.cleaned_data["code"], sign_in=mark(request.session), is_borrowed=borrowed
        )
        if refusal is None:
            return _codes_page(request, codes, _safe(request, form.cleaned_data["next"]))
    bound = second_factors.row_of(request.user)
    pending = bound is not None and bound.pending_key
    context = {
        "title": "绑定动态验证码",
        "lead": "一次绑定，以后办理表决、发布、放款等事项时输入手机上的验证码。",
        "trail": _trail("绑定动态验证码"),
        "form": form,
        "refusal": refusal,
        "bound": bound,
        "is_pending": pending,
        "qr": qr_mark(bound.pending_address) if pending else "",
        "told": _told(request, bound, pending=True) if pending else "",
        "not_now": rules.refuse_enrolling(request.user, is_borrowed=borrowed, now=clock.now()),
        "back": _way_back(request),
    }
    return render(request, "accounts/enrol.html", context, status=refusal.status if refusal else 200)


@login_required
@require_POST
def begin(request):
    """开始绑定: a new secret."""
    actions.begin_enrolment(by=request.user, is_borrowed=is_borrowed(request.session))
    return redirect(_with_way_back("accounts:enrol", _safe(request, request.POST.get("next", ""), "")))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renew_codes(request):
    """更换恢复码: asked first, shown once."""
    now = clock.now()
    refusal = rules.refuse_renewing_codes(request.user, second_factors.of(request.user), now=now)
    if request.method == "POST":
        insist(refusal)
        return _codes_page(request, actions.renew_recovery_codes(by=request.user, now=now), reverse("accounts:me"))
    context = {
        "title": "更换恢复码",
        "trail": _trail("更换恢复码"),
        "what": "生成10个新的恢复码。",
        "consequences": [
            "原来的恢复码，无论是否用过，一律失效。",
            "新的恢复码只显示一次，请当场抄录或打印，妥善保存。",
        ],
        "act": "更换恢复码",
        "url": reverse("accounts:renew_recovery_codes"),
        "back": reverse("accounts:me"),
        "refusal": refusal,
    }
    return render(request, "confirm.html", context)


def _go_on_page(request, address, pairs, back):
    """What was kept through the code step is sent again by the person's own hand."""
    context = {
        "title": "继续办理",
        "trail": _trail("继续办理"),
        "address": address,
        "pairs": pairs,
        "back": back,
    }
    return render(request, "accounts/go_on.html", context)


def _codes_page(request, codes, onward):
    context = {"title": "恢复码", "trail": _trail("恢复码"), "codes": codes, "onward": onward}
    return render(request, "accounts/recovery_codes.html", context)


def _told(request, bound, *, pending=False):
    """What the phone would show: for the demonstration's invented people, whom anybody may become or sign in as."""
    is_nobodys = not pending and not second_factors.was_bound_by_somebody(bound)
    if settings.DEMONSTRATION and (is_borrowed(request.session) or is_nobodys):
        return bound.code_at(clock.of_the_machine(), pending=pending)
    return ""


def _trail(word):
    return [(OWN[0], reverse(OWN[1])), (word, "")]


def _way_back(request):
    """Where the code was asked for: said in the address, or the page one comes from."""
    said = request.POST.get("next") or request.GET.get("next")
    if said:
        return _safe(request, said, "")
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc != request.get_host() or referer.path.startswith(reverse("accounts:second_factor")):
        return ""
    return referer.path + (f"?{referer.query}" if referer.query else "")


def _safe(request, address, otherwise="accounts:me"):
    if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse(otherwise) if otherwise else ""


def _with_way_back(name, back):
    return reverse(name) + (f"?{urlencode({'next': back})}" if back else "")
