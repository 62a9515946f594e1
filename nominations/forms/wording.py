"""Form sentences in the office's tone, the same on every form of this room."""

from django import forms
from django.conf import settings

from common import files

UNCHOSEN = "请选择"


class PlainForm(forms.Form):
    """A form whose faults are told in whole sentences."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self)


class KnownFile(forms.FileField):
    """A file told by its content, so that the fault stands beside the field and the rest of the page stays typed."""

    def __init__(self, *, accepted, **kwargs):
        self.accepted = accepted
        super().__init__(**kwargs)

    def clean(self, value, initial=None):
        """Read as the act will read it again."""
        upload = super().clean(value, initial)
        if upload:
            files.inspect(upload, accepted=self.accepted, max_bytes=settings.EVIDENCE_MAX_BYTES)
        return upload


def say_plainly(form):
    """The empty choice is a request, not a dash; the faults themselves are worded in common.form_wording."""
    for field in form.fields.values():
        if getattr(field, "choices", None) and not isinstance(field, forms.ModelChoiceField):
            field.choices = [(value, label if value != "" else UNCHOSEN) for value, label in field.choices]
