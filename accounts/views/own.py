"""Sign in, register, one's own account."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordResetConfirmView
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, queries
from accounts.forms import ChangePasswordForm, NewPasswordForm, SignInForm
from accounts.middleware import RENEWED
from accounts.queries import second_factors
from accounts.rules import must_enrol
from accounts.sign_ins import mark
from privacy.masks import masked_phone


class SignIn(LoginView):
    """登录."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"title": "登录"}

    def form_valid(self, form):
        """Signed in, and noted."""
        answer = super().form_valid(form)
        mark(self.request.session)
        actions.note_sign_in(by=self.request.user)
        return answer


class SignOut(LogoutView):
    """退出登录."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        """Signed out, and told so on the home page; what was proved in this sign-in ends."""
        if request.user.is_authenticated:
            actions.end_proofs(by=request.user)
        answer = super().post(request, *args, **kwargs)
        messages.success(request, "您已退出登录。")
        return answer


@require_POST
@login_required
def stay(request):
    """继续使用: the sign-in goes on for its full age."""
    request.session[RENEWED] = int(time.time())
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"seconds": settings.SESSION_COOKIE_AGE})
    return redirect("desks:desk")


def locked_out(request, credentials=None, *args, **kwargs):
    """登录锁定: how long, and what to do meanwhile."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    context = {"title": "登录暂时锁定", "minutes": minutes, "failures": settings.AXES_FAILURE_LIMIT}
    return render(request, "accounts/locked_out.html", context, status=429)


class SetPassword(PasswordResetConfirmView):
    """设置密码 by a link that is good for three days and for one use."""

    template_name = "accounts/set_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("accounts:sign_in")

    def form_valid(self, form):
        """The new password, noted in the ledger."""
        actions.set_password_by_link(self.user, password=form.cleaned_data["new_password1"])
        self.request.session.pop("_password_reset_token", None)
        messages.success(self.request, "密码已设置，请用新密码登录。")
        return redirect(self.success_url)


@login_required
@require_safe
def me(request):
    """本人账户: contact and roles."""
    person = request.user
    context = {
        "title": "本人账户",
        "trail": [("本人账户", "")],
        "facts": [("姓名", person.full_name), ("登录名", person.username)],
        "contacts": [
            ("电子邮箱", _contact_words(person.email, person.email_verified_at)),
            ("手机号", _contact_words(masked_phone(person.phone), person.phone_verified_at)),
        ],
        "bound": (bound := second_factors.of(person)),
        "codes_left": second_factors.recovery_codes_left(bound) if bound else 0,
        "must_enrol": must_enrol(person),
        "has_short_messages": bool(settings.SMS_BACKEND),
        "memberships": queries.memberships_of(person),
    }
    return render(request, "accounts/me.html", context)


def _contact_words(value, verified_at):
    if not value:
        return "未登记"
    return f"{value}（{'已验证' if verified_at else '未验证'}）"


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request):
    """修改密码."""
    form = ChangePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.change_password(by=request.user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, person)
        messages.success(request, "密码已修改，下次请用新密码登录。")
        return redirect("accounts:me")
    context = {
        "title": "修改密码",
        "trail": [("本人账户", reverse_lazy("accounts:me")), ("修改密码", "")],
        "form": form,
    }
    return render(request, "accounts/change_password.html", context)
