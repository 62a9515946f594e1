"""资格审核的表单: the filters of the queue and the checklist."""

from django import forms

from nominations.forms.wording import PlainForm
from nominations.queries import screening
from nominations.rules.screening import EXCEPTABLE, EXCEPTABLE_BY_GRANT, is_granted
from nominations.states import Channel, Condition, ExceptionDecision, Finding

YES_NO = [("", "全部"), ("yes", "是"), ("no", "否")]
HINTS = {
    Condition.MEMBERSHIP: "必备条件，不设例外。",
    Condition.NATIONALITY: "一般应具有中国国籍；确有例外的，写明理由。",
}


class QueueFilter(forms.Form):
    """待审申报的筛选."""

    claimed = forms.ChoiceField(
        label="领办",
        required=False,
        choices=[
            ("", "全部"),
            (screening.MINE, "我领办的"),
            (screening.NOBODY, "待领办"),
            (screening.OTHERS, "他人领办"),
        ],
    )
    district = forms.ModelChoiceField(label="报送单位", required=False, queryset=None, empty_label="全部")
    channel = forms.ChoiceField(label="推荐途径", required=False, choices=[("", "全部"), *Channel.choices])
    industry = forms.ChoiceField(label="行业", required=False)
    dual = forms.ChoiceField(label="双师型", required=False, choices=YES_NO)
    exception = forms.ChoiceField(label="申请破格", required=False, choices=YES_NO)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = screening.filing_bodies()
        names = list(screening.industries_filed())
        self.fields["industry"].choices = [("", "全部"), *zip(names, names, strict=True)]


class ChecklistForm(forms.Form):
    """逐项审核: a finding and a reason for each condition; a line left open stays open."""

    def __init__(self, *args, lines, nomination, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines = [line for line in lines if line.condition != Condition.EXCEPTION]
        for line in lines:
            key = line.condition.value
            self.fields[f"finding_{key}"] = forms.ChoiceField(
                label=line.condition.label,
                help_text=HINTS.get(line.condition, ""),
                choices=findings_for(line.condition, nomination),
                required=False,
                initial=line.finding if line.is_decided else "",
                widget=forms.RadioSelect,
            )
            self.fields[f"reason_{key}"] = forms.CharField(
                label="理由",
                required=False,
                max_length=300,
                initial=line.reason,
                widget=forms.TextInput(attrs={"placeholder": "理由"}),
            )

    def clean(self):
        """Failures and exceptions say why, beside their own field."""
        cleaned = super().clean()
        for line in self.lines:
            key = line.condition.value
            finding, reason = cleaned.get(f"finding_{key}"), cleaned.get(f"reason_{key}", "")
            if finding and finding != Finding.PASSED and not reason.strip() and f"reason_{key}" not in self.errors:
                self.add_error(f"reason_{key}", f"“{line.condition.label}”的结论须写明理由。")
        return cleaned

    def rows(self):
        """The fields of each condition, side by side, with what was found before."""
        return [
            {
                "line": line,
                "finding": self[f"finding_{line.condition.value}"],
                "reason": self[f"reason_{line.condition.value}"],
            }
            for line in self.lines
        ]

    def findings(self):
        """The lines that were decided, as the act takes them."""
        keys = [line.condition for line in self.lines if self.cleaned_data[f"finding_{line.condition.value}"]]
        return {
            key: (
                Finding(self.cleaned_data[f"finding_{key.value}"]),
                self.cleaned_data[f"reason_{key.value}"],
            )
            for key in keys
        }


def findings_for(condition, nomination):
    """The findings that the regulation knows for a condition."""
    plain = [(Finding.PASSED, Finding.PASSED.label), (Finding.FAILED, Finding.FAILED.label)]
    by_grant = condition in EXCEPTABLE_BY_GRANT and is_granted(nomination, condition)
    if condition in EXCEPTABLE or by_grant:
        plain.append((Finding.EXCEPTED, "按例外处理"))
    return plain


class DecisionForm(PlainForm):
    """破格申请的决定."""

    decision = forms.ChoiceField(label="决定", choices=ExceptionDecision, widget=forms.RadioSelect)
    reason = forms.CharField(label="决定的理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
