"""我的委员信息: the invitation, what a member states about himself, and the pledge he signed.

The forms serve the member for his own seat and the office for correcting another's; which of the two says the address.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import today
from common.refusals import insist
from reviews import actions
from reviews.forms.committee import AcceptForm, EmployerForm, ExpertiseForm, PastEmployerForm, TieForm
from reviews.queries import committee as queries
from reviews.rules import declarations as rules
from reviews.rules import invitations
from reviews.rules.office import refuse_reading
from reviews.views.slips import pledge_slip
from seasons.queries import current_season, rulebook_in_force

MINE = ("我的委员信息", "/reviews/mine/")


def own_seat(request):
    """The person's own row in this season's committee; whoever was never invited has no such page."""
    seat = queries.own_seat(request.user, current_season())
    insist(invitations.refuse_uninvited(seat))
    return seat


def _seat(request, pk):
    """(the seat, its page, the way there): one's own, or another's for the office."""
    if pk is None:
        return own_seat(request), reverse("reviews:mine"), [MINE]
    insist(refuse_reading(request.user))
    seat = get_object_or_404(queries.committee(current_season()), pk=pk)
    page = reverse("reviews:member", args=[pk])
    return seat, page, [("委员会", "/reviews/committee/"), (seat.user.full_name, page)]


@require_safe
@login_required
def mine(request):
    """The invitation while it is open; then one's own particulars, what one has stated and signed."""
    seat = own_seat(request)
    rulebook = rulebook_in_force(seat.season)
    drawn = queries.is_drawn(seat)
    return render(
        request,
        "reviews/mine.html",
        {
            "seat": seat,
            "seating": seat.seating_on(today(clock.now())),
            "is_open": seat.answered_at is None and not seat.is_vacant,
            "years": rulebook.conflict_years if rulebook else 0,
            "stated": queries.stated_by(seat),
            "refusal": rules.refuse_stating(request.user, seat),
            "out_refusal": rules.refuse_taking_out(request.user, seat, "移去", is_drawn=drawn),
            "may_pledge": invitations.refuse_pledge(request.user, seat) is None,
            "signed": seat.signed_pledges.all(),
        },
    )


@login_required
def accept(request):
    """接受邀请."""
    seat = own_seat(request)
    ties = list(seat.ties.all())
    form = AcceptForm(request.POST or None, ties=ties)
    if request.method == "POST" and form.is_valid():
        actions.accept(seat, by=request.user, has_no_ties=form.cleaned_data["has_no_ties"])
        messages.success(request, "您已接受邀请，请阅读并签署承诺书。")
        return redirect("reviews:pledge")
    return render(
        request,
        "reviews/accept.html",
        {
            "seat": seat,
            "form": form,
            "facts": _summary(seat, queries.stated_by(seat)),
            "refusal": invitations.refuse_accepting(request.user, seat, ties=len(ties), has_no_ties=not ties),
            "trail": [MINE, ("接受邀请", "")],
        },
    )


def _summary(seat, stated):
    """What the member is about to stand by."""
    return [
        ("现任职单位", seat.unit_name),
        ("任职的工会或社团", seat.organisation or ""),
        ("近年任职单位", "、".join(str(one) for one in stated["employers"]) or "没有登记"),
        ("熟悉的行业", "、".join(stated["fields"])),
        ("熟悉的工种", "、".join(stated["trades"])),
        ("申报的关系", "；".join(str(one) for one in stated["ties"]) or "没有申报"),
    ]


@require_POST
@login_required
def decline(request):
    """谢绝邀请."""
    actions.decline(own_seat(request), reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, "已登记您谢绝邀请，评审办公室会收到通知。")
    return redirect("reviews:mine")


@login_required
def expertise(request, pk=None):
    """熟悉的行业和工种."""
    seat, page, trail = _seat(request, pk)
    rulebook = rulebook_in_force(seat.season)
    industries = list(rulebook.industries.values_list("name", flat=True)) if rulebook else []
    known = {
        "fields": list(seat.fields.values_list("name", flat=True)),
        "trades": "、".join(seat.trades.values_list("name", flat=True)),
    }
    form = ExpertiseForm(request.POST or None, industries=industries, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.state_expertise(seat, by=request.user, **form.cleaned_data)
        return redirect(page)
    refusal = rules.refuse_stating(request.user, seat)
    lead = "分派时优先由熟悉该行业、工种的委员评审；不填不影响担任委员。"
    return _form(request, "填报专长", form, page, trail, refusal, act="保存专长", lead=lead)


@login_required
def employer(request, pk=None):
    """现任职单位."""
    seat, page, trail = _seat(request, pk)
    form = EmployerForm(request.POST or None, is_correction=pk is not None, instance=seat)
    if request.method == "POST" and form.is_valid():
        actions.change_employer(seat, by=request.user, **form.cleaned_data)
        return redirect(page)
    refusal = rules.refuse_correcting(request.user, seat, "更正")
    lead = (
        "更正登记有误的单位，理由记入台账并告知本人；不作为离任登记。"
        if pk
        else "任职单位变更后，原单位自动登记为近年任职单位，回避关系随之核对，评审办公室会收到通知。"
    )
    return _form(request, "变更任职单位", form, page, trail, refusal, act="变更任职单位", lead=lead)


@login_required
def add_employer(request, pk=None):
    """近年任职单位."""
    seat, page, trail = _seat(request, pk)
    form = PastEmployerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_past_employer(seat, by=request.user, **form.cleaned_data)
        messages.success(request, "近年任职单位已登记，回避关系随之核对。")
        return redirect(page)
    refusal = rules.refuse_stating(request.user, seat)
    lead = "曾经任职、现已离开的单位；在细则规定的年限内，该单位的申报不由您评审。"
    return _form(request, "登记近年任职单位", form, page, trail, refusal, act="登记任职单位", lead=lead)


@login_required
def add_tie(request, pk=None):
    """申报关系."""
    seat, page, trail = _seat(request, pk)
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.declare_tie(seat, by=request.user, **form.cleaned_data)
        messages.success(request, "关系已申报，回避关系随之核对。")
        return redirect(page)
    lead = "写明与谁、在哪个单位、是什么关系；平台据此在分派前核对回避，其他委员和推荐单位看不到。"
    return _form(
        request,
        "申报关系",
        form,
        page,
        trail,
        rules.refuse_stating(request.user, seat),
        act="申报关系",
        lead=lead,
    )


@require_POST
@login_required
def remove_employer(request, pk):
    """移去近年任职单位."""
    past = get_object_or_404(queries.employers_within_reach(request.user, current_season()), pk=pk)
    member = actions.remove_past_employer(past, by=request.user, reason=request.POST.get("reason", ""))
    return redirect(_page_of(member, request.user))


@require_POST
@login_required
def remove_tie(request, pk):
    """移去申报的关系."""
    tie = get_object_or_404(queries.ties_within_reach(request.user, current_season()), pk=pk)
    member = actions.remove_tie(tie, by=request.user, reason=request.POST.get("reason", ""))
    return redirect(_page_of(member, request.user))


@require_safe
@login_required
def slip(request, pk):
    """签署的承诺书, as signed, for the member and the office."""
    signed = get_object_or_404(queries.signatures_within_reach(request.user, current_season()), pk=pk)
    response = HttpResponse(pledge_slip(signed), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="pledge-{signed.version}.pdf"'
    return response


def _page_of(member, user):
    return reverse("reviews:mine") if member.user_id == user.pk else reverse("reviews:member", args=[member.pk])


def _form(request, title, form, page, trail, refusal, *, act, lead=""):
    return render(
        request,
        "reviews/statement.html",
        {
            "title": title,
            "form": form,
            "back": page,
            "trail": [*trail, (title, "")],
            "refusal": refusal,
            "act": act,
            "lead": lead,
        },
        status=422 if form.is_bound and not refusal else 200,
    )
