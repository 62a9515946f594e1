"""Register, confirm, change one's contact."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import password_path
from common import clock
from entrance import actions, rules
from entrance.forms import CodeForm, EmailForm, PhoneForm, RegistrationForm
from entrance.models import Verification
from entrance.states import ASKED, GOOD_FOR, Purpose
from letters.states import Way
from privacy.hashing import keyed_hash
from privacy.masks import masked_email, masked_phone

BACKEND = "django.contrib.auth.backends.ModelBackend"
ONWARD = "after_registration"
CONTACTS = {"email": (Way.EMAIL, EmailForm, "更换电子邮箱"), "phone": (Way.SMS, PhoneForm, "更换手机号")}


@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request):
    """个人自荐注册."""
    if request.user.is_authenticated:
        return redirect("desks:desk")
    onward = request.GET.get("next", "")
    if onward and url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        request.session[ONWARD] = onward
    form, refusal = RegistrationForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        refusal = _refusal_of_asking(request, given["way"], given["address"])
        if refusal is None:
            verification = actions.register(
                full_name=given["full_name"], way=given["way"], address=given["address"], password=given["password"]
            )
            request.session[ASKED] = verification.pk
            return redirect("entrance:verify")
    context = {"title": "个人自荐注册", "form": form, "refusal": refusal}
    return render(request, "entrance/register.html", context, status=refusal.status if refusal else 200)


def _refusal_of_asking(request, way, address):
    """The rule's answer before the act, so that what was typed stays on the page."""
    kind = "email" if way == Way.EMAIL else "phone"
    place = request.META.get("REMOTE_ADDR", "")
    return rules.refuse_asking_code(way, keyed_hash(kind, address), place, now=clock.now())


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request):
    """填写验证码."""
    verification = _asked(request)
    if verification is None:
        return redirect("entrance:register" if not request.user.is_authenticated else "accounts:me")
    form, refusal = CodeForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        user = request.user if request.user.is_authenticated else None
        person, refusal = actions.try_code(verification, code=form.cleaned_data["code"], user=user)
        if refusal is None:
            return _confirmed(request, verification, person)
        form.add_error("code", str(refusal))
    return _verify_page(request, verification, form, status=refusal.status if refusal else 200)


def _confirmed(request, verification, person):
    del request.session[ASKED]
    if verification.purpose == Purpose.CONTACT:
        messages.success(request, "已验证，联系方式已更换。")
        return redirect("accounts:me")
    if verification.purpose == Purpose.PASSWORD:
        return redirect(password_path(person))
    onward = request.session.pop(ONWARD, "")
    login(request, person, backend=BACKEND)
    messages.success(request, f"{person.full_name}，您的自荐账户已开通，可以开始填写申报材料。")
    return redirect(onward or "desks:desk")


@require_POST
def again(request):
    """重新发送验证码."""
    verification = _asked(request)
    if verification is None:
        return redirect("entrance:register")
    request.session[ASKED] = actions.send_again(verification).pk
    messages.success(request, "验证码已重新发送，以最近一次收到的为准。")
    return redirect("entrance:verify")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, kind):
    """更换联系方式: the former one stays until the new one is confirmed."""
    way, form_class, title = CONTACTS[kind]
    if way == Way.SMS and not settings.SMS_BACKEND:
        raise Http404("短信服务尚未开通。")
    form, refusal = form_class(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        refusal = _refusal_of_asking(request, way, form.cleaned_data["address"])
        if refusal is None:
            verification = actions.change_contact(way, form.cleaned_data["address"], by=request.user)
            request.session[ASKED] = verification.pk
            return redirect("entrance:verify")
    context = {
        "title": title,
        "trail": [("本人账户", reverse("accounts:me")), (title, "")],
        "form": form,
        "refusal": refusal,
    }
    return render(request, "entrance/contact.html", context, status=refusal.status if refusal else 200)


def _asked(request):
    return Verification.objects.select_related("user").filter(pk=request.session.get(ASKED)).first()


def _verify_page(request, verification, form, *, status):
    mask = masked_email if verification.way == Way.EMAIL else masked_phone
    context = {
        "title": "填写验证码",
        "form": form,
        "address": mask(verification.address),
        "word": "邮件" if verification.way == Way.EMAIL else "短信",
        "minutes": round(GOOD_FOR.total_seconds() / 60),
        "is_contact": verification.purpose == Purpose.CONTACT,
        "is_password": verification.purpose == Purpose.PASSWORD,
        "told": actions.told_to(verification) if settings.DEMONSTRATION else None,
    }
    return render(request, "entrance/verify.html", context, status=status)
