"""The ledger's pages for supervision and the review office."""

import csv

from django.contrib.auth.decorators import login_required
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import moment_words, today
from common.pages import page_of
from common.refusals import insist
from ledger import actions, queries, rules
from ledger.forms import SearchForm

HEADINGS = (
    "时间",
    "经办人",
    "角色",
    "组织",
    "事项",
    "对象类别",
    "对象",
    "办理前",
    "办理后",
    "理由",
    "详情",
    "来源",
    "地址",
)


@login_required
@require_safe
def search(request):
    """查阅台账."""
    insist(rules.refuse_reading(request.user))
    form = SearchForm(request.GET)
    form.is_valid()
    page = page_of(queries.search(**form.asked(), reader=request.user), request.GET.get("page"))
    return render(
        request,
        "ledger/search.html",
        {
            "title": "台账",
            "lead": "每一次办理留下一条记录，只增不改。",
            "trail": [("台账", "")],
            "form": form,
            "page": page,
            "export_url": reverse("ledger:export"),
            "hidden": [(name, value) for name, value in request.GET.items() if name in form.fields],
        },
    )


@login_required
@require_safe
def of(request, kind, key):
    """一件的全部留痕."""
    insist(rules.refuse_reading(request.user))
    page = page_of(queries.of(kind, key, reader=request.user), request.GET.get("page"))
    label = page.object_list[0].subject_label if page.object_list else "没有记录"
    return render(
        request,
        "ledger/search.html",
        {
            "title": f"{label}：办理经过",
            "lead": "自最早一条起。",
            "trail": [("台账", reverse("ledger:search")), (label, "")],
            "page": page,
        },
    )


@login_required
@require_POST
def export(request):
    """导出台账."""
    form = SearchForm(request.POST)
    form.is_valid()
    entries = actions.export(asked=form.asked(), reason=request.POST.get("reason", ""), by=request.user)
    name = f"ledger-{today(clock.now()):%Y%m%d}.csv"
    response = StreamingHttpResponse(_lines(entries), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(entries):
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(HEADINGS)  # the mark by which spreadsheets know UTF-8
    for entry in entries.iterator(chunk_size=2000):
        yield writer.writerow([_harmless(value) for value in _cells(entry)])


def _cells(entry):
    return (
        moment_words(entry.at),
        entry.actor_name,
        entry.role,
        entry.body,
        entry.act_words,
        entry.subject_kind_words,
        entry.subject_label,
        entry.before_words,
        entry.after_words,
        entry.reason,
        "；".join(f"{word}：{value}" for word, value in entry.detail_words),
        entry.origin,
        entry.address,
    )


def _harmless(value):
    """A cell that begins like a formula is given an apostrophe, for spreadsheets would run it."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text):
        """Hand back."""
        return text
