"""邀请与途径的表单."""

from django import forms

from accounts.forms import EmailAddressField
from nominations.forms.wording import PlainForm
from organisations.models import Organisation
from organisations.states import SOCIAL_BODIES


class InvitationForm(PlainForm):
    """邀请一人自荐."""

    address = EmailAddressField(label="受邀人的电子邮箱", max_length=60)
    note = forms.CharField(
        label="附言",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写在邀请信中。",
    )


class RouteForm(PlainForm):
    """报送途径."""

    via_association = forms.ModelChoiceField(
        label="报送途径",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="直接向市总工会自荐",
        help_text="选择学会、协会的，须经其接受后才能推荐。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = Organisation.objects.filter(kind__in=SOCIAL_BODIES, is_active=True)
        self.fields["via_association"].queryset = bodies.order_by("name")
        self.fields["via_association"].is_asked = True
