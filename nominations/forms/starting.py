"""起草: the few fields that decide whether a dossier can be opened at all."""

from django import forms
from django.core.exceptions import ValidationError

from nominations import identity
from nominations.forms.wording import PlainForm
from nominations.states import DocumentKind
from organisations.models import Organisation
from organisations.states import SOCIAL_BODIES


class StartForm(PlainForm):
    """Person, document and unit; the body that drafts or passes on is chosen where there are several."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=60)
    drafting_body = forms.ModelChoiceField(label="推荐单位", queryset=Organisation.objects.none(), empty_label=None)
    via_association = forms.ModelChoiceField(
        label="报送途径",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="直接向市总工会自荐",
        help_text="也可以由专业学会、行业协会审核后报送。",
    )
    name = forms.CharField(label="姓名", max_length=200, help_text="按身份证件填写。", strip=False)
    document_kind = forms.ChoiceField(label="证件类别", choices=DocumentKind, initial=DocumentKind.RESIDENT)
    identity_number = forms.CharField(
        label="证件号码",
        max_length=60,
        help_text="18位，末位可以是X。用于核验身份和查重，加密保存，页面上遮蔽显示。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )
    unit_name = forms.CharField(label="工作单位", max_length=120)
    unit_code = forms.CharField(label="单位统一社会信用代码", max_length=40, help_text="18位，见营业执照或登记证书。")
    unit_code_override = forms.CharField(
        label="单位代码校验例外的理由",
        max_length=200,
        required=False,
        help_text="仅在登记机关发放的代码未通过校验时填写，如“营业执照原件核对无误”。",
    )

    def __init__(self, *args, bodies=(), is_self=False, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        if is_self:
            del self.fields["drafting_body"]
            self.fields["via_association"].queryset = Organisation.objects.filter(
                kind__in=SOCIAL_BODIES, is_active=True
            ).order_by("name")
        else:
            del self.fields["via_association"]
            self.fields["drafting_body"].queryset = Organisation.objects.filter(pk__in=[body.pk for body in bodies])

    def clean_name(self):
        """GB 18030 names in normal form."""
        return _own(identity.checked_name, self.cleaned_data["name"])

    def clean(self):
        """Number against kind of document, code against its check character."""
        filled = super().clean()
        if {"document_kind", "identity_number"} <= filled.keys():
            self._keep("identity_number", identity.checked_identity, filled["document_kind"], today=self.today)
        if "unit_code" in filled:
            self._keep("unit_code", identity.checked_unit_code, override=filled.get("unit_code_override", ""))
        return filled

    def _keep(self, field, check, *first, override=None, today=None):
        value = self.cleaned_data[field]
        try:
            if override is not None:
                self.cleaned_data[field] = check(value, override)
            else:
                self.cleaned_data[field] = check(*first, value, today=today)
        except ValidationError as error:
            self.add_error(None, error)


def _own(check, value):
    """The sentences of a check that names its field, for a clean_<field> that already stands beside it."""
    try:
        return check(value)
    except ValidationError as error:
        raise ValidationError(error.messages) from error
