"""What is uploaded, and what is confirmed."""

from django import forms

from nominations.forms.wording import PlainForm
from organisations.models import Organisation


class UploadForm(PlainForm):
    """上传名单."""

    body = forms.ModelChoiceField(label="推荐单位", queryset=Organisation.objects.none(), empty_label=None)
    upload = forms.FileField(
        label="名单文件", help_text="XLSX 模板，或 CSV（UTF-8、GB18030）；不超过 10 MB、10000 行。"
    )

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Organisation.objects.filter(pk__in=[body.pk for body in bodies])
        self.fields["upload"].error_messages |= {
            "required": "请选择文件。",
            "empty": "该文件是空的，请检查后重新上传。",
        }


class ManyFiles(forms.FileField):
    """Several files of one field."""

    widget = type("ManyFilesInput", (forms.ClearableFileInput,), {"allow_multiple_selected": True})

    def clean(self, value, initial=None):
        """Each as one file is."""
        files = value if isinstance(value, list | tuple) else [value]
        return [forms.FileField.clean(self, one, initial) for one in files if one] or super().clean(None, initial)


class PapersForm(PlainForm):
    """上传佐证材料: a zip, or the files themselves."""

    body = forms.ModelChoiceField(label="推荐单位", queryset=Organisation.objects.none(), empty_label=None)
    uploads = ManyFiles(
        label="压缩包或多个文件",
        help_text="一个 ZIP 压缩包，或一次选中的多个文件；合计不超过 200 MB、500 个文件，单个文件不超过 20 MB。",
    )

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Organisation.objects.filter(pk__in=[body.pk for body in bodies])
        self.fields["uploads"].error_messages |= {
            "required": "请选择文件。",
            "empty": "该文件是空的，请检查后重新上传。",
        }


class ConfirmForm(PlainForm):
    """确认导入: hidden rows are taken only where somebody says so."""

    with_hidden = forms.BooleanField(required=False)

    def __init__(self, *args, hidden_rows=0, **kwargs):
        super().__init__(*args, **kwargs)
        if not hidden_rows:
            del self.fields["with_hidden"]
        else:
            self.fields["with_hidden"].label = f"名单中有{hidden_rows}个隐藏行，已核对，一并导入"
