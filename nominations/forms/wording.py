"""Form sentences in the office's tone, the same on every form of this room."""

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator

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
        self.error_messages["empty"] = "该文件是空的，请检查后重新上传。"
        self.error_messages["required"] = "请选择文件。"

    def clean(self, value, initial=None):
        """Read as the act will read it again."""
        upload = super().clean(value, initial)
        if upload:
            files.inspect(upload, accepted=self.accepted, max_bytes=settings.EVIDENCE_MAX_BYTES)
        return upload


def say_plainly(form):
    """Word the usual faults of every field; Django's own words speak of variables."""
    for field in form.fields.values():
        verb = "选择" if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else "填写"
        if not isinstance(field, forms.FileField):
            field.error_messages["required"] = f"请{verb}{field.label}。"
        if getattr(field, "choices", None) and not isinstance(field, forms.ModelChoiceField):
            field.choices = [(value, label if value != "" else UNCHOSEN) for value, label in field.choices]
        if isinstance(field, forms.IntegerField):
            field.error_messages["invalid"] = "请填写整数。"
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = "请按“2026-01-31”的格式填写日期。"
        if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
            field.error_messages["invalid_choice"] = "所选内容不在可选范围内，请重新选择。"
        for validator in field.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = "最多%(limit_value)d字，现为%(show_value)d字，请删减。"
            if isinstance(validator, MaxValueValidator):
                validator.message = "不应大于%(limit_value)s，请核对。"
            if isinstance(validator, MinValueValidator):
                validator.message = "不应小于%(limit_value)s，请核对。"
