"""证书: how far the pressing is, what could not be printed, the list for print, the download."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.pages import addresses_of, page_of
from common.refusals import insist
from honours.actions.pressing import retry_problems
from honours.forms import CERTIFICATE_COURSES
from honours.queries import office
from honours.queries.own import certificates_visible_to
from honours.queries.records import latest_status_list
from honours.rules import naming as rules
from honours.views.doors import filters_of, only_for, season_or_404


@only_for(rules.may_read)
@require_safe
def register(request):
    """Progress of the season, problems first, then all certificates."""
    season = season_or_404(request.GET.get("season", ""))
    filters = filters_of(request, season, courses=CERTIFICATE_COURSES.items())
    progress = office.progress(season)
    page = page_of(office.certificates(season, **filters.asked), request.GET.get("page"))
    address = addresses_of("honours:certificate")
    for certificate in page.object_list:
        certificate.url = address(certificate.serial)
    return render(
        request,
        "honours/certificates.html",
        {
            "title": f"{season}证书",
            "trail": [("证书", "")],
            "season": season,
            "filters": filters,
            "progress": progress,
            "problems": office.problems(season) if progress.problems else [],
            "trouble": office.signing_trouble(season) if progress.unsigned else None,
            "status_list": latest_status_list(),
            "page": page,
            "acts": request.user.holds(*rules.OFFICE),
        },
    )


@only_for(rules.may_read)
@never_cache
@require_safe
def progress(request, season):
    """Polled by js/progress.js."""
    now = office.progress(season_or_404(season))
    return JsonResponse(
        {
            "done": now.pressed + now.problems,
            "total": now.total,
            "word": now.words,
            "finished": now.owed <= now.unsigned,
        }
    )


@only_for(rules.may_read)
@require_safe
def print_list(request, season):
    """制证清单: serial, name, unit and a place to sign, for the printer and the ceremony."""
    season = season_or_404(season)
    return render(
        request,
        "honours/print_list.html",
        {
            "title": f"{season}证书清单",
            "trail": [("证书", f"{reverse('honours:certificates')}?season={season.code}"), ("清单", "")],
            "season": season,
            "certificates": list(office.certificates(season, course="pressed")),
        },
    )


@only_for(rules.may_read)
@require_POST
def retry(request, season):
    """重新制证."""
    season = season_or_404(season)
    count = retry_problems(season, by=request.user, now=clock.now())
    messages.success(request, f"{count} 件证书重新交付制作。")
    return redirect(f"{reverse('honours:certificates')}?season={season.code}")


@login_required
@require_safe
def download(request, serial):
    """下载证书: the bytes pressed once, for the craftsman, the nominating side, the office and supervision."""
    certificate = certificates_visible_to(request.user).filter(serial=serial).select_related("honour").first()
    if certificate is None:
        raise Http404("没有这件证书，或它不在您的办理范围内。")
    insist(rules.refuse_download(request.user, certificate))
    return _handed_out(certificate)


def _handed_out(certificate) -> HttpResponseBase:
    response: HttpResponseBase
    if settings.X_ACCEL_REDIRECT:
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"/protected/{certificate.file.name}"
    elif not certificate.file.storage.exists(certificate.file.name):
        raise Http404("文件不在存储中，请与系统管理员联系。")
    else:
        response = FileResponse(certificate.file.open("rb"))
    response["Content-Type"] = "application/pdf"
    response["Content-Disposition"] = content_disposition_header(
        True, f"{certificate.serial} {certificate.honour.name}.pdf"
    )
    response["Cache-Control"] = "private, no-store"
    return response
