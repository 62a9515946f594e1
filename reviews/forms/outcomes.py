"""Parsing of what the office sets when a round's outcome goes out."""

from django import forms

from reviews.rules.outcomes import LONGEST


class ReleaseForm(forms.Form):
    """发布评审结果: the outcome always, the score and the comments as decided."""

    shows_score = forms.BooleanField(label="同时公布得分", required=False)
    shows_comments = forms.BooleanField(label="同时公布评语（不署名，次序打乱）", required=False, initial=True)


class RedactionForm(forms.Form):
    """遮盖评语."""

    text = forms.CharField(
        label="公布的文字",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="删去或以“××”代替不宜公布的字句；全部删去即整条不公布。原评分表不变。",
    )
    reason = forms.CharField(label="遮盖理由", max_length=300)
