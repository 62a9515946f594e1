"""拟稿、次序、发布登记."""

from django import forms

from common import files
from common.day_fields import DayField, MomentField
from publicity.forms.fields import DAY, CheckedFileField
from publicity.states import CorrectionKind


class NoticeForm(forms.Form):
    """拟稿: dates, words and contact; the list is made from those who are ready."""

    opens_on = DayField(label="公示首日", widget=DAY)
    closes_on = DayField(
        label="公示截止日",
        required=False,
        widget=DAY,
        help_text="留空则按细则推算；只能晚于推算的日期。细则规定顺延的，逢休息日自动移至下一工作日。",
    )
    title = forms.CharField(label="标题", max_length=120)
    text = forms.CharField(label="正文", max_length=3000, widget=forms.Textarea(attrs={"rows": 10}))
    contact = forms.CharField(
        label="联系方式",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="受理部门、地址、邮编、电话、传真、电子邮箱。",
    )


class CorrectionForm(forms.Form):
    """拟定更正: of what kind, why, and from when the names it touches are published anew."""

    kind = forms.ChoiceField(
        label="更正类别",
        choices=CorrectionKind,
        widget=forms.RadioSelect,
        help_text="实质更正：可能影响公众辨认人选或提出异议的（姓名、单位、受理方式等），所涉人选的公示期重新计算。"
        "文字更正：不影响辨认的错漏，公示期不变。姓名有误一律作实质更正。",
    )
    reason = forms.CharField(
        label="更正说明",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="向社会公开：更正什么、为何更正。",
    )
    opens_on = DayField(label="重新公示首日", required=False, widget=DAY, help_text="实质更正必填。")
    touches_all = forms.BooleanField(
        label="涉及全部人选",
        required=False,
        help_text="受理电话、地址等有误，影响对每位人选提出异议的，全部人选重新公示。",
    )
    touched = forms.TypedMultipleChoiceField(
        label="涉及人选",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="实质更正的公示期对这些人选重新计算。名单文字有误的，拟稿后逐行更正，改动的人选自动计入，可以不勾选；"
        "文字无误、只须重新公示的（如公示材料不全、有渠道漏刊），勾选有关人选，事由写入更正说明。",
    )

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opens_on"].is_asked = self.fields["touched"].is_asked = True  # which of them depends on the kind
        self.fields["touched"].choices = [(one.nomination_id, f"{one.name}（{one.unit_name}）") for one in names]
        if not names:
            del self.fields["touched"], self.fields["touches_all"]


class LineForm(forms.Form):
    """更正一行."""

    name = forms.CharField(label="姓名", max_length=60)
    unit_name = forms.CharField(label="工作单位", max_length=120)
    post = forms.CharField(label="岗位（职务）", max_length=60, required=False)
    is_touched = forms.BooleanField(
        label="该人选的公示期重新计算", required=False, help_text="实质更正中改动的人选自动重新计算，无须勾选。"
    )


class ScheduleForm(forms.Form):
    """定时发布."""

    moment = MomentField(
        label="发布时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text="北京时间，不晚于公示首日。届时自动核对发布条件；不符合条件的不发布，函告公示专员。",
    )


class PublicationForm(forms.Form):
    """发布登记: one outlet."""

    appeared_at = MomentField(
        label="刊发时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text="北京时间。",
    )
    place = forms.CharField(label="网址或版面", max_length=300, help_text="报纸请写日期和版面，如“2026年9月7日第3版”。")
    proof = CheckedFileField(
        label="刊发凭证",
        required=False,
        accepted=files.SCANS,
        help_text="截图或版面扫描，PDF、JPG 或 PNG，不超过 20 MB。",
    )


class OrderForm(forms.Form):
    """调整次序: one number for each name."""

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = list(names)
        for name in self.names:
            self.fields[f"position-{name.pk}"] = forms.IntegerField(min_value=1, label=name.name, initial=name.position)

    def order(self):
        """The keys of the names by the numbers typed; equal numbers keep their former order."""
        return [
            one.pk
            for one in sorted(self.names, key=lambda one: (self.cleaned_data[f"position-{one.pk}"], one.position))
        ]


class NoticeFilters(forms.Form):
    """The office's list of notices."""

    season = forms.ChoiceField(label="年度", required=False)

    def __init__(self, *args, seasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["season"].choices = [("", "全部"), *((one.code, one.label) for one in seasons)]
