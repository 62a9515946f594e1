"""所在单位公示: one section of the dossier, where the rulebook asks for it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from nominations import dossier
from nominations.actions.papers import note_workplace_notice
from nominations.forms.printing import WorkplaceNoticeForm
from nominations.rules.drafting import refuse_change
from nominations.rules.papers import refuse_workplace_notice
from nominations.views.doors import trail_to
from nominations.views.facts import paper_row
from seasons.queries import calendar
from seasons.working_days import refuse_counting


def section(request, nomination, one, now):
    """Dates, place, result and scan; the working days are counted when it is saved."""
    notice = dossier.notice_at_work(nomination)
    columns = ("since", "until", "place", "result", "handling")
    kept = {name: getattr(notice, name) for name in columns} if notice else {}
    form = WorkplaceNoticeForm(request.POST or None, request.FILES or None, initial=kept)
    refusal = refuse_change(request.user, nomination, one.key)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("since", "until", "result")}
        refusal = refuse_workplace_notice(request.user, nomination, now=now, **given) or _refuse_uncounted(form)
        if refusal is None:
            note_workplace_notice(nomination, by=request.user, now=now, **form.cleaned_data)
            messages.success(request, "所在单位公示已登记。")
            return redirect("nominations:show", nomination.number)
    context = {
        "title": one.title,
        "lead": f"{nomination.name}　编号 {nomination.number}",
        "trail": trail_to(nomination, (one.title, "")),
        "nomination": nomination,
        "form": form,
        "notice": notice,
        "scan": [paper_row(notice.scan)] if notice and notice.scan else [],
        "days": nomination.rulebook.workplace_notice_days,
        "refusal": refusal,
        "back": reverse("nominations:show", args=[nomination.number]),
    }
    return render(request, "nominations/workplace.html", context, status=refusal.status if refusal else 200)


def _refuse_uncounted(form):
    """A year without a holiday list is told on the page, and what was typed stays."""
    known = calendar()
    for day in (form.cleaned_data["since"], form.cleaned_data["until"]):
        refusal = refuse_counting(known, day, 1, first_day_counts=True)
        if refusal is not None:
            return refusal
    return None
