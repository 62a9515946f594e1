"""逐行查问: the dossier's own forms, each made once and asked of one row after another."""

from django import forms

from nominations import dossier
from nominations.forms.dossier import SectionForm
from nominations.forms.wording import say_plainly
from nominations.models import Achievement, Nomination


class AchievementRowForm(forms.ModelForm):
    """业绩: one row, with the columns of the model."""

    use_required_attribute = False
    year = forms.IntegerField(label="年份", min_value=1950, max_value=2100, required=False)

    class Meta:
        model = Achievement
        fields = dossier.ACHIEVEMENT_COLUMNS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self)

    def _post_clean(self):
        """The action writes; the form only reads."""


class Remembered(forms.ModelChoiceField):
    """A choice of rows that are read once, however many times it is asked."""

    def __init__(self, field):
        super().__init__(field.queryset, required=field.required, label=field.label)
        self.error_messages = field.error_messages
        self.known = {str(one.pk): one for one in field.queryset}

    def to_python(self, value):
        """The row behind a key."""
        if value in self.empty_values:
            return None
        if (found := self.known.get(str(value))) is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return found


class RowForms:
    """The section forms of the dossier, each made once and asked of one row after another."""

    def __init__(self, rulebook, channel, *, today):
        blank = Nomination(rulebook=rulebook, channel=channel)
        self.forms = [
            SectionForm({}, instance=blank, section=section, today=today)
            for section in dossier.sections_of(blank)
            if section.fields
        ]
        for form in self.forms:
            for name, field in form.fields.items():
                if isinstance(field, forms.ModelChoiceField):
                    form.fields[name] = Remembered(field)
        self.achievement = AchievementRowForm({})

    def ask(self, dossier_so_far, cells):
        """(what the forms make of a dossier with these cells put in, faults by column).

        Columns without a cell keep what the dossier says.
        """
        cleaned, faults = {}, {}
        for form in self.forms:
            form.instance = dossier_so_far
            form.data = {name: cells.get(name, _typed(dossier_so_far, name)) for name in form.fields}
            form.full_clean()
            cleaned |= form.cleaned_data
            faults |= {name: list(told) for name, told in form.errors.items()}
        return cleaned, faults

    def ask_achievement(self, cells):
        """The same for one row of 业绩."""
        form = self.achievement
        form.data = cells
        form.full_clean()
        return form.cleaned_data, {name: list(told) for name, told in form.errors.items()}


def _typed(nomination, name):
    """What stands in a form's field for what a dossier says; hidden numbers stay where they are."""
    if name in ("identity_number", "phone"):
        return ""
    value = getattr(nomination, Nomination._meta.get_field(name).attname)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
