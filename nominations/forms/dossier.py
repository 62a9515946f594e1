"""材料各节: one form per section; half-filled sections are kept, wrong ones are told beside their field."""

from django import forms
from django.core.exceptions import ValidationError

from common import files
from common.day_fields import DayField
from nominations import dossier, identity
from nominations.forms.wording import KnownFile, PlainForm, say_plainly
from nominations.models import Nomination
from organisations import queries as organisations
from privacy.masks import masked_identity, masked_phone
from seasons.states import Indicator

DAYS = ("birth_date", "skill_certified_on", "title_certified_on")
HINTS = {
    "union_name": "会员关系所在的基层工会。",
    "union_card_number": "见会员证或会员服务卡；没有证号的可以不填。",
    "district": "基层工会的上级区总工会或局（产业）工会；不清楚的可以不选，由资格审核时核对。",
    "unit_code_override": "仅在登记机关发放的代码未通过校验时填写，如“营业执照原件核对无误”。",
    "is_specialised": "以认定通知或名单为准。",
    "industry": "标注“重点聚焦”的为本年度重点聚焦行业；行业不影响能否申报。",
    "post": "现在的岗位，有职务的一并写明。",
    "trade": "如“数控车工”。",
    "is_on_front_line": "目前在一线岗位直接从事生产、技术、研发等工作。",
    "line_years": "在一线岗位工作的年限，不长于工作年限。",
    "skill_certificate": "证书上的编号。",
    "skill_issuer": "证书上盖章的鉴定或认定机构。",
    "title_name": "如“高级工程师”。",
    "studio_name": "本人领衔或参加的劳模、工匠、技师等工作室；没有的可以不填。",
    "summary": "用于一览表和公示前的介绍，写清工作、专长和主要成绩。",
    "deeds": "完整的事迹材料，可以分段；写事实和可以核对的数据。",
}


class IndustryField(forms.ModelChoiceField):
    """行业 of the season's list; the focus ones are marked."""

    def label_from_instance(self, obj):
        """The industry, and whether the year looks at it first."""
        return f"{obj.name}（重点聚焦）" if obj.is_focus else obj.name


class SectionForm(forms.ModelForm):
    """Columns of one section."""

    use_required_attribute = False

    class Meta:
        model = Nomination
        fields = dossier.FIELDS
        widgets = {
            **{name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in DAYS},
            "summary": forms.Textarea(attrs={"rows": 8}),
            "deeds": forms.Textarea(attrs={"rows": 16}),
        }
        field_classes = dict.fromkeys(DAYS, DayField) | {"industry": IndustryField}
        help_texts = HINTS

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
            self.fields["district"].queryset = organisations.filing_unions()
            self.fields["district"].empty_label = "请选择"
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
        for name, limit in dossier.limits_of(self.instance.rulebook).items():
            if name in self.fields:
                filled[name] = filled.get(name, "").replace("\r\n", "\n")
                self._ask(None, identity.check_length, name, filled[name], limit)
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

    def __init__(self, *args, nomination, initial=None, **kwargs):
        self.limit = nomination.rulebook.statement_characters
        kept = {statement.indicator: statement.text for statement in nomination.statements.all()} | (initial or {})
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


class PhotoForm(PlainForm):
    """本人照片: one picture."""

    upload = KnownFile(
        label="照片",
        accepted=files.IMAGES,
        help_text="近期正面免冠照片，JPEG 或 PNG，不超过 20 MB，可以直接用手机拍摄。",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
