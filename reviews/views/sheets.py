"""The score sheet beside its file: written, kept while it is written, checked, submitted, abstained from."""

import hashlib
import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.sign_ins import is_borrowed
from common import clock
from common.dates import clock_words, moment_words, today
from common.refusals import insist
from nominations.views.changes import changes_shown
from reviews import actions, scoring
from reviews.forms import RecusalForm
from reviews.forms.sheets import SheetForm
from reviews.queries import dossiers, peers, sheets
from reviews.rules import sheets as rules
from reviews.views.desk import QUEUE


def found_sheet(request, pk, now):
    """One's own sheet, or nothing; whether it may be read is asked as well."""
    found = get_object_or_404(sheets.sheet_for(request.user, pk, on=today(now)))
    insist(rules.refuse_reading(request.user, found))
    return found


def sign_in(request) -> dict:
    """Which sign-in it was, without keeping the key that opens it, on what device, and whether somebody led in here."""
    return {
        "session": hashlib.sha256((request.session.session_key or "").encode()).hexdigest(),
        "device": request.headers.get("User-Agent", "")[:200],
        "is_borrowed": is_borrowed(request.session),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sheet(request, pk):
    """The file beside the score sheet; posting keeps a draft, or goes on to the confirmation."""
    now = clock.now()
    page = _Page(request, found_sheet(request, pk, now), now)
    return page.saved() if request.method == "POST" else page.opened()


class _Page:
    """One window on one sheet."""

    def __init__(self, request, found, now):
        self.request, self.sheet, self.now = request, found, now
        self.rulebook = found.assignment.round.rulebook
        self.criteria = sheets.criteria_of(found.assignment.round)
        self.written = sheets.scores_of(found)
        self.window = request.POST.get("window", "")[:43] or secrets.token_urlsafe(24)
        self.refusal = rules.refuse_writing(request.user, found, now=now, is_borrowed=is_borrowed(request.session))

    def form(self, fields=None):
        """The fields as saved, or as typed."""
        return SheetForm(
            fields, criteria=self.criteria, rulebook=self.rulebook, written=self.written, overall=self.sheet.comment
        )

    def opened(self):
        """As saved, or as one of the windows' copies has it."""
        copy = (
            self.sheet.copies.filter(window=self.request.GET.get("copy", "")).first() if self.sheet.has_copies else None
        )
        if copy is None or self.refusal is not None:
            return self.shown(self.form())
        self.window = copy.window
        if copy.base != self.sheet.version and self.form().differences(copy.fields):
            return self.compared(copy.fields)
        return self.shown(self.form(copy.fields), restored=copy)

    def saved(self):
        """What was typed goes into the sheet, or is kept beside it and compared."""
        post = self.request.POST
        form = self.form(post)
        if "compared" in post:
            fields = self.decided(form)
            if fields is None:
                return self.compared(form.filled_in(), undecided=True)
            form = self.form(fields)
        form.is_valid()
        typed = form.typed(window=self.window, base=_number(post.get("base")), stroke=_number(post.get("stroke")) or 0)
        kept = actions.keep_typed(self.sheet, by=self.request.user, typed=typed, now=self.now, **sign_in(self.request))
        self.sheet.version = kept.sheet.version
        if kept.is_stale:
            self.written, self.sheet.comment = sheets.scores_of(kept.sheet), kept.sheet.comment
            return self.compared(typed.fields)
        if form.errors:
            return self.shown(form)
        if "finish" in post:
            return redirect("reviews:submit", self.sheet.pk)
        messages.success(self.request, "评分草稿已保存，尚未提交。")
        return redirect(reverse("reviews:sheet", args=[self.sheet.pk]) + "#judgement")

    def decided(self, form):
        """The sheet put together as was chosen field by field; None while a choice is open."""
        typed, post = form.filled_in(), self.request.POST
        choices = {one["name"]: post.get(f"choice-{one['name']}") for one in form.differences(typed)}
        if not all(choices.values()):
            return None
        saved = form.saved()
        return typed | {name: saved[name] for name, choice in choices.items() if choice == "saved"}

    def shown(self, form, *, restored=None):
        """The page of the sheet."""
        found, user = self.sheet, self.request.user
        cover = dossiers.cover_of(found)
        context = {
            "sheet": found,
            "dossier": dossiers.dossier_of(found, cover),
            "is_blind": found.assignment.round.plan.is_blind,
            "form": form,
            "rows": form.rows(),
            "rulebook": self.rulebook,
            "bounds": rules.comment_bounds(self.rulebook),
            "step": rules.plain(self.rulebook.score_step),
            "place": sheets.neighbours(user, found),
            "running": running_total(self.criteria, self.written),
            "window": self.window,
            "restored": restored,
            "copies": sheets.copies_of(found, apart_from=self.window) if found.has_copies and not self.refusal else [],
            "refusal": self.refusal,
            "trail": [QUEUE, (found.serial, "")],
        }
        if found.submitted_at:
            context |= {
                "facts": facts_of_sheet(found, self.criteria, self.written),
                "peers": peers.other_scores(user, found, cover),
            }
        return render(self.request, "reviews/sheet.html", context, status=422 if form.is_bound and form.errors else 200)

    def compared(self, fields, *, undecided=False):
        """两份内容: side by side, a choice for each field in which they differ."""
        context = {
            "title": f"{self.sheet.title}：比较两份内容",
            "sheet": self.sheet,
            "differences": self.form().differences(fields),
            "typed": fields.items(),
            "window": self.window,
            "undecided": undecided,
            "trail": [QUEUE, (self.sheet.serial, reverse("reviews:sheet", args=[self.sheet.pk])), ("比较两份内容", "")],
        }
        return render(self.request, "reviews/both.html", context, status=409 if self.request.method == "POST" else 200)


@require_POST
@login_required
def keep(request, pk):
    """自动保存: tells what is kept, what is no score, and whether another window saved first."""
    now = clock.now()
    found = get_object_or_404(sheets.sheet_for(request.user, pk, on=today(now)))
    refusal = rules.refuse_writing(request.user, found, now=now, is_borrowed=is_borrowed(request.session))
    if refusal is not None:
        return JsonResponse({"refusal": str(refusal)}, status=refusal.status)
    criteria = sheets.criteria_of(found.assignment.round)
    form = SheetForm(request.POST, criteria=criteria, rulebook=found.assignment.round.rulebook, overall=found.comment)
    form.is_valid()
    post = request.POST
    typed = form.typed(
        window=post.get("window", ""),
        base=_number(post.get("base")),
        stroke=_number(post.get("stroke")) or 0,
        is_automatic=True,
    )
    if refusal := rules.refuse_typed(typed):
        return JsonResponse({"refusal": str(refusal)}, status=refusal.status)
    kept = actions.keep_typed(found, by=request.user, typed=typed, now=now, **sign_in(request))
    told = {"at": clock_words(now), "faults": typed.faults}
    if kept.is_stale:
        address = reverse("reviews:sheet", args=[pk])
        return JsonResponse(told | {"changed": f"{address}?copy={typed.window}", "word": "尚未写入评分表"})
    word = f"已于{clock_words(now)}自动保存，尚未提交"
    if typed.faults:
        word = f"已于{clock_words(now)}保存；有{len(typed.faults)}处须改正，未计入"
    return JsonResponse(told | {"base": kept.sheet.version, "word": word})


@require_POST
@login_required
def discard(request, pk):
    """放弃 what one window typed."""
    found = get_object_or_404(sheets.sheet_for(request.user, pk, on=today(clock.now())))
    actions.discard_copy(found, by=request.user, window=request.POST.get("window", ""))
    messages.success(request, "已放弃未写入的内容，评分表保持已保存的样子。")
    return redirect("reviews:sheet", pk)


@require_safe
@login_required
def changes(request, pk):
    """评审依据的改动: what the judged revision says otherwise than the first filing, as far as an expert may read it."""
    found = found_sheet(request, pk, clock.now())
    revisions = dossiers.revisions_up_to(found.assignment)
    if not revisions:
        raise Http404("此件没有材料版本。")
    cover = dossiers.cover_of(found)
    nomination = dossiers.dossier_of(found, cover)
    first, judged = revisions[0], revisions[-1]
    before, after = (dossiers.readable_content(one, cover=cover) for one in (first, judged))
    return render(
        request,
        "reviews/changes.html",
        {
            "sheet": found,
            "nomination": nomination,
            "first": first,
            "judged": judged,
            "sections": changes_shown(nomination, before, after),
            "trail": [QUEUE, (found.serial, reverse("reviews:sheet", args=[pk])), ("材料改动", "")],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submit(request, pk):
    """Ask once more with all points in view, then lock."""
    now = clock.now()
    if request.method == "POST":
        found = get_object_or_404(sheets.sheet_for(request.user, pk, on=today(now)))
        base = _number(request.POST.get("base"))
        actions.submit_sheet(found, by=request.user, base=base, now=now, **sign_in(request))
        following = sheets.neighbours(request.user, found)["next_open"]
        messages.success(request, f"{found.title}的评分已提交。{'' if following else '您的评审件已全部办完。'}")
        return redirect("reviews:sheet", following) if following else redirect("reviews:queue")
    found = found_sheet(request, pk, now)
    rulebook, criteria = found.assignment.round.rulebook, sheets.criteria_of(found.assignment.round)
    written = sheets.scores_of(found)
    points = {key: score.points for key, score in written.items()}
    comments = {key: score.comment for key, score in written.items()}
    refusal = rules.refuse_writing(
        request.user, found, now=now, is_borrowed=is_borrowed(request.session)
    ) or rules.refuse_incomplete(points, comments, criteria, rulebook)
    lines = {one.pk: scoring.Line(one.maximum, one.weight) for one in criteria}
    return render(
        request,
        "reviews/submit.html",
        {
            "sheet": found,
            "rows": [(one, written.get(one.pk)) for one in criteria],
            "total": None if refusal else scoring.sheet_total(points, lines),
            "refusal": refusal,
            "hidden": [("base", found.version)],
            "trail": [QUEUE, (found.serial, reverse("reviews:sheet", args=[pk])), ("提交评分", "")],
        },
    )


@require_POST
@login_required
def abstain(request, pk):
    """弃权."""
    now = clock.now()
    found = get_object_or_404(sheets.sheet_for(request.user, pk, on=today(now)))
    actions.abstain(found, by=request.user, reason=request.POST.get("reason", ""), now=now, **sign_in(request))
    return _next(request, found, f"您对{found.title}的评审已登记为弃权。")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recuse(request, pk):
    """申明回避 from the sheet: in a blind round the page does not say of whom."""
    now = clock.now()
    found = found_sheet(request, pk, now)
    form = RecusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        insist(rules.refuse_borrowed(is_borrowed(request.session)))
        place = sheets.neighbours(request.user, found)
        assignment = found.assignment
        actions.declare_recusal(assignment.member, assignment.nomination, by=request.user, now=now, **form.cleaned_data)
        return _next(request, found, f"已登记您对{found.title}回避，此件不由您评审。", place)
    back = reverse("reviews:sheet", args=[pk])
    return render(
        request,
        "reviews/declare.html",
        {
            "title": found.title,
            "unit": found.unit,
            "form": form,
            "back": back,
            "trail": [QUEUE, (found.serial, back), ("申明回避", "")],
        },
        status=422 if form.is_bound else 200,
    )


def _next(request, found, words, place=None):
    """On to the next open file, or back to the list."""
    following = (place or sheets.neighbours(request.user, found))["next_open"]
    messages.success(request, words)
    return redirect("reviews:sheet", following) if following else redirect("reviews:queue")


def running_total(criteria, written):
    """The weighted total of what is scored so far, and how many of how many are."""
    scored = [one for one in criteria if (line := written.get(one.pk)) is not None and line.points is not None]
    lines = {one.pk: scoring.Line(one.maximum, one.weight) for one in scored}
    return {
        "total": scoring.sheet_total({one.pk: written[one.pk].points for one in scored}, lines),
        "done": len(scored),
        "of": len(criteria),
    }


def facts_of_sheet(sheet, criteria, written):
    """What was handed in, for the locked sheet."""
    if sheet.abstain_reason:
        return [("弃权理由", sheet.abstain_reason), ("登记时间", moment_words(sheet.submitted_at))]
    facts = []
    for one in criteria:
        if (score := written.get(one.pk)) is not None:
            facts.append((one.name, rules.plain(score.points) + (f"　{score.comment}" if score.comment else "")))
    return [
        *facts,
        ("加权总分", sheet.total),
        ("总评", sheet.comment),
        ("提交时间", moment_words(sheet.submitted_at)),
    ]


def _number(words) -> int | None:
    """A whole number of a hidden field; None where somebody tampered with it."""
    words = (words or "")[:9]
    return int(words) if words.isascii() and words.isdigit() else None
