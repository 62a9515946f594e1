"""申诉与复核."""

from django import forms

from findings.rules.findings import refuse_empty_change
from findings.states import AppealState
from sanctions.models import Ban


class AppealForm(forms.Form):
    """提出申诉."""

    text = forms.CharField(
        label="申诉理由",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "请写明申诉理由。"},
    )


class AppealDecisionForm(forms.Form):
    """复核决定."""

    outcome = forms.ChoiceField(
        label="复核结果",
        choices=[one for one in AppealState.choices if one[0] != AppealState.RECEIVED],
        widget=forms.RadioSelect,
    )
    decision_number = forms.CharField(
        label="复核决定文号", max_length=60, error_messages={"required": "请填写复核决定文号。"}
    )
    reasons = forms.CharField(
        label="复核情况和理由",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="原文告知当事人。",
        error_messages={"required": "请写明复核情况和理由。"},
    )
    lifted = forms.ModelMultipleChoiceField(
        label="解除的禁报（变更原认定时选定）",
        queryset=Ban.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, finding, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lifted"].queryset = finding.bans.filter(lifted_at__isnull=True, ended_at__isnull=True)

    def clean(self):
        """A change names what it lifts, said on the form so that nothing written is lost."""
        said = super().clean()
        if refusal := refuse_empty_change(said.get("outcome"), said.get("lifted")):
            self.add_error("lifted", f"{refusal.message}{refusal.remedy}")
        return said

    def words(self):
        """What the act asks for."""
        return self.cleaned_data | {"lifted": {one.pk for one in self.cleaned_data["lifted"]}}
