"""填写一节: what is typed is kept while it is typed, saved when it is told so, and never laid over what another saved."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from common import clock
from common.dates import clock_words, today
from nominations import actions, dossier, queries, rules
from nominations.forms.evidence import EvidenceForm
from nominations.forms.writing import NEVER_KEPT, blank_rows, with_row, writing_of
from nominations.versions import Written, version_of
from nominations.views.doors import countdown_of, found, section_or_404, trail_to
from nominations.views.evidence import told_of
from nominations.views.facts import papers_by_indicator
from organisations.models import hash_of_unit
from privacy.hashing import keyed_hash
from seasons.states import Indicator


def written(request, nomination, one, now):
    """A section that is typed into: opened, restored, added to, compared or saved."""
    page = _Page(request, nomination, one, now)
    return page.saved() if request.method == "POST" else page.opened()


class _Page:
    """One window on one section."""

    def __init__(self, request, nomination, one, now):
        self.request, self.nomination, self.one, self.now = request, nomination, one, now
        self.writing = writing_of(nomination, one, today=today(now))
        self.version = version_of(nomination, one)
        self.window = request.POST.get("window", "")[:43] or secrets.token_urlsafe(24)
        self.refusal = rules.refuse_change(request.user, nomination, one.key)

    def opened(self):
        """As saved, or as one of the person's working copies has it."""
        copy = queries.copies_of(self.nomination, self.one.key, by=self.request.user)
        copy = copy.filter(window=self.request.GET.get("copy", "")).first()
        if copy is None or self.refusal is not None:
            return self.shown(self.writing.form())
        self.window = copy.window
        if copy.base != self.version and self.writing.differences(self.writing.saved(), copy.fields):
            return self.compared(copy.fields)
        return self.shown(self.writing.form(typed=copy.fields), restored=copy)

    def saved(self):
        """What was typed is kept first, whatever else is wrong with it."""
        post = self.request.POST
        typed, base = self.writing.typed(post), post.get("base") or None
        if "compared" in post:
            decided = self.decided(typed)
            if decided is None:
                return self.compared(typed, undecided=True)
            typed = decided
        kept_base = base or self.version
        differs = typed != self.writing.saved()
        if (
            differs
            and self.refusal is None
            and not rules.refuse_copy(
                self.request.user, self.nomination, self.one, window=self.window, fields=typed, base=kept_base
            )
        ):
            actions.keep_copy(
                self.nomination,
                self.one,
                by=self.request.user,
                window=self.window,
                fields=typed,
                base=kept_base,
                now=self.now,
            )
        if {"add", "remove"} & post.keys():
            return self.rearranged(typed)
        if {"attach", "detach"} & post.keys() and self.one.key == "statements":
            return self.papers(typed, f"?copy={self.window}" if differs else "")
        return self.applied(typed, base)

    def applied(self, typed, base):
        """保存, where nothing stands against it and nobody else saved in between."""
        form = self.writing.form(self.writing.posted(typed, self.request.POST))
        if self.refusal is None and rules.refuse_stale(self.nomination, self.one, base):
            if self.writing.differences(self.writing.saved(), typed):
                return self.compared(typed)
            base = self.version
        if form.is_valid():
            self.refusal = self.refusal or _refuse_numbers(self.request.user, self.nomination, form, self.now)
            if self.refusal is None:
                parts = self.writing.parts(form)
                place = Written(self.one, base, self.window)
                actions.change(self.nomination, by=self.request.user, written=place, now=self.now, **parts)
                return _saved(self.request, self.nomination, self.one)
        return self.shown(form)

    def decided(self, typed):
        """The section put together as was chosen field by field; None while a choice is open."""
        saved = self.writing.saved()
        choices = {
            one.name: self.request.POST.get(f"choice-{one.name}") for one in self.writing.differences(saved, typed)
        }
        return self.writing.chosen(saved, typed, choices) if all(choices.values()) else None

    def rearranged(self, typed):
        """A card more or a card less; nothing is saved by it."""
        post = self.request.POST
        if "add" in post:
            typed = with_row(typed, post["add"])
        elif post["remove"].isascii() and post["remove"].isdigit():
            gone = self.writing.typed(
                {name: value for name, value in post.items() if name.startswith(f"row-{post['remove']}-")}
                | {"row-TOTAL_FORMS": post.get("row-TOTAL_FORMS", "0")}
            )["rows"]
            rows = list(typed["rows"])
            for row in gone:
                rows.remove(row)
            typed = {"rows": rows}
        return self.shown(self.writing.form(typed=typed), rearranged=True)

    def papers(self, typed, query):
        """A paper beside its statement, by the same act as on the page of the papers; the text typed so far is kept."""
        post = self.request.POST
        anchor = ""
        if token := post.get("detach"):
            evidence = queries.papers_of(self.nomination).filter(token=token).first()
            if evidence is not None:
                actions.detach(evidence, by=self.request.user, now=self.now)
                messages.success(self.request, f"已移除“{evidence.title}”。")
                anchor = evidence.indicator
        else:
            anchor = post["attach"] if post["attach"] in Indicator.values else Indicator.values[0]
            form = EvidenceForm(post, self.request.FILES, prefix=anchor)
            refusal = rules.refuse_attachment(self.request.user, self.nomination)
            if refusal is not None or not form.is_valid():
                self.refusal = self.refusal or refusal
                return self.shown(self.writing.form(typed=typed), papers_form=form, rearranged=True)
            taken = actions.attach_several(self.nomination, by=self.request.user, now=self.now, **form.asked())
            if not told_of(self.request, form, taken):
                return self.shown(self.writing.form(typed=typed), papers_form=form, rearranged=True)
        return redirect(f"{self.request.path}{query}#evidence-{anchor}")

    def shown(self, form, *, restored=None, rearranged=False, papers_form=None):
        """The page of the section."""
        context = {
            "form": form,
            "refusal": self.refusal,
            "base": self.request.POST.get("base") or self.version,
            "window": self.window,
            "restored": restored,
            "rearranged": rearranged,
            "never_kept": [name for name in NEVER_KEPT if name in self.one.fields],
            **self._pending(),
        }
        if self.one.key == "achievements":
            for card in form:
                card.mark_needed()
            context |= {"rows": form, "blanks": blank_rows()}
        else:
            context["fields"] = [(field, self.writing.limits.get(field.name)) for field in form.mark_needed()]
        if self.one.key == "statements":
            context["statements"] = self._statements(context["fields"], papers_form)
        return page_of(self.request, self.nomination, self.one, self.writing.template, **context)

    def _statements(self, fields, papers_form):
        papers = papers_by_indicator(self.nomination, removable=self.refusal is None)
        return [
            {
                "indicator": field.name,
                "field": field,
                "limit": limit,
                "papers": papers.get(field.name, []),
                "form": papers_form
                if papers_form is not None and papers_form.prefix == field.name
                else EvidenceForm(prefix=field.name, initial={"indicator": field.name}),
            }
            for field, limit in fields
        ]

    def _pending(self):
        """What lies unsaved beside this window: one's own to be restored, others' to know of."""
        if self.refusal is not None:
            return {}
        copies = list(queries.copies_of(self.nomination, self.one.key).exclude(window=self.window))
        saved = self.writing.saved() if copies else None
        copies = [copy for copy in copies if copy.fields != saved]
        return {
            "pending": [copy for copy in copies if copy.by_id == self.request.user.pk],
            "others": [copy for copy in copies if copy.by_id != self.request.user.pk],
        }

    def compared(self, typed, *, undecided=False):
        """此节已在另一窗口修改: both versions side by side, a choice for each field in which they differ."""
        post = self.request.POST
        context = {
            "title": f"{self.one.title}：比较两份内容",
            "differences": self.writing.differences(self.writing.saved(), typed),
            "typed": self.writing.posted(typed).items(),
            "numbers": [
                (name, dict(self.writing.form().fields)[name].label, post[name])
                for name in NEVER_KEPT
                if name in self.one.fields and post.get(name)
            ],
            "base": self.version,
            "window": self.window,
            "undecided": undecided,
            "refusal": None,
        }
        return page_of(self.request, self.nomination, self.one, "both", status=409 if post else 200, **context)


def page_of(request, nomination, one, template, *, status=None, **context):
    """A page of a section: where it stands, what follows it, what stands against changing it."""
    keys = [section.key for section in dossier.sections_of(nomination)]
    place = keys.index(one.key)
    context = {
        "title": one.title,
        "lead": f"{nomination.name}　编号 {nomination.number}",
        "trail": trail_to(nomination, (one.title, "")),
        **countdown_of(nomination, clock.now()),
        "nomination": nomination,
        "section": one,
        "refusal": rules.refuse_change(request.user, nomination, one.key),
        "later": reverse("nominations:section", args=[nomination.number, keys[place + 1]])
        if place + 1 < len(keys)
        else "",
    } | context
    refusal = context["refusal"]
    status = status or (refusal.status if refusal else 200)
    return render(request, f"nominations/{template}.html", context, status=status)


def _saved(request, nomination, one):
    """Back to the dossier, or on to the next section where that was asked."""
    messages.success(request, f"“{one.title}”已保存。")
    keys = [section.key for section in dossier.sections_of(nomination)]
    place = keys.index(one.key) + 1
    if "go_on" in request.POST and place < len(keys):
        return redirect("nominations:section", nomination.number, keys[place])
    return redirect("nominations:show", nomination.number)


def _refuse_numbers(user, nomination, form, now):
    """New numbers are asked before the act, so that what was typed stays on the page."""
    given = form.cleaned_data
    if not isinstance(given, dict):
        return None
    identity_hash = (
        keyed_hash("identity", given["identity_number"]) if "identity_number" in given else nomination.identity_hash
    )
    unit_hash = hash_of_unit(given["unit_code"]) if "unit_code" in given else nomination.unit_hash
    if (identity_hash, unit_hash) == (nomination.identity_hash, nomination.unit_hash):
        return None
    return rules.refuse_new_numbers(user, nomination, identity_hash, unit_hash, now=now)


@require_POST
@login_required
def keep_copy(request, number, key):
    """自动保存: asked of the same rule as saving; tells whether the section was changed elsewhere meanwhile."""
    now, nomination = clock.now(), found(request, number)
    one = section_or_404(nomination, key)
    writing = writing_of(nomination, one, today=today(now))
    if writing is None:
        return JsonResponse({"refusal": "本节内容不自动保存。"}, status=404)
    typed, version = writing.typed(request.POST), version_of(nomination, one)
    window, base = request.POST.get("window", ""), request.POST.get("base", "")
    refusal = rules.refuse_copy(request.user, nomination, one, window=window, fields=typed, base=base)
    if refusal is not None:
        return JsonResponse({"refusal": str(refusal)}, status=refusal.status)
    if base == version and typed == writing.saved():
        actions.discard_copy(nomination, one, by=request.user, window=window)
        return JsonResponse({"at": clock_words(now), "unchanged": True})
    actions.keep_copy(nomination, one, by=request.user, window=window, fields=typed, base=base, now=now)
    address = reverse("nominations:section", args=[number, key])
    return JsonResponse(
        {
            "at": clock_words(now),
            "changed": f"{address}?copy={window}" if base != version else "",
            "others": _others(nomination, one, request.user, window),
        }
    )


def _others(nomination, one, user, window):
    copies = queries.copies_of(nomination, one.key).exclude(by=user, window=window)
    return [
        f"{'您在另一窗口' if copy.by_id == user.pk else copy.by.full_name}{clock_words(copy.saved_at)}"
        for copy in copies[:3]
    ]


@require_POST
@login_required
def discard_copy(request, number, key):
    """放弃."""
    nomination = found(request, number)
    one = section_or_404(nomination, key)
    actions.discard_copy(nomination, one, by=request.user, window=request.POST.get("window", ""))
    messages.success(request, "已放弃未保存的内容，本节保持已保存的样子。")
    return redirect("nominations:section", number, key)
