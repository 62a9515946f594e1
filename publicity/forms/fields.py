"""Fields that several forms of this room share."""

from django import forms
from django.conf import settings

from common import files

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


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
