"""拟稿、次序、发布登记."""

from django import forms

from common import files
from common.day_fields import DayField, MomentField
from publicity.forms.fields import DAY, CheckedFileField


class NoticeForm(forms.Form):
    """拟稿: dates, words and contact; the list is made from those who are ready."""

    opens_on = DayField(label="公示首日", widget=DAY)
    closes_on = DayField(
        label="公示截止日", required=False, widget=DAY, help_text="留空则按细则推算；只能晚于推算的日期。"
    )
    title = forms.CharField(label="标题", max_length=120)
    text = forms.CharField(label="正文", max_length=3000, widget=forms.Textarea(attrs={"rows": 10}))
    contact = forms.CharField(
        label="联系方式",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="受理部门、地址、邮编、电话、传真、电子邮箱。",
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
