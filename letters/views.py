"""One's own letters, and the outbox for those who watch over delivery."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common.pages import page_of
from common.refusals import insist
from letters import actions, queries, rules
from letters.forms import OutboxFilters
from letters.models import Letter
from letters.states import Delivery


@login_required
@require_safe
def inbox(request):
    """信件: one's own, newest first."""
    unread = queries.unread_count(request.user)
    context = {
        "title": "信件",
        "lead": f"有 {unread} 封未读。" if unread else "没有未读的信件。",
        "trail": [("信件", "")],
        "page": page_of(queries.of(request.user).defer("body"), request.GET.get("page")),
        "unread": unread,
    }
    return render(request, "letters/inbox.html", context)


@login_required
@require_safe
def letter(request, key):
    """One letter; opening it marks it as read."""
    letter = actions.mark_read(get_object_or_404(queries.of(request.user).prefetch_related("dispatches"), pk=key))
    trail = [("信件", reverse("letters:inbox")), (letter.subject, "")]
    return render(request, "letters/letter.html", {"title": letter.subject, "trail": trail, "letter": letter})


@login_required
@require_POST
def read_all(request):
    """全部标为已读."""
    count = actions.mark_all_read(request.user)
    messages.success(request, f"{count} 封信件已标为已读。")
    return redirect("letters:inbox")


@login_required
@require_safe
def outbox(request):
    """函告发送情况."""
    insist(rules.refuse_outbox(request.user))
    filters = OutboxFilters(request.GET)
    filters.is_valid()
    context = {
        "title": "函告发送情况",
        "lead": "每封函告在平台内即时可读，并按收件人登记的联系方式另行送出。此处只看送达情况，不显示正文。",
        "trail": [("函告发送情况", "")],
        "filters": filters,
        "page": page_of(queries.outbox(**filters.asked()), request.GET.get("page")),
        "may_send": rules.may_send(request.user),
        "kept": [("back", request.get_full_path())],
    }
    return render(request, "letters/outbox.html", context)


@login_required
@require_POST
def send_again(request, key):
    """再次送出."""
    letter = actions.send_again(get_object_or_404(Letter, pk=key), by=request.user)
    messages.success(request, f"致{letter.recipient}的“{letter.subject}”将再次送出。")
    outbox = reverse("letters:outbox")
    back = request.POST.get("back", "")
    return redirect(back if back.partition("?")[0] == outbox else f"{outbox}?delivery={Delivery.FAILED}")
