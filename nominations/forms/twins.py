"""查重的表单."""

from django import forms
from django.core.exceptions import ValidationError

from nominations import identity
from nominations.actions.twins import ACHIEVEMENTS, PAPERS, STATEMENTS
from nominations.forms.wording import PlainForm


class MergeForm(PlainForm):
    """并件: which one goes on, and what is taken over."""

    kept = forms.ChoiceField(label="续办哪一件", widget=forms.RadioSelect, help_text="另一件并入此件，不再办理。")
    take = forms.MultipleChoiceField(
        label="并入的材料",
        required=False,
        choices=[(PAPERS, "佐证材料"), (STATEMENTS, "四个方面陈述"), (ACHIEVEMENTS, "业绩")],
        widget=forms.CheckboxSelectMultiple,
        help_text="附在续办的申报之后，标明来自哪一件；续办一件的原有内容不改动。",
    )
    reason = forms.CharField(label="并件的理由", max_length=400, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, pair, **kwargs):
        super().__init__(*args, **kwargs)
        self.pair = {one.number: one for one in pair}
        self.fields["kept"].choices = [
            (one.number, f"{one.number}　{one.get_channel_display()}，{one.get_state_display()}") for one in pair
        ]
        self.fields["take"].initial = [PAPERS, STATEMENTS, ACHIEVEMENTS]

    def chosen(self):
        """(the one that goes on, the other)."""
        kept = self.pair[self.cleaned_data["kept"]]
        return kept, next(one for one in self.pair.values() if one is not kept)


class TwinForm(PlainForm):
    """The corrected number that is refused."""

    identity_number = forms.CharField(
        label="更正后的证件号码", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args, today, kind, **kwargs):
        self.today, self.kind = today, kind
        super().__init__(*args, **kwargs)

    def clean_identity_number(self):
        """GB 11643."""
        try:
            return identity.checked_identity(self.kind, self.cleaned_data["identity_number"], today=self.today)
        except ValidationError as error:
            raise ValidationError(error.messages) from error
