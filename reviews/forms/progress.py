"""Looking through the progress of a round, and reminding those behind."""

from django import forms

from reviews.forms import SearchForm
from reviews.states import Category


class FilesFilters(SearchForm):
    """评审进展 by nomination."""

    only = forms.ChoiceField(
        label="进展",
        required=False,
        choices=[("", "全部"), ("short", "评分不足"), ("missing", "缺评委"), ("done", "评分已满")],
    )


class ExpertFilters(SearchForm):
    """评审进展 by expert."""

    category = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *Category.choices])
    only = forms.ChoiceField(
        label="进展",
        required=False,
        choices=[("", "全部"), ("behind", "进度落后"), ("waiting", "尚未交齐"), ("done", "已交齐")],
    )


class ReminderForm(forms.Form):
    """催办: a sentence of the office's own, where one is needed."""

    words = forms.CharField(
        label="附言",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写入每封催办函；请勿写候选人的姓名和得分。",
    )
