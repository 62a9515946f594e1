"""Fields that several forms of this room share."""

from django import forms
from django.conf import settings

from common import files

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeveralFiles(forms.ClearableFileInput):
    """Lets several files be chosen."""

    allow_multiple_selected = True


class CheckedFilesField(forms.FileField):
    """Several uploads, each told by its content, together no larger than one request may be."""

    widget = SeveralFiles(
        attrs={"multiple": True, "accept": ",".join(e for kind in files.ALL_KINDS for e in kind.endings)}
    )

    def clean(self, value, initial=None):
        """Whatever is wrong is said beside the field, with the place of the file among those chosen."""
        chosen = [one for one in (value or []) if one]
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        faults = [fault for number, one in enumerate(chosen, start=1) for fault in _faults(one, number, len(chosen))]
        if sum(one.size for one in chosen) > settings.EVIDENCE_MAX_BYTES:
            most = files.size_words(settings.EVIDENCE_MAX_BYTES)
            faults.append(f"所选文件合计超过{most}，请压缩，或分次补充。")
        if faults:
            raise forms.ValidationError(faults)
        return chosen


def _faults(upload, number, of):
    try:
        files.inspect(upload, max_bytes=settings.EVIDENCE_MAX_BYTES)
    except forms.ValidationError as error:
        return [f"第{number}个文件：{words}" if of > 1 else words for words in error.messages]
    return []


class CheckedFileField(forms.FileField):
    """An upload told by its content."""

    def __init__(self, *, accepted=files.ALL_KINDS, **kwargs):
        self.accepted = accepted
        super().__init__(**kwargs)

    def clean(self, value, initial=None):
        """Refuse disguised, damaged and oversized files beside the field."""
        upload = super().clean(value, initial)
        if upload:
            files.inspect(upload, accepted=self.accepted, max_bytes=settings.EVIDENCE_MAX_BYTES)
        return upload
