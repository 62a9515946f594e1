"""推荐排序表: printed, signed, uploaded; the page itself is that of 排序与名额."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.states import CLERKS, ENDORSERS, Role
from common import clock
from common.dates import plain_day_words
from common.refusals import insist
from nominations.actions.ranked import print_ranked_list, upload_ranked_list
from nominations.forms.printing import RankedScanForm
from nominations.queries import ranked
from nominations.rules.ranked import refuse_ranked_list, refuse_ranked_scan
from nominations.views.facts import scan_note
from nominations.views.paper import PAPER
from nominations.views.papers import handed_out
from nominations.views.ranking import readable
from printing import fonts
from printing.press import press, qr_mark
from seasons.queries import current_season

TITLE = "推荐排序表"


def _season():
    season = current_season()
    if season is None:
        raise Http404("还没有当前年度。")
    return season


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request, key):
    """The list as it stands, its scans, and the upload."""
    body, season = readable(request.user, key), _season()
    lines = ranked.lines_of(body, season)
    code = ranked.code_of_list(body, season, lines)
    refusal, told = refuse_ranked_list(request.user, body, season), None
    form = RankedScanForm(request.POST or None, request.FILES or None, initial={"code": code})
    if request.method == "POST":
        insist(refusal)
        if form.is_valid():
            told = refuse_ranked_scan(request.user, body, season, form.cleaned_data["code"])
            if told is None:
                upload_ranked_list(body, season, by=request.user, now=clock.now(), **form.cleaned_data)
                messages.success(request, "已收到盖章的推荐排序表，版本码与现有次序一致。")
                return redirect(request.path)
    context = {
        "title": TITLE,
        "lead": f"{body}，{season.label}",
        "trail": [
            ("申报", reverse("nominations:list")),
            ("排序与名额", reverse("nominations:ranking", args=[body.pk])),
        ],
        "body": body,
        "lines": lines,
        "code": code,
        "scans": [(scan, scan.code == code, scan_note(scan)) for scan in ranked.scans_of(body, season)],
        "form": form,
        "refusal": refusal,
        "told": told,
    }
    return render(request, "nominations/ranked.html", context, status=told.status if told else 200)


@require_POST
@login_required
def pdf(request, key):
    """The list as PDF, for the signature and the seal."""
    now, body, season = clock.now(), readable(request.user, key), _season()
    code, lines = print_ranked_list(body, season, by=request.user, now=now)
    address = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("nominations:ranked", args=[body.pk])
    context = {"body": body, "season": season, "lines": lines, "code": code, "qr": qr_mark(address)}
    sheet = render_to_string("papers/ranked.html", context | {"printed_on": plain_day_words(now)})
    insist(fonts.refuse_unprintable("".join(one.nomination.name for _, one in lines), "打印"))
    response = HttpResponse(press(sheet, **PAPER), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{season.code} {TITLE} {code}.pdf")
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@login_required
def scan(request, token):
    """下载盖章的推荐排序表: the body's own people, the office, supervision."""
    found = ranked.scan_at(token)
    mine = found is not None and any(
        one.pk == found.organisation_id for one in request.user.bodies(*CLERKS, *ENDORSERS)
    )
    if found is None or not (mine or request.user.holds(Role.SCREENER, Role.REVIEW_OFFICE, Role.SUPERVISION)):
        raise Http404("没有这份材料，或它不在您的办理范围内。")
    return handed_out(found, to=request.user)
