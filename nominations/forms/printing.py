"""推荐审批表: how it is printed, and a code that was read off it."""

from django import forms

from nominations.forms.wording import PlainForm
from nominations.states import PaperSize
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
