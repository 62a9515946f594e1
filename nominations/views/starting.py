"""起草."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.states import Role
from common import clock
from common.dates import today
from nominations import actions, rules
from nominations.actions.drafting import filing_body_of
from nominations.actions.twins import ask_about_twin
from nominations.deadlines import Deadline
from nominations.forms.starting import StartForm
from nominations.states import Channel
from organisations.models import hash_of_unit
from privacy.hashing import keyed_hash
from seasons.queries import closing_moment, current_season, rulebook_in_force
from seasons.rules import refuse_when_shut

ROLES = {Channel.UNIT: Role.UNION_CLERK, Channel.ASSOCIATION: Role.ASSOCIATION_CLERK}
WHO = {
    Channel.UNIT: "由基层工会起草，逐级审核后由区、局（产业）工会报送。",
    Channel.ASSOCIATION: "由专业学会、行业协会起草并报送。",
    Channel.SELF: "由本人申报，直接报送市总工会，或经学会、协会审核后报送。",
}


def channels_of(user):
    """The channels a person may draft in."""
    open_to = [channel for channel, role in ROLES.items() if user.holds(role)]
    return [*open_to, Channel.SELF] if user.holds(Role.SELF_NOMINEE) else open_to


@require_safe
@login_required
def choose(request):
    """推荐途径: one that is open goes straight on."""
    channels = channels_of(request.user)
    if len(channels) == 1:
        return redirect("nominations:start_in", channels[0])
    season = current_season()
    rows = [
        {"title": channel.label, "url": reverse("nominations:start_in", args=[channel]), "note": WHO[channel]}
        for channel in channels
    ]
    context = {"title": "起草申报", "rows": rows, "season": season, "trail": [("申报", reverse("nominations:list"))]}
    return render(request, "nominations/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request, channel):
    """The first page of a dossier; the same page sent again leads to the dossier it made."""
    now, channel = clock.now(), Channel(channel)
    bodies = request.user.bodies(ROLES[channel]) if channel in ROLES else []
    rulebook = rulebook_in_force(current_season())
    made = request.session.get("started", {})
    if request.method == "POST" and request.POST.get("token") in made:
        return redirect("nominations:show", made[request.POST["token"]])
    first = bodies[0] if bodies else None
    options = {"bodies": bodies, "is_self": channel == Channel.SELF, "today": today(now)}
    initial = {"token": secrets.token_urlsafe(16), "drafting_body": first}
    initial |= {"unit_name": first.employer_name, "unit_code": first.employer_code} if first else {}
    initial |= {"name": request.user.full_name} if channel == Channel.SELF else {}
    form = StartForm(request.POST or None, initial=initial, **options)
    refusal = rules.refuse_channel(request.user, channel=channel, drafting_body=first) or refuse_when_shut(
        rulebook, filing_body_of(channel, drafting_body=first), now
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)  # a fault beside the number takes the number out of the form's own
        refusal = _refusal(request.user, channel, rulebook, form, now)
        if refusal is None:
            return _started(request, channel, form, now)
        if refusal.ground == "duplicate" and "ask_about_twin" in request.POST:
            return _asked_about_twin(request, rulebook, given, now)
    context = {
        "title": f"起草申报：{channel.label}",
        "lead": WHO[channel],
        "trail": [("申报", reverse("nominations:list"))],
        "form": form,
        "refusal": refusal,
        "may_ask_about_twin": refusal is not None and refusal.ground == "duplicate" and form.is_bound,
        "countdown": Deadline("申报", closing_moment(rulebook, first), now) if rulebook else None,
    }
    return render(request, "nominations/start.html", context, status=409 if refusal and form.is_bound else 200)


def _asked_about_twin(request, rulebook, given, now):
    """请求核查重复, with what was typed."""
    ask_about_twin(
        by=request.user,
        rulebook=rulebook,
        identity_hash=keyed_hash("identity", given["identity_number"]),
        name=given["name"],
        unit_name=given["unit_name"],
        now=now,
    )
    messages.success(request, "已请评审办公室核查，办理后将函告您。")
    return redirect("nominations:list")


def _who(form, channel):
    given = form.cleaned_data
    return {
        "channel": channel,
        "drafting_body": given.get("drafting_body"),
        "via_association": given.get("via_association"),
    }


def _refusal(user, channel, rulebook, form, now):
    """The rule's answer before the act, so that what was typed stays on the page; a twin is told beside the number."""
    given, who = form.cleaned_data, _who(form, channel)
    refusal = rules.refuse_start(
        user,
        channel=channel,
        rulebook=rulebook,
        drafting_body=who["drafting_body"],
        filing_body=filing_body_of(**who),
        identity_hash=keyed_hash("identity", given["identity_number"]),
        unit_hash=hash_of_unit(given["unit_code"]),
        now=now,
    )
    if refusal is not None and refusal.ground == "duplicate":
        form.add_error("identity_number", str(refusal))
    return refusal


def _started(request, channel, form, now):
    given = {name: form.cleaned_data[name] for name in form.cleaned_data if name not in ("token",)}
    given |= _who(form, channel)
    nomination = actions.start(by=request.user, now=now, **given)
    made = request.session.get("started", {})
    request.session["started"] = dict(list(made.items())[-20:]) | {form.cleaned_data["token"]: nomination.number}
    return redirect("nominations:show", nomination.number)
