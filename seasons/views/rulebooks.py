"""实施细则: drafted, edited column by column and row by row, issued, shown frozen, amended by a new edition."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from common.refusals import insist
from ledger.queries import trace_of
from seasons import actions, queries, rules
from seasons.forms.rulebooks import ROW_KINDS, RulebookForm, rows_form
from seasons.forms.seasons import AmendmentForm, DraftForm
from seasons.models import Season
from seasons.views.seasons import listed, of_office
from seasons.views.wording import facts_by_fieldset, majority_words, notice_words, order_words, rounds_in_words


@login_required
def draft(request, code):
    """起草细则."""
    season = get_object_or_404(Season, code=code)
    insist(rules.refuse_drafting(request.user, season))
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rulebook = actions.draft_rulebook(season, by=request.user, **form.cleaned_data)
        messages.success(request, "细则草案已建立，请逐项核对后印发。")
        return redirect("seasons:rulebook", code, rulebook.edition)
    context = {
        "title": "起草实施细则",
        "lead": "草案建立后逐项修改，印发前对申报没有效力。",
        "trail": [listed(), of_office(season), ("起草", "")],
        "forms": [form],
        "act": "建立草案",
        "back": of_office(season)[1],
    }
    return render(request, "seasons/form.html", context)


@login_required
def amend(request, code):
    """另行印发: the next edition, copied from the one in force."""
    season = get_object_or_404(Season, code=code)
    insist(rules.refuse_amending(request.user, season))
    form = AmendmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rulebook = actions.amend(season, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"第{rulebook.edition}版草案已照录现行细则，请修改后印发。")
        return redirect("seasons:rulebook", code, rulebook.edition)
    context = {
        "title": "另行印发",
        "lead": "照录现行细则另起一版。印发后新起草的申报适用新版，已起草和受理的申报仍适用原版。",
        "trail": [listed(), of_office(season), ("另行印发", "")],
        "forms": [form],
        "act": "照录起草",
        "back": of_office(season)[1],
    }
    return render(request, "seasons/form.html", context)


@require_safe
@login_required
def show(request, code, edition):
    """The rulebook as it reads; a draft with the way to each of its parts."""
    rulebook = _found(request.user, code, edition)
    context = _contents(rulebook) | {
        "title": rulebook.title,
        "trail": [listed(), of_office(rulebook.season), (f"第{edition}版", "")],
        "change": rules.refuse_changing(request.user, rulebook),
        "issue": rules.refuse_issue(request.user, rulebook),
        "amend": rules.refuse_amending(request.user, rulebook.season),
        "trace": trace_of(rulebook),
    }
    return render(request, "seasons/rulebook.html", context)


@login_required
def edit(request, code, edition):
    """修改细则: every column in its fieldset."""
    rulebook = _found(request.user, code, edition)
    insist(rules.refuse_changing(request.user, rulebook))
    form = RulebookForm(request.POST or None, instance=rulebook)
    if request.method == "POST" and form.is_valid():
        actions.change_rulebook(rulebook, by=request.user, columns=form.columns())
        messages.success(request, "细则草案已保存。")
        return redirect("seasons:rulebook", code, edition)
    context = {
        "title": "修改细则草案",
        "lead": "标注“默认值，待主办方确认”的，文件没有规定数值，请主办方核定。",
        "trail": _trail(rulebook, "修改"),
        "form": form,
        "fieldsets": form.fieldsets(),
        "back": reverse("seasons:rulebook", args=[code, edition]),
    }
    return render(request, "seasons/rulebook_edit.html", context)


@login_required
def edit_rows(request, code, edition, relation):
    """修改评审轮次、评分项、公示渠道、奖励事项、名额或行业."""
    rulebook = _found(request.user, code, edition)
    insist(rules.refuse_changing(request.user, rulebook))
    title = ROW_KINDS[relation][0]
    rows = rows_form(relation, rulebook, request.POST or None)
    if request.method == "POST" and rows.is_valid():
        actions.change_rulebook(rulebook, by=request.user, rows={relation: rows.written()})
        messages.success(request, f"{title}已保存。")
        return redirect("seasons:rulebook", code, edition)
    context = {
        "title": f"修改{title}",
        "trail": _trail(rulebook, title),
        "rows": rows,
        "row_title": title,
        "back": reverse("seasons:rulebook", args=[code, edition]),
    }
    return render(request, "seasons/rulebook_rows.html", context)


@login_required
def issue(request, code, edition):
    """印发: the page repeats everything that will freeze."""
    rulebook = _found(request.user, code, edition)
    if request.method == "POST":
        rulebook = actions.issue_rulebook(rulebook, by=request.user)
        messages.success(request, f"{rulebook.title}（{rulebook.document_number}）已印发。")
        return redirect("seasons:rulebook", code, edition)
    context = _contents(rulebook) | {
        "title": "印发实施细则",
        "trail": _trail(rulebook, "印发"),
        "what": f"以{rulebook.document_number or '（尚无文号）'}印发《{rulebook.title}》第{edition}版。",
        "consequences": [
            "印发后下列各项全部冻结，任何人不能修改或删除；如需调整，另行印发新版。",
            "新起草的申报适用本版；此前起草的申报仍适用其起草时的细则。",
            "印发人和时间载入台账。",
        ],
        "url": request.path,
        "back": reverse("seasons:rulebook", args=[code, edition]),
        "refusal": rules.refuse_issue(request.user, rulebook),
    }
    return render(request, "seasons/issue.html", context)


@login_required
def discard(request, code, edition):
    """废弃草案, asked first."""
    rulebook = _found(request.user, code, edition)
    if request.method == "POST":
        actions.discard_rulebook(rulebook, by=request.user)
        messages.success(request, "细则草案已废弃。")
        return redirect("seasons:office", code)
    context = {
        "title": "废弃草案",
        "trail": _trail(rulebook, "废弃"),
        "what": f"废弃《{rulebook.title}》第{edition}版草案。",
        "consequences": [
            "草案及其评审轮次、评分项、公示渠道、奖励事项、名额、行业一并删除，不能恢复。",
            "台账保留起草与废弃的记录。",
        ],
        "act": "废弃草案",
        "kind": "danger",
        "url": request.path,
        "back": reverse("seasons:rulebook", args=[code, edition]),
        "refusal": rules.refuse_changing(request.user, rulebook),
    }
    return render(request, "confirm.html", context)


def _found(user, code, edition):
    return get_object_or_404(queries.rulebooks_visible_to(user), season__code=code, edition=edition)


def _trail(rulebook, word):
    address = reverse("seasons:rulebook", args=[rulebook.season.code, rulebook.edition])
    return [listed(), of_office(rulebook.season), (f"第{rulebook.edition}版", address), (word, "")]


def _contents(rulebook):
    criteria = list(rulebook.criteria.all())
    return {
        "rulebook": rulebook,
        "fieldsets": facts_by_fieldset(rulebook),
        "rounds": rounds_in_words(rulebook, criteria),
        "criteria": criteria,
        "outlets": rulebook.outlets.all(),
        "award_items": rulebook.award_items.all(),
        "places": rulebook.places.select_related("organisation"),
        "industries": rulebook.industries.all(),
        "order": order_words(rulebook),
        "notice": notice_words(rulebook),
        "majority": majority_words(rulebook),
    }
