"""材料版本: the list, the sheet as it was filed, and what changed between two; behind the door of the dossier itself."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nominations import queries
from nominations.content import digest_of
from nominations.views.changes import changes_shown, content_shown
from nominations.views.doors import found, trail_to


@require_safe
@login_required
def index(request, number):
    """Every revision, the latest first, each with what it changed."""
    nomination = found(request, number)
    revisions = list(queries.revisions_of(nomination))
    rows = [
        {
            "revision": one,
            "is_latest": one is revisions[-1],
            "is_intact": digest_of(one.content) == one.digest,
            "url": reverse("nominations:revision", args=[number, one.number]),
            "changes": reverse("nominations:compare_revisions", args=[number, one.number - 1, one.number])
            if one.number > 1
            else "",
        }
        for one in revisions
    ]
    context = {
        "title": f"材料版本：{nomination.name}",
        "lead": f"编号 {nomination.number}　{nomination.unit_name}",
        "trail": trail_to(nomination, ("材料版本", "")),
        "nomination": nomination,
        "rows": rows[::-1],
        "overall": reverse("nominations:compare_revisions", args=[number, 1, len(rows)]) if len(rows) > 2 else "",
    }
    return render(request, "nominations/revisions.html", context)


@require_safe
@login_required
def show(request, number, place):
    """The sheet as it was filed."""
    nomination = found(request, number)
    revision = _numbered(nomination, place)
    latest = queries.latest_revision(nomination)
    sections = content_shown(nomination, revision.content, queries.papers_in(revision))
    for section in sections:
        for paper in section["papers"]:
            file = paper.pop("file")
            paper["url"] = reverse("nominations:evidence", args=[file.token]) if file else ""
    context = {
        "title": f"{nomination.name}　{revision}",
        "lead": revision.words,
        "trail": _trail(nomination, str(revision)),
        "nomination": nomination,
        "revision": revision,
        "latest": latest,
        "changes": reverse("nominations:compare_revisions", args=[number, place, latest.number])
        if latest.number > place
        else "",
        "is_intact": digest_of(revision.content) == revision.digest,
        "sections": sections,
        "kept": [("版次", revision.words), ("经办人", str(revision.made_by)), ("校验值", revision.digest)],
    }
    return render(request, "nominations/revision.html", context)


@require_safe
@login_required
def compare(request, number, before, after):
    """改动: what the later of two revisions says otherwise."""
    nomination = found(request, number)
    if before > after:
        return redirect("nominations:compare_revisions", number, after, before)
    old, new = _numbered(nomination, before), _numbered(nomination, after)
    context = {
        "title": f"材料改动：{nomination.name}",
        "lead": f"{old.words}与{new.words}对照",
        "trail": _trail(nomination, f"{old}与{new}"),
        "nomination": nomination,
        "old": old,
        "new": new,
        "sections": changes_shown(nomination, old.content, new.content),
    }
    return render(request, "nominations/compare.html", context)


def _trail(nomination, word):
    return trail_to(nomination, ("材料版本", reverse("nominations:revisions", args=[nomination.number])), (word, ""))


def _numbered(nomination, place):
    revision = queries.revisions_of(nomination).filter(number=place).first()
    if revision is None:
        raise Http404("没有这一版材料。")
    return revision
