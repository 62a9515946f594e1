"""推荐审批表: how it is printed, and a code that was read off it."""

from django import forms

from common import files
from common.day_fields import DayField
from nominations.forms.wording import KnownFile, PlainForm
from nominations.states import PaperSize, WorkplaceResult
from printing.version_code import checked_code


class CodeField(forms.CharField):
    """版本码, however it is typed."""

    def __init__(self, **kwargs):
        attributes = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        super().__init__(label="版本码", max_length=30, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value):
        """As it is printed."""
        typed = super().clean(value)
        return checked_code(typed) if typed else typed


class PrintForm(PlainForm):
    """打印: the paper, and whether the full numbers stand on it."""

    size = forms.ChoiceField(
        label="纸张",
        choices=PaperSize,
        initial=PaperSize.A3,
        widget=forms.RadioSelect,
        help_text="A3 双面打印、短边翻转后对折成册；A4 逐页打印。",
    )
    shows_numbers = forms.BooleanField(
        label="印出完整证件号码和手机号",
        required=False,
        help_text="报送用的纸质表须填全号时选用，每次打印记入台账；不选则遮蔽。",
    )

    def __init__(self, *args, may_show_numbers, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_show_numbers:
            del self.fields["shows_numbers"]


class CodeForm(PlainForm):
    """核对版本码."""

    code = CodeField(help_text="印在推荐审批表每页下方，如“K7MP3-WQX4T”，不分大小写。")


class ScanForm(PlainForm):
    """盖章扫描件, against the code on it; ``paper`` is what the paper is called."""

    paper = "推荐审批表"

    code = CodeField(help_text="扫描件每页下方的版本码，请与纸质表核对。")
    upload = KnownFile(
        label="扫描件",
        accepted=files.SCANS,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "upload"
        ].help_text = f"签署、盖章齐全的{self.paper}，PDF、JPEG 或 PNG，不超过 20 MB；多页请合并为一个 PDF。"


class RankedScanForm(ScanForm):
    """盖章的推荐排序表."""

    paper = "推荐排序表"


class WorkplaceNoticeForm(PlainForm):
    """所在单位公示."""

    since = DayField(label="公示首日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = DayField(label="公示末日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    place = forms.CharField(label="公示地点或方式", max_length=120, help_text="如“厂区公告栏和内部办公网”。")
    result = forms.ChoiceField(
        label="公示结果",
        choices=WorkplaceResult,
        required=False,
        widget=forms.RadioSelect,
        help_text="公示期满后填写。",
    )
    handling = forms.CharField(
        label="异议及处理情况", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    upload = KnownFile(
        label="公示材料扫描件",
        accepted=files.SCANS,
        required=False,
        help_text="注明公示结果并加盖公章，PDF、JPEG 或 PNG，不超过 20 MB；已上传的，重新选择即替换。",
    )

    def clean(self):
        """Dates in order; an objection with how it was handled."""
        filled = super().clean()
        since, until = filled.get("since"), filled.get("until")
        if since and until and until < since:
            self.add_error("until", "公示末日不得早于首日。")
        if filled.get("result") == WorkplaceResult.OBJECTED and not filled.get("handling", "").strip():
            self.add_error("handling", "有异议的，请写明异议及处理情况。")
        return filled
