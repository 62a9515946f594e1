"""The public home, each person's desk, and the door between people in a demonstration."""

from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.rules import refuse_keeping_accounts
from accounts.sign_ins import mark, mark_borrowed
from common import clock
from common.dates import moment_words
from common.refusals import insist
from desks import actions, people, queries, ways
from desks.forms import ClockForm, ForgottenForm
from entrance.actions import ask_for_password
from entrance.rules import refuse_asking_code
from entrance.states import ASKED
from letters.states import Way
from privacy.hashing import keyed_hash
from privacy.masks import masked_email
from seasons.queries import asked_once

BACKEND = "django.contrib.auth.backends.ModelBackend"


def only_in_a_demonstration(view):
    """Elsewhere the address does not exist."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if not settings.DEMONSTRATION:
            raise Http404
        return view(request, *args, **kwargs)

    return door


@require_safe
def home(request):
    """The public face: this season in plain words, and every way in."""
    now = clock.now()
    context = {"title": "上海工匠", "year": queries.year(now), "notices": list(queries.running_notices(now))}
    return render(request, "desks/home.html", context)


@login_required
@require_safe
def desk(request):
    """工作台: what waits for me, what I await from others, then the year."""
    now = clock.now()
    with asked_once():
        mine, awaited = queries.waiting_for(request.user, now)
        year = queries.year(now, user=request.user)
    context = {
        "title": "工作台",
        "mine": mine,
        "awaited": awaited,
        "year": year,
        "ways": ways.ways_for(request.user),
    }
    return render(request, "desks/desk.html", context)


@only_in_a_demonstration
@require_safe
def become(request):
    """换一个身份: the demonstration's people by role."""
    context = {"title": "换一个身份", "groups": people.groups(), "clock_form": ClockForm(), "now": clock.now()}
    return render(request, "desks/become.html", context)


@only_in_a_demonstration
@require_POST
def become_person(request, key):
    """Sign in as somebody without a password."""
    by = request.user
    person = actions.become(get_object_or_404(User, pk=key), by=by)
    logout(request)
    login(request, person, backend=BACKEND)
    mark_borrowed(request.session, by)
    mark(request.session)
    messages.info(request, f"您现在是{person.full_name}。")
    return redirect("desks:desk")


@only_in_a_demonstration
@require_POST
def put_forward(request):
    """拨快时钟, so that nobody has to wait for a notice to run."""
    form = ClockForm(request.POST)
    if form.is_valid():
        moment = clock.put_forward(timedelta(days=form.cleaned_data["days"]))
        messages.info(request, f"演示时钟已拨至{moment_words(moment)}。")
    return redirect("desks:become")


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request):
    """忘记密码."""
    form, refusal = ForgottenForm(request.POST or None), None
    phone = form.mobile if request.method == "POST" and form.is_valid() and settings.SMS_BACKEND else ""
    if phone:
        refusal = refuse_asking_code(
            Way.SMS, keyed_hash("phone", phone), request.META.get("REMOTE_ADDR", ""), now=clock.now()
        )
        if refusal is None:
            request.session[ASKED] = ask_for_password(phone).pk
            return redirect("entrance:verify")
    elif request.method == "POST" and form.is_valid():
        actions.ask_for_password_link(form.cleaned_data["username"])
        messages.success(request, "如此账户登记有邮箱，设置密码的链接已发往该邮箱，三天内有效。十分钟内只发一次。")
        return redirect("accounts:sign_in")
    context = {"title": "忘记密码", "form": form, "refusal": refusal, "has_short_messages": bool(settings.SMS_BACKEND)}
    return render(request, "desks/forgotten.html", context, status=refusal.status if refusal else 200)


@login_required
@require_POST
def reset_second_factor(request, key):
    """重置动态验证码 of somebody who has lost the phone, by an administrator."""
    person = get_object_or_404(User, pk=key)
    actions.reset_second_factor(person, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, f"{person.full_name}的动态验证码已重置，并已函告本人。本人下次办理时重新绑定。")
    return redirect("accounts:person", key)


@login_required
@require_POST
def password_link(request, key):
    """发出设置密码链接, by an administrator."""
    insist(refuse_keeping_accounts(request.user))
    person = get_object_or_404(User, pk=key)
    path = actions.send_password_link(person, by=request.user)
    context = {
        "title": f"{person.full_name}：设置密码链接",
        "person": person,
        "sent_to": masked_email(person.email),
        "link": request.build_absolute_uri(path),
    }
    return render(request, "desks/password_link.html", context)
