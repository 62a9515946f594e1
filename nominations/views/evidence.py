"""佐证材料 of one dossier: what is there, and several files taken in one go, with a word for each."""

from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect

from nominations import actions, rules
from nominations.forms.evidence import EvidenceForm
from nominations.views.facts import papers_by_indicator
from seasons.states import Indicator


def section_page(request, nomination, now):
    """What the section prints, or the answer to files that were taken."""
    form = EvidenceForm(request.POST or None, request.FILES or None)
    refusal = rules.refuse_attachment(request.user, nomination)
    if request.method == "POST" and form.is_valid() and refusal is None:
        taken = actions.attach_several(nomination, by=request.user, now=now, **form.asked())
        kept = told_of(request, form, taken)
        if not request.accepts("text/html"):
            return JsonResponse({"files": [{"name": one.name, "why_not": one.why_not} for one in taken]})
        if kept:
            return redirect(request.path)
    elif request.method == "POST" and not request.accepts("text/html"):
        why_not = str(refusal) if refusal else "".join(word for words in form.errors.values() for word in words)
        names = [upload.name for upload in request.FILES.getlist("upload")]
        return JsonResponse({"files": [{"name": name, "why_not": why_not} for name in names]})
    may_change = rules.refuse_change(request.user, nomination, "evidence") is None
    papers = papers_by_indicator(nomination, removable=may_change)
    groups = [(indicator.label, papers.get(indicator, []), f"evidence-{indicator.value}") for indicator in Indicator]
    groups += [("整份申报", papers[""], "evidence-whole")] if "" in papers else []
    return {"form": form, "groups": groups, "refusal": refusal, "largest": settings.EVIDENCE_MAX_BYTES}


def told_of(request, form, taken) -> bool:
    """A word for each file: on the page that follows where any was kept, else beside the field; whether any was."""
    kept = [one.name for one in taken if one.paper]
    if not kept:
        for one in taken:
            form.add_error("upload", f"{one.name}：{one.why_not}")
        return False
    messages.success(request, f"已上传 {len(kept)} 个文件：{'、'.join(kept)}。")
    for one in taken:
        if one.why_not:
            messages.warning(request, f"“{one.name}”没有上传：{one.why_not}")
    return True
