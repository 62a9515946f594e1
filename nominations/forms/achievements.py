"""业绩: one card a row, each with the columns of its kind."""

from django import forms

from common.day_fields import DayField
from nominations import dossier
from nominations.achievement_kinds import lines_of
from nominations.forms.wording import PlainForm
from nominations.models import Achievement
from nominations.states import AchievementKind

MOST_ROWS = 60


class AchievementForm(PlainForm):
    """业绩: one row; its kind is settled when the row is added."""

    kind = forms.ChoiceField(choices=AchievementKind.choices, required=False, widget=forms.HiddenInput)
    title = forms.CharField(max_length=120, required=False)
    year = forms.IntegerField(min_value=1950, max_value=2100, required=False)
    granted_on = DayField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    level = forms.CharField(max_length=60, required=False)
    place = forms.CharField(max_length=60, required=False)
    number = forms.CharField(max_length=60, required=False)
    issuer = forms.CharField(max_length=120, required=False)
    rank = forms.CharField(max_length=120, required=False)
    partners = forms.CharField(max_length=200, required=False)
    effect = forms.CharField(max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self["kind"].value()
        self.kind_words = dict(AchievementKind.choices).get(kind, "")
        lines = {line.column: line for line in lines_of(kind)}
        for name in dossier.ACHIEVEMENT_COLUMNS[1:]:
            line, field = lines.get(name), self.fields[name]
            if line is not None:
                field.label, field.help_text = line.label, line.hint
            elif name != "title" and self[name].value() in ("", None):
                del self.fields[name]
            else:  # what an older form asked of this kind is not thrown away unseen
                field.label = Achievement._meta.get_field(name).verbose_name
        self.order_fields(["kind", *lines])

    def mark_needed(self):
        """For printing only: a row without its name cannot stand."""
        self.fields["title"].required = True
        return self

    def clean(self):
        """A row has a kind and a name, or nothing at all."""
        filled = super().clean()
        if any(value not in ("", None) for name, value in filled.items() if name != "kind"):
            for name in ("kind", "title"):
                if not filled.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return filled


class AchievementRows(forms.BaseFormSet):
    """All rows; an emptied row is left out."""

    def rows(self):
        """What was filled in."""
        return [row for form in self.forms if (row := form.cleaned_data) and row.get("title")]

    @property
    def kinds(self):
        """The cards kind by kind, each kind with what its button adds."""
        return [
            {
                "value": kind.value,
                "label": kind.label,
                "forms": [form for form in self.forms if form["kind"].value() == kind.value],
            }
            for kind in AchievementKind
        ]


_ROWS = forms.formset_factory(AchievementForm, formset=AchievementRows, extra=0, max_num=MOST_ROWS)


def achievement_rows(post=None, *, initial=()):
    """The rows as posted, or as they are laid out to be filled in; rows come in plain words, right or wrong."""
    return _ROWS(post, initial=list(initial), prefix="row")


def blank_row(kind):
    """An empty card of a kind, for the page to copy."""
    return AchievementForm(initial={"kind": kind}, prefix="row-__number__").mark_needed()
