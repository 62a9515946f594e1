"""资格审核的表单: the filters of the queue and the checklist."""

from django import forms

from nominations.forms.wording import PlainForm
from nominations.queries import queue
from nominations.rules.screening import EXCEPTABLE, EXCEPTABLE_BY_GRANT, is_granted
from nominations.states import BulkKind, Conclusion, Condition, ExceptionDecision, Finding

HINTS = {
    Condition.MEMBERSHIP: "必备条件，不设例外。",
    Condition.NATIONALITY: "一般应具有中国国籍；确有例外的，写明理由。",
}


class QueueFilter(forms.Form):
    """待审申报的筛选: each choice with how many there are behind it."""

    words = forms.CharField(label="姓名、编号或单位", required=False, max_length=60)
    stage = forms.ChoiceField(label="办理情况", required=False)
    claimed = forms.ChoiceField(label="领办", required=False)
    district = forms.ChoiceField(label="报送单位", required=False)
    channel = forms.ChoiceField(label="推荐途径", required=False)
    industry = forms.ChoiceField(label="行业", required=False)
    dual = forms.ChoiceField(label="双师型", required=False)
    exception = forms.ChoiceField(label="申请破格", required=False)

    def __init__(self, *args, held, tallies, **kwargs):
        super().__init__(*args, **kwargs)
        self.held = held
        whose = [
            (queue.MINE, "我领办的", held.mine),
            (queue.NOBODY, "待领办", held.nobody),
            (queue.OTHERS, "他人领办", held.total - held.mine - held.nobody),
        ]
        for name, rows in {**tallies, "claimed": whose}.items():
            everything = "待审" if name == "stage" else "全部"
            self.fields[name].choices = [
                ("", f"{everything}（{held.total}）"),
                *((value, f"{word}（{count}）") for value, word, count in rows),
            ]


class BulkForm(PlainForm):
    """批量办理的补充说明或理由."""

    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=500)

    def __init__(self, *args, kind, is_for_others, **kwargs):
        super().__init__(*args, **kwargs)
        if kind == BulkKind.CLAIM or (kind == BulkKind.RELEASE and not is_for_others):
            del self.fields["words"]
            return
        field = self.fields["words"]
        field.label = "收回领办的理由" if kind == BulkKind.RELEASE else "补充说明"
        field.required = kind == BulkKind.RELEASE
        if kind == BulkKind.RETURN:
            field.help_text = "写入每一件的决定文本；未注明不符合的件，须在此写明需要补正的内容。"
        elif kind == BulkKind.ADMIT:
            field.help_text = "写入每一件的决定文本。"


class ConclusionForm(PlainForm):
    """作出结论: what the lines do not say, and for a return the sections that are opened."""

    sections = forms.MultipleChoiceField(
        label="退回的各节",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="按不符合的条件预先勾选，可以调整；其余各节不能修改。一节不选即退回全部。",
    )
    reason = forms.CharField(
        label="补充说明",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="接在决定文本之后，一并函告。",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, conclusion, known=(), **kwargs):
        super().__init__(*args, **kwargs)
        if conclusion == Conclusion.RETURN:
            self.fields["sections"].choices = [(one.key, one.title) for one in known]
        else:
            del self.fields["sections"]


class ExtensionForm(PlainForm):
    """延长补正期限."""

    until = forms.DateField(label="延长至", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


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
        """The lines that were decided anew and are in order, as the act takes them; the others stay as they are."""
        found = {}
        for line in self.lines:
            finding = self.cleaned_data.get(f"finding_{line.condition.value}", "")
            reason = self.cleaned_data.get(f"reason_{line.condition.value}", "")
            is_in_order = not {f"finding_{line.condition.value}", f"reason_{line.condition.value}"} & set(self.errors)
            is_new = not line.is_decided or (finding, reason.strip()) != (line.finding, line.reason)
            if finding and is_in_order and is_new:
                found[line.condition] = (Finding(finding), reason)
        return found


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
