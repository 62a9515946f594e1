"""邀请、接受与途径: the association's desk, the link of an invitation, and the self-nominee's choice of the way."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.states import Role
from common import clock
from common.pages import page_of
from nominations.actions import employer
from nominations.actions import invitations as actions
from nominations.forms.invitations import InvitationForm, RouteForm
from nominations.models import Invitation
from nominations.queries import invitations
from nominations.rules import invitations as rules
from nominations.states import Answer
from nominations.views.doors import countdown_of, found, trail_to
from seasons.queries import current_season

OURS = (Role.ASSOCIATION_CLERK, Role.ASSOCIATION_ENDORSER)


@login_required
def own(request):
    """The person's association."""
    bodies = request.user.bodies(*OURS)
    if not bodies:
        raise Http404("您没有所属的学会、协会。")
    return redirect("nominations:invitations", bodies[0].pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def desk(request, key):
    """自荐请求与邀请 of one association."""
    association = next((one for one in request.user.bodies(*OURS) if one.pk == key), None)
    if association is None:
        raise Http404("没有这个学会、协会，或它不在您的办理范围内。")
    season, refusal = current_season(), rules.refuse_inviting(request.user, association)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and (refusal is not None or form.is_valid()):
        given = form.cleaned_data if form.is_valid() else {"address": ""}
        actions.invite(association, season, by=request.user, **given)
        messages.success(request, "邀请已发出，链接两周内有效。")
        return redirect("nominations:invitations", key)
    context = {
        "title": "自荐请求与邀请",
        "lead": association.name,
        "trail": [("自荐请求与邀请", "")],
        "page": page_of(invitations.of(association, season), request.GET.get("page")),
        "form": form,
        "refusal": refusal,
        "is_clerk": refusal is None,
        "now": clock.now(),
    }
    return render(request, "nominations/invitations.html", context)


@require_POST
@login_required
def answer(request, key):
    """接受, or with a reason not."""
    asked = get_object_or_404(Invitation.objects.filter(association__in=request.user.bodies(*OURS)), pk=key)
    reason = request.POST.get("reason", "")
    given = Answer.ACCEPTED if request.POST.get("answer") == Answer.ACCEPTED else Answer.DECLINED
    asked = actions.answer(asked, by=request.user, answer=given, reason=reason)
    messages.success(request, f"已答复{asked.nominee.full_name}：{asked.get_answer_display()}。")
    return redirect("nominations:invitations", asked.association_id)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, key, token):
    """The link: what it is, and its acceptance."""
    invited = get_object_or_404(Invitation.objects.select_related("association", "season"), pk=key)
    if not invitations.is_token_of(invited, token):
        raise Http404("此邀请链接无效。")
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect(f"{reverse('accounts:sign_in')}?next={request.path}")
        actions.take_up(invited, token, by=request.user)
        messages.success(request, f"已接受{invited.association}的邀请，请开始填写申报。")
        return redirect("nominations:start_in", "self")
    refusal = (
        rules.refuse_taking_up(request.user, invited, token, now=clock.now()) if request.user.is_authenticated else None
    )
    context = {"title": "自荐邀请", "invited": invited, "refusal": refusal, "path": request.path}
    return render(request, "nominations/invitation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def route(request, number):
    """更改报送途径."""
    nomination = found(request, number)
    refusal = rules.refuse_rerouting(request.user, nomination, None)
    form = RouteForm(request.POST or None, initial={"via_association": nomination.filing_body})
    if request.method == "POST" and (refusal is not None or form.is_valid()):
        via = form.cleaned_data["via_association"] if form.is_valid() else None
        actions.reroute(nomination, by=request.user, via_association=via)
        messages.success(request, "报送途径已更改。")
        return redirect(nomination)
    context = {
        "title": "更改报送途径",
        "trail": trail_to(nomination, ("更改报送途径", "")),
        "nomination": nomination,
        "form": form,
        "refusal": refusal,
        **countdown_of(nomination, clock.now()),
    }
    return render(request, "nominations/route.html", context, status=refusal.status if refusal else 200)


@require_POST
@login_required
def ask_employer(request, number):
    """函请单位核实, by the screener who has it."""
    if not request.user.holds(Role.SCREENER, Role.REVIEW_OFFICE, Role.SUPERVISION):
        raise Http404
    nomination = employer.ask_employer(found(request, number), by=request.user)
    messages.success(request, f"已函请{nomination.unit_name}的工会核实。")
    return redirect(f"{reverse('nominations:screen', args=[number])}#judgement")
