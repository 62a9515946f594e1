"""核查: whom it is given to, what it writes down, what it finds."""

from django import forms

from accounts.models import User
from common.day_fields import DayField
from publicity.forms.fields import DAY, CheckedFilesField
from publicity.forms.objections import PAPERS_HINT
from publicity.states import InquiryFinding, LookOutcome


class PeopleField(forms.ModelChoiceField):
    """One of the people a rule has let through."""

    def __init__(self, **kwargs):
        super().__init__(queryset=User.objects.none(), empty_label="请选择", **kwargs)

    def offer(self, people):
        """These and no others."""
        self.queryset = User.objects.filter(pk__in=[one.pk for one in people]).order_by("pk")


class InquiryForm(forms.Form):
    """受理并核查."""

    assignee = PeopleField(
        label="核查人", help_text="只列出推荐单位以外、未参与该人选各环节、也不是您本人的评审办公室人员。"
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].offer(people)


class ReassignmentForm(InquiryForm):
    """改派."""

    reason = forms.CharField(label="改派理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ExtensionForm(forms.Form):
    """延长核查期限."""

    until = DayField(label="延长至", widget=DAY)
    reason = forms.CharField(label="延期理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class NoteForm(forms.Form):
    """核查记录."""

    content = forms.CharField(
        label="记录",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="何时向谁核实、查到什么。保存后不能修改。",
    )
    uploads = CheckedFilesField(label="收集的材料", required=False, help_text=PAPERS_HINT)


class QuestionForm(forms.Form):
    """请作陈述."""

    question = forms.CharField(
        label="需要说明的情况",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="对方只能看到这段文字。请用自己的话写，不要照抄异议，不要写出能推断异议人是谁的细节。",
    )


class StatementForm(forms.Form):
    """陈述."""

    answer = forms.CharField(label="陈述", max_length=5000, widget=forms.Textarea(attrs={"rows": 10}))
    uploads = CheckedFilesField(label="证明材料", required=False, help_text=PAPERS_HINT)


class ConclusionForm(forms.Form):
    """核查结论."""

    finding = forms.ChoiceField(
        label="核查结论",
        choices=InquiryFinding,
        widget=forms.RadioSelect,
        help_text="所反映的问题影响参选资格的，结论为“成立”，该人选不再列入；部分属实但不影响资格的，为“部分成立”。",
    )
    report = forms.CharField(
        label="核查情况", max_length=5000, widget=forms.Textarea(attrs={"rows": 8}), help_text="内部留存，不对外公开。"
    )
    reply = forms.CharField(
        label="对异议人的答复",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="异议人凭受理编号可以看到；请勿写入个人信息和核查细节。",
    )
    correction = forms.CharField(
        label="须更正的公示内容",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="结论为“部分成立”、公示的姓名、单位或岗位确有不实的，写明应改为什么；公示专员据此发布更正。",
    )


class SecondLookAnswerForm(InquiryForm):
    """答复复核."""

    outcome = forms.ChoiceField(label="复核结果", choices=LookOutcome, widget=forms.RadioSelect)
    answer = forms.CharField(
        label="复核答复",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="异议人凭受理编号可以看到；请勿写入个人信息。",
    )
    field_order = ("outcome", "answer", "assignee")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].required = False
        self.fields["assignee"].help_text = "重新核查的，交未经办此件的评审办公室人员。"
