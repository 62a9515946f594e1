"""本单位排序的表单."""

from django import forms

from nominations.forms.wording import PlainForm


class RankingForm(PlainForm):
    """One rank for each opinion that is not filed yet; empty is no rank."""

    def __init__(self, *args, opinions, **kwargs):
        super().__init__(*args, **kwargs)
        for one in opinions:
            self.fields[f"rank_{one.pk}"] = forms.IntegerField(
                label=f"{one.nomination.name}的次序",
                min_value=1,
                max_value=9999,
                required=False,
                initial=one.rank,
                error_messages={"invalid": "请填写整数。"},
            )

    def ranks(self) -> dict:
        """The ranks by key of the opinion."""
        return {int(name.removeprefix("rank_")): value for name, value in self.cleaned_data.items()}
