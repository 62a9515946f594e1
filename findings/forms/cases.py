"""登记、初核、核查、告知、陈述申辩."""

from django import forms

from accounts.models import User
from findings.forms.reports import PAPERS_HINT
from findings.queries import cases
from findings.rules.cases import refuse_bans
from findings.states import CaseSource, CaseState, DeclineGround, Ground, Party, StatementWay
from honours.forms.parts import EVERYTHING, plain
from publicity.forms.fields import CheckedFilesField


def _text(label, most, rows, **more):
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"请填写{label}。"},
        **more,
    )


class DocketFilters(forms.Form):
    """案件的筛选."""

    state = forms.ChoiceField(
        label="进程", required=False, choices=[EVERYTHING, ("open", "办理中"), *CaseState.choices]
    )
    source = forms.ChoiceField(label="来源", required=False, choices=[EVERYTHING, *CaseSource.choices])
    words = forms.CharField(label="姓名、对象或文号", required=False, max_length=60)
    mine = forms.ChoiceField(label="核查人", required=False, choices=[EVERYTHING, ("1", "本人承办")])


class OpenForm(forms.Form):
    """登记线索."""

    source = forms.ChoiceField(
        label="线索来源", choices=[one for one in CaseSource.choices if one[0] != CaseSource.PUBLIC]
    )
    objection = forms.ModelChoiceField(
        label="移送的异议",
        queryset=None,
        required=False,
        empty_label="无",
        help_text="只列出核查成立、尚未立案的异议。",
    )
    about = forms.CharField(label="反映对象", max_length=200, error_messages={"required": "请填写反映对象。"})
    content = _text("反映内容", 3000, 6)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objection"].queryset = cases.upheld_objections()


class DeclineForm(forms.Form):
    """不予立案."""

    ground = forms.ChoiceField(label="理由", choices=[("", "请选择"), *DeclineGround.choices])
    note = _text("说明", 300, 3, help_text="举报人凭受理编号可以看到理由和说明。")


class TakeUpForm(forms.Form):
    """立案: nominations by number, serial or, for a whole batch, by resolution."""

    nominations = _text(
        "所涉申报",
        4000,
        4,
        help_text="每行一个申报编号或证书编号；撤销整批的，填审定决议文号，即列入该决议命名的全部人员。",
    )
    assignee = forms.ModelChoiceField(
        label="核查人",
        queryset=User.objects.none(),
        empty_label="请选择",
        help_text="评审办公室人员；参与过所涉申报任一环节的不能担任。",
        error_messages={"required": "请选择核查人。"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = User.objects.filter(pk__in=[one.pk for one in cases.office()]).order_by("pk")

    def clean_nominations(self):
        """The nominations meant; whatever names none is said."""
        words = [plain(line) for line in self.cleaned_data["nominations"].splitlines() if line.strip()]
        found, unknown = cases.nominations_called(words)
        if unknown:
            raise forms.ValidationError(f"没有找到：{'、'.join(unknown[:10])}。请核对编号；未报送市总的申报不能立案。")
        return found


class PaperForm(forms.Form):
    """核查材料."""

    uploads = CheckedFilesField(
        label="核查材料", help_text=PAPERS_HINT, error_messages={"required": "请选择要存入的文件。"}
    )


class TellForm(forms.Form):
    """拟认定告知."""

    report = _text("核查情况", 5000, 6, help_text="内部留存，不告知当事人。")
    ground = forms.ChoiceField(label="拟认定事由", choices=Ground)
    facts = _text("拟认定事实", 4000, 6, help_text="原文告知当事人，认定时不得另加事实；请勿写入举报人的信息。")
    bans_person = forms.BooleanField(label="拟对个人禁报", required=False)
    bans_unit = forms.BooleanField(
        label="拟对单位禁报",
        required=False,
        help_text="只有弄虚作假、隐瞒严重问题发生禁报，且须选定个人、单位中的至少一项。",
    )

    def clean(self):
        """The bans that the ground asks for, said on the form so that nothing written is lost."""
        said = super().clean()
        if "ground" in said and (refusal := refuse_bans(said["ground"], said["bans_person"], said["bans_unit"])):
            self.add_error("bans_person", f"{refusal.message}{refusal.remedy}")
        return said


class InquiryClosingForm(forms.Form):
    """查无实据，办结."""

    report = _text("核查情况", 5000, 5)
    reason = _text("不予认定的理由", 1000, 3)


class ClearForm(forms.Form):
    """听取陈述申辩后不予认定."""

    reason = _text("不予认定的理由", 1000, 3)


class StatementForm(forms.Form):
    """陈述和申辩，本人或单位."""

    party = forms.ChoiceField(label="以何名义", choices=Party, widget=forms.RadioSelect)
    text = _text("陈述和申辩", 4000, 8)

    def __init__(self, *args, parties=Party, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(one.value, one.label) for one in parties]


class StatementOnPaperForm(StatementForm):
    """书面陈述的登记."""

    way = forms.ChoiceField(
        label="方式", choices=[one for one in StatementWay.choices if one[0] != StatementWay.ACCOUNT]
    )
