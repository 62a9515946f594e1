"""Parsing of what experts and the office write."""

from decimal import Decimal

from django import forms

from reviews.models import CommitteeMember
from reviews.queries.committee import sitting
from reviews.rules.sheets import fault_of_points
from reviews.states import RecusalGround, SheetState

DECLARABLE = [
    RecusalGround.KIN,
    RecusalGround.MENTORING,
    RecusalGround.EMPLOYER,
    RecusalGround.NOMINATING_BODY,
    RecusalGround.OTHER,
]


class SheetForm(forms.Form):
    """评分表: points and a comment for each criterion, and an overall comment; a draft may be incomplete."""

    def __init__(self, *args, criteria, step: Decimal, written=None, overall="", **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria, self.step = criteria, step
        for criterion in criteria:
            score = (written or {}).get(criterion.pk)
            self.fields[f"points_{criterion.pk}"] = forms.DecimalField(
                label=f"{criterion.name}得分",
                required=False,
                max_digits=8,
                decimal_places=2,
                initial=score.points if score else None,
                widget=forms.NumberInput(
                    attrs={"min": "0", "max": f"{criterion.maximum:f}", "step": f"{step:f}", "inputmode": "decimal"}
                ),
            )
            self.fields[f"comment_{criterion.pk}"] = forms.CharField(
                label=f"{criterion.name}评语",
                required=False,
                max_length=500,
                initial=score.comment if score else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["comment"] = forms.CharField(
            label="总评", required=False, max_length=2000, initial=overall, widget=forms.Textarea(attrs={"rows": 3})
        )

    def clean(self):
        """Range and step, with the same words as the rule."""
        cleaned = super().clean()
        for criterion in self.criteria:
            points = cleaned.get(f"points_{criterion.pk}")
            if points is not None and (fault := fault_of_points(points, criterion, self.step)):
                self.add_error(f"points_{criterion.pk}", fault)
        return cleaned

    def rows(self):
        """(criterion, points, comment) for the page."""
        return [(one, self[f"points_{one.pk}"], self[f"comment_{one.pk}"]) for one in self.criteria]

    @property
    def points(self) -> dict[int, Decimal | None]:
        """Points by criterion; None where nothing is filled in."""
        return {one.pk: self.cleaned_data[f"points_{one.pk}"] for one in self.criteria}

    @property
    def comments(self) -> dict[int, str]:
        """Comments by criterion."""
        return {one.pk: self.cleaned_data[f"comment_{one.pk}"] for one in self.criteria}


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


class QueueFilters(forms.Form):
    """评审列表: what is still to be done, or what is done."""

    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), (SheetState.OPEN.value, "待评分"), ("done", "已提交或弃权")],
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
            ("in", "入围"),
            ("out", "未入围"),
            ("near", "入围线前后各十名"),
            ("tied", "总分相同"),
            ("moved", "校准后名次不同"),
            ("crossing", "校准后入围不同"),
        ],
    )


class RankingForm(forms.Form):
    """生成排名: as many as the plan of the round says, unless the office writes another number and its reason."""

    shortlist_size = forms.IntegerField(label="另定入围人数", required=False, min_value=1, max_value=5000)
    because = forms.CharField(label="另定的理由", required=False, max_length=300)
