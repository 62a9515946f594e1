"""发布登记: where a notice appeared, one outlet at a time, with its proof."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from common import clock
from common.downloads import handed_over
from common.refusals import insist
from publicity import actions, queries, rules
from publicity.forms import PublicationForm
from publicity.views.office import TRAIL


@login_required
@require_http_methods(["GET", "POST"])
def outlet(request, pk, outlet_pk):
    """发布登记 for one outlet."""
    now = clock.now()
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    one = get_object_or_404(found.rulebook.outlets, pk=outlet_pk)
    former = found.appears_as.publications.filter(outlet=one).first()
    form = PublicationForm(
        request.POST or None,
        request.FILES or None,
        initial={"appeared_at": former.appeared_at, "place": former.place} if former else None,
    )
    refusal = rules.refuse_office(request.user) or rules.refuse_closed(found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        refusal = rules.refuse_recording(
            request.user, found, outlet=one, appeared_at=given["appeared_at"], place=given["place"], now=now
        )
        if refusal is None:
            actions.record_publication(
                found,
                outlet=one,
                appeared_at=given["appeared_at"],
                place=given["place"],
                proof=given["proof"] or None,
                by=request.user,
                now=now,
            )
            messages.success(request, f"已登记在{one}的刊发情况。")
            return redirect("publicity:managed", pk)
    context = {
        "title": f"登记：{one}",
        "trail": [TRAIL, (found.title, reverse("publicity:managed", args=[pk])), (one.name, "")],
        "form": form,
        "refusal": refusal,
        "back": reverse("publicity:managed", args=[pk]),
    }
    return render(request, "publicity/outlet.html", context)


@login_required
@require_GET
def proof(request, pk):
    """刊发凭证."""
    publication = get_object_or_404(queries.publications_visible_to(request.user), pk=pk)
    paper = publication.proof
    if paper is None:
        raise Http404
    insist(rules.refuse_opening(paper))
    return handed_over(paper.file, paper.name)
