"""Parsing of what experts and the office write."""

from django import forms

from accounts.models import User
from accounts.queries import people_in_branch
from reviews.models import CommitteeMember
from reviews.onward import Onward
from reviews.queries.committee import sitting
from reviews.rules.recusals import STAFF
from reviews.states import RecusalGround, RecusalSource, SheetState

DECLARABLE = [
    RecusalGround.KIN,
    RecusalGround.MENTORING,
    RecusalGround.EMPLOYER,
    RecusalGround.NOMINATING_BODY,
    RecusalGround.OTHER,
]


class RecusalForm(forms.Form):
    """申明回避."""

    ground = forms.ChoiceField(label="回避事由", choices=[(one.value, one.label) for one in DECLARABLE])
    explanation = forms.CharField(label="回避说明", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class OrderForm(RecusalForm):
    """决定回避: which member, which nomination, why."""

    field_order = ["member", "number", "ground", "explanation"]

    member = forms.ModelChoiceField(label="委员", queryset=CommitteeMember.objects.none())
    number = forms.CharField(label="申报编号", max_length=20)

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = sitting(season).select_related("user")


def recusal_forms(nominations, posted=None):
    """One form a candidate, for declaring several at once: (candidate, form)."""
    return [(one, RecusalForm(posted, prefix=one.number)) for one in nominations]


class ConflictFilters(forms.Form):
    """回避核对: by ground, source, member and candidate."""

    q = forms.CharField(label="候选人姓名、单位或编号", required=False, max_length=60)
    member = forms.ModelChoiceField(
        label="委员", required=False, queryset=CommitteeMember.objects.none(), empty_label="全部"
    )
    source = forms.ChoiceField(label="来源", required=False, choices=[("", "全部"), *RecusalSource.choices])
    ground = forms.ChoiceField(label="事由", required=False, choices=[("", "全部"), *RecusalGround.choices])

    def __init__(self, *args, season, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = CommitteeMember.objects.filter(season=season).select_related("user")


class NamingForm(forms.Form):
    """核对申报人请求: which member of that name is meant, or that none is."""

    member = forms.ModelChoiceField(label="同名委员", queryset=CommitteeMember.objects.none(), empty_label=None)
    is_same = forms.TypedChoiceField(
        label="核对结论",
        choices=[("yes", "是同一人，予以回避"), ("no", "不是同一人")],
        coerce=lambda word: word == "yes",
    )
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        found = CommitteeMember.objects.filter(pk__in=[one.pk for one in members]).select_related("user")
        self.fields["member"].queryset = found
        self.fields["member"].label_from_instance = lambda one: f"{one}，{one.unit_name}"


class OwnRecusalForm(RecusalForm):
    """本人回避 of one of the staff."""

    field_order = ["number", "ground", "explanation"]

    number = forms.CharField(label="申报编号", max_length=20)


class StaffOrderForm(OwnRecusalForm):
    """决定工作人员回避: who, which nomination, why."""

    field_order = ["user", "number", "ground", "explanation"]

    user = forms.ModelChoiceField(label="工作人员", queryset=User.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people_in_branch(STAFF).defer("phone", "password")


class WitnessForm(forms.Form):
    """见证人报数: what somebody in the room says after the list was frozen; mixed into the seed."""

    witness = forms.CharField(
        label="见证人现场报数",
        required=False,
        max_length=60,
        help_text="名单冻结之后由在场见证人当场报出的数字或文字，与封存的种子合并使用；无见证人的留空。",
    )


class QueueFilters(forms.Form):
    """评审列表: what is still to be done, or what is done."""

    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[
            ("", "全部"),
            (SheetState.OPEN.value, "待评分"),
            ("draft", "已存草稿"),
            (SheetState.SUBMITTED.value, "已提交"),
            (SheetState.ABSTAINED.value, "弃权"),
        ],
    )


class SearchForm(forms.Form):
    """Find by name, unit or number."""

    q = forms.CharField(label="姓名或单位", required=False, max_length=60)


class RankingFilters(SearchForm):
    """排名."""

    only = forms.ChoiceField(
        label="范围",
        required=False,
        choices=[
            ("", "全部"),
            ("in", "线上"),
            ("out", "线下"),
            ("near", "线前后各十名"),
            ("tied", "总分相同"),
            ("moved", "校准后名次不同"),
            ("crossing", "校准后结果不同"),
        ],
    )

    def __init__(self, *args, onward: Onward, **kwargs):
        """The choices in the words of the round."""
        super().__init__(*args, **kwargs)
        words = {
            "in": onward.word,
            "out": onward.out,
            "near": f"{onward.line}前后各十名",
            "crossing": f"校准后{onward.word}不同",
        }
        self.fields["only"].choices = [(key, words.get(key, word)) for key, word in self.fields["only"].choices]


class RankingForm(forms.Form):
    """生成排名: as many as the plan of the round says, unless the office writes another number and its reason."""

    shortlist_size = forms.IntegerField(label="另定人数", required=False, min_value=1, max_value=5000)
    because = forms.CharField(label="另定的理由", required=False, max_length=300)
