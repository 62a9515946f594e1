"""Parsing of score sheets, and of the office's reopening of one."""

from decimal import Decimal, InvalidOperation

from django import forms

from reviews.rules.sheets import fault_of_points, needs_comment, plain
from reviews.states import ReopeningCause
from reviews.typed import Typed


class SheetForm(forms.Form):
    """评分表: points and a comment for each criterion, and an overall comment; a draft may be incomplete."""

    def __init__(self, *args, criteria, rulebook, written=None, overall="", **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria, self.rulebook, self.step = criteria, rulebook, rulebook.score_step
        self.overall = overall
        for criterion in criteria:
            score = (written or {}).get(criterion.pk)
            self.fields[f"points_{criterion.pk}"] = forms.DecimalField(
                label=f"{criterion.name}得分",
                required=False,
                max_digits=8,
                decimal_places=2,
                initial=plain(score.points) if score and score.points is not None else "",
                widget=forms.NumberInput(
                    attrs={
                        "min": "0",
                        "max": plain(criterion.maximum),
                        "step": plain(self.step),
                        "inputmode": "decimal",
                        "autocomplete": "off",
                    }
                ),
            )
            self.fields[f"comment_{criterion.pk}"] = forms.CharField(
                label=f"{criterion.name}评语",
                required=False,
                max_length=500,
                initial=score.comment if score else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["comment"] = forms.CharField(
            label="总评", required=False, max_length=2000, initial=overall, widget=forms.Textarea(attrs={"rows": 3})
        )

    def clean(self):
        """Range and step, with the same words as the rule."""
        cleaned = super().clean() or self.cleaned_data
        for criterion in self.criteria:
            points = cleaned.get(f"points_{criterion.pk}")
            if points is not None and (fault := fault_of_points(points, criterion, self.step)):
                self.add_error(f"points_{criterion.pk}", fault)
        return cleaned

    def rows(self):
        """Each criterion with its two fields, and whether what stands there calls for a comment."""
        return [
            {
                "criterion": one,
                "points": self[f"points_{one.pk}"],
                "comment": self[f"comment_{one.pk}"],
                "is_due": self._comment_is_due(one),
            }
            for one in self.criteria
        ]

    def _comment_is_due(self, criterion):
        try:
            points = Decimal(str(self[f"points_{criterion.pk}"].value() or "-"))
        except InvalidOperation:
            return False
        is_silent = not str(self[f"comment_{criterion.pk}"].value() or "").strip()
        return is_silent and needs_comment(points, criterion, self.rulebook)

    def saved(self) -> dict[str, str]:
        """What the sheet says now, as the fields would have it typed."""
        return {name: str(field.initial or "") for name, field in self.fields.items()}

    def filled_in(self) -> dict[str, str]:
        """What was typed, field by field."""
        return {name: str(self.data.get(name, "")).replace("\r\n", "\n") for name in self.fields}

    def typed(self, *, window, base, stroke=0, is_automatic=False) -> Typed:
        """What was typed, and as much of it as can go into the sheet."""
        faults = {name: str(errors[0]) for name, errors in self.errors.items()}
        sound = [one for one in self.criteria if not {f"points_{one.pk}", f"comment_{one.pk}"} & faults.keys()]
        return Typed(
            fields=self.filled_in(),
            points={one.pk: self.cleaned_data[f"points_{one.pk}"] for one in sound},
            comments={one.pk: self.cleaned_data[f"comment_{one.pk}"] for one in sound},
            comment=self.cleaned_data.get("comment", self.overall),
            faults=faults,
            base=base,
            window=window,
            stroke=stroke,
            is_automatic=is_automatic,
        )

    def differences(self, fields) -> list[dict]:
        """The fields in which what was typed and what is saved are two."""
        saved = self.saved()
        return [
            {"name": name, "label": self.fields[name].label, "saved": saved[name], "typed": fields.get(name, "")}
            for name in self.fields
            if _same(saved[name]) != _same(fields.get(name, ""))
        ]


def _same(words: str):
    """85, 85.0 and 85.00 are one; so are two texts that differ in the blanks around them."""
    try:
        return Decimal(words)
    except InvalidOperation:
        return words.strip()


class ReopeningForm(forms.Form):
    """重新打开评分表."""

    cause = forms.ChoiceField(label="来由", choices=ReopeningCause.choices)
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="理由随函告知委员，并记入台账。",
    )
