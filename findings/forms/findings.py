"""查实认定."""

from django import forms

from findings.models import CaseSubject
from honours.forms.parts import EVERYTHING
from publicity.forms.fields import DAY

COURSES = (("standing", "有效"), ("appealed", "申诉复核中"), ("overturned", "经申诉撤销"))


class FindingFilter(forms.Form):
    """查实认定的筛选."""

    words = forms.CharField(label="姓名或文号", required=False, max_length=60)
    course = forms.ChoiceField(label="情况", required=False, choices=[EVERYTHING, *COURSES])


class DecisionForm(forms.Form):
    """认定: under which number, for whom, and until when items are to be returned."""

    decision_number = forms.CharField(
        label="决定文号",
        max_length=60,
        help_text="如“沪工总经〔2026〕88号”；一件决定可以认定多人。",
        error_messages={"required": "请填写决定文号。"},
    )
    return_by = forms.DateField(label="证书、奖牌等交回期限", widget=DAY, required=False)
    found = forms.ModelMultipleChoiceField(
        label="认定的对象",
        queryset=CaseSubject.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选定一人；均不认定的，请作“不予认定”。"},
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["found"].queryset = case.subjects.select_related("nomination")

    def words(self):
        """What the act asks for."""
        given = self.cleaned_data
        return {
            "decision_number": given["decision_number"],
            "return_by": given["return_by"],
            "found": {one.pk for one in given["found"]},
        }
