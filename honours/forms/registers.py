"""Filters of the office's registers, and the confirmation of names."""

from django import forms

from honours.forms.parts import EVERYTHING, offer
from honours.states import MedalState

CERTIFICATE_COURSES = {
    "owed": "待制证",
    "unsigned": "待签章",
    "pressed": "已制证",
    "problem": "未能制证",
    "replaced": "已换发",
    "revoked": "已撤销",
}


AWARD_COURSES = {"owed": "待发放", "handed": "已发放", "recalled": "要求交回", "returned": "已交回"}


MEDAL_COURSES = {"none": "未推荐", **dict(MedalState.choices)}


class SeasonFilter(forms.Form):
    """年度; further filters are added by each list."""

    season = forms.ChoiceField(label="年度", required=False)
    words = forms.CharField(label="姓名或编号", required=False, max_length=60)
    course = forms.ChoiceField(label="情况", required=False)

    def __init__(self, *args, seasons, courses=None, extra=None, by_words=True, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "season", seasons)
        if not by_words:
            del self.fields["words"]
        if courses is None:
            del self.fields["course"]
        else:
            offer(self, "course", [EVERYTHING, *courses])
        for key, (label, choices) in (extra or {}).items():
            self.fields[key] = forms.ChoiceField(label=label, required=False, choices=[EVERYTHING, *choices])

    @property
    def asked(self):
        """The conditions that are understood, besides the season."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if key != "season"}


class ConfirmedNames(forms.Form):
    """The numbers of those whose naming was confirmed."""

    names = forms.CharField(widget=forms.HiddenInput)

    def clean_names(self):
        """As a list."""
        return self.cleaned_data["names"].split()
