"""填写材料: one page a section, the papers, the promise and the consents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from common import clock
from nominations import actions, rules
from nominations.forms.dossier import PhotoForm
from nominations.views import consents, evidence, exceptions, printed, unsuitable, workplace
from nominations.views.doors import found, section_or_404
from nominations.views.facts import photo_of
from nominations.views.writing import page_of, written


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def section(request, number, key):
    """One section: what is wrong is told beside its field, and what was typed stays."""
    nomination = found(request, number)
    one = section_or_404(nomination, key)
    return _PAGES.get(key, written)(request, nomination, one, clock.now())


def _evidence(request, nomination, one, now):
    told = evidence.section_page(request, nomination, now)
    return page_of(request, nomination, one, "evidence", **told) if isinstance(told, dict) else told


def _photo(request, nomination, one, now):
    refusal = rules.refuse_change(request.user, nomination, one.key)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and refusal is None:
        if "remove" in request.POST:
            actions.remove_photo(nomination, by=request.user, now=now)
            messages.success(request, "已移除本人照片。")
            return redirect(request.path)
        if form.is_valid():
            actions.set_photo(nomination, by=request.user, upload=form.cleaned_data["upload"], now=now)
            messages.success(request, "已保存本人照片。")
            return redirect(request.path)
    return page_of(request, nomination, one, "photo", form=form, photo=photo_of(nomination), refusal=refusal)


def _exception(request, nomination, one, now):
    told = exceptions.section_page(request, nomination, now)
    return page_of(request, nomination, one, "exceptions", **told) if isinstance(told, dict) else told


_PAGES = {
    "photo": _photo,
    "evidence": _evidence,
    "promises": consents.section,
    "exception": _exception,
    "unsuitable": unsuitable.section,
    "notice": workplace.section,
    "form": printed.section,
}


@require_POST
@login_required
def declare(request, number):
    """真实性承诺."""
    nomination = actions.declare(found(request, number), by=request.user)
    messages.success(request, "已作出真实性承诺。承诺后修改材料的，须重新承诺。")
    return redirect("nominations:section", nomination.number, "promises")
