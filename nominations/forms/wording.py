"""Form sentences in the office's tone, the same on every form of this room."""

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator


class PlainForm(forms.Form):
    """A form whose faults are told in whole sentences."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self)


def say_plainly(form):
    """Word the usual faults of every field; Django's own words speak of variables."""
    for field in form.fields.values():
        verb = "选择" if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else "填写"
        field.error_messages["required"] = f"请{verb}{field.label}。"
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
