"""材料各节: one form per section; half-filled sections are kept, wrong ones are told beside their field."""

from django import forms
from django.core.exceptions import ValidationError

from common import files
from common.day_fields import DayField
from nominations import dossier, identity
from nominations.forms.wording import KnownFile, PlainForm, say_plainly
from nominations.models import Nomination
from nominations.states import AchievementKind
from privacy.masks import masked_identity, masked_phone
from seasons.states import Indicator

SPARE_ROWS = 3
WHOLE = "whole"


class SectionForm(forms.ModelForm):
    """Columns of one section."""

    use_required_attribute = False

    class Meta:
        model = Nomination
        fields = dossier.FIELDS
        widgets = {
            "birth_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "summary": forms.Textarea(attrs={"rows": 12}),
            "exception_reason": forms.Textarea(attrs={"rows": 8}),
        }
        field_classes = {"birth_date": DayField}

    def __init__(self, *args, section, today, **kwargs):
        self.section, self.today = section, today
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(section.fields):
            del self.fields[name]
        if "identity_number" in self.fields:
            self._hide("identity_number", masked_identity, "证件号码")
            self._hide("phone", masked_phone, "手机号")
        if "industry" in self.fields:
            self.fields["industry"].queryset = self.instance.rulebook.industries.all()
            self.fields["industry"].empty_label = "请选择"
        say_plainly(self)

    def _hide(self, name, mask, label):
        kept = getattr(self.instance, name)
        field = forms.CharField(label=label, max_length=60, required=False)
        field.widget.attrs["autocomplete"] = "off"
        if kept:
            field.help_text = f"已登记 {mask(kept)}；不修改请留空。"
        self.fields[name] = field
        self.initial[name] = ""

    def mark_needed(self):
        """For printing only: what the section needs is not called 选填, though a half-filled section may be kept."""
        for name in self.section.needs:
            if name in self.fields:
                self.fields[name].required = True
        return self

    def clean_name(self):
        """GB 18030 names in normal form."""
        try:
            return identity.checked_name(self.cleaned_data["name"])
        except ValidationError as error:
            raise ValidationError(error.messages) from error

    def clean_phone(self):
        """手机号: eleven digits beginning with 1; empty keeps what is stored."""
        phone = identity.checked_phone(self.cleaned_data["phone"])
        return phone or self.instance.phone

    def clean(self):
        """Numbers, order of years, length."""
        filled = super().clean()
        if "identity_number" in self.fields:
            kept = filled.get("identity_number", "").strip() or self.instance.identity_number
            filled["identity_number"] = kept
            if "document_kind" in filled:
                self._ask("identity_number", identity.checked_identity, filled["document_kind"], kept, today=self.today)
        if "unit_code" in self.fields:
            self._ask(
                "unit_code",
                identity.checked_unit_code,
                filled.get("unit_code", ""),
                filled.get("unit_code_override", ""),
            )
        self._ask(
            None,
            identity.check_order,
            filled.get("birth_date"),
            filled.get("work_years"),
            filled.get("line_years"),
            today=self.today,
        )
        if "summary" in self.fields:
            limit = self.instance.rulebook.summary_characters
            self._ask(None, identity.check_length, "summary", filled.get("summary", ""), limit)
        return filled

    def _ask(self, field, check, *args, **kwargs):
        try:
            answer = check(*args, **kwargs)
        except ValidationError as error:
            self.add_error(None, error)
        else:
            if field:
                self.cleaned_data[field] = answer

    def _post_clean(self):
        """The action writes; the form only reads."""


class StatementsForm(PlainForm):
    """四个方面陈述 (沪工总经〔2015〕260号 三(二))."""

    def __init__(self, *args, nomination, **kwargs):
        self.limit = nomination.rulebook.statement_characters
        kept = {statement.indicator: statement.text for statement in nomination.statements.all()}
        super().__init__(*args, **kwargs)
        for indicator in Indicator:
            self.fields[str(indicator)] = forms.CharField(
                label=indicator.label,
                required=False,
                initial=kept.get(indicator, ""),
                widget=forms.Textarea(attrs={"rows": 10}),
            )

    def mark_needed(self):
        """All four are needed in the end."""
        for field in self.fields.values():
            field.required = True
        return self

    def clean(self):
        """字数."""
        filled = super().clean()
        for name, text in list(filled.items()):
            text = filled[name] = text.replace("\r\n", "\n")
            try:
                identity.check_length(name, text, self.limit)
            except ValidationError as error:
                self.add_error(None, error)
        return filled


class AchievementForm(PlainForm):
    """业绩: one row."""

    kind = forms.ChoiceField(label="类别", choices=[("", "—"), *AchievementKind.choices], required=False)
    title = forms.CharField(label="名称", max_length=120, required=False)
    year = forms.IntegerField(label="年份", min_value=1950, max_value=2100, required=False)
    level = forms.CharField(label="级别或名次", max_length=60, required=False)
    number = forms.CharField(label="证书或专利号", max_length=60, required=False)
    rank = forms.CharField(label="本人排名或作用", max_length=60, required=False)

    def clean(self):
        """A row has both a kind and a name, or nothing at all."""
        filled = super().clean()
        if any(value not in ("", None) for value in filled.values()):
            for name in ("kind", "title"):
                if not filled.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return filled


class AchievementRows(forms.BaseFormSet):
    """All rows with some to spare; an emptied row is left out."""

    def rows(self):
        """What was filled in."""
        return [row for form in self.forms if (row := form.cleaned_data) and row.get("title")]


def achievement_rows(*args, nomination):
    """The rows of a dossier."""
    kept = list(nomination.achievements.values(*dossier.ACHIEVEMENT_COLUMNS))
    formset = forms.formset_factory(AchievementForm, formset=AchievementRows, extra=SPARE_ROWS, max_num=60)
    return formset(*args, initial=kept, prefix="row")


class EvidenceForm(PlainForm):
    """佐证材料: one file."""

    indicator = forms.ChoiceField(label="对应方面", choices=[*Indicator.choices, (WHOLE, "整份申报（不对应某一方面）")])
    title = forms.CharField(label="材料名称", max_length=120, help_text="如“2024年市级技能竞赛获奖证书”。")
    upload = KnownFile(
        label="文件",
        accepted=files.ALL_KINDS,
        help_text="PDF、JPEG、PNG、DOCX 或 XLSX，单个文件不超过 20 MB。",
    )

    def clean_indicator(self):
        """A paper of the whole dossier belongs to no indicator."""
        indicator = self.cleaned_data["indicator"]
        return "" if indicator == WHOLE else indicator
