"""Filters of the register, a ban by its own decision, and the reason for lifting."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.states import Role
from common.dates import today
from common.day_fields import DayField
from organisations.models import Organisation, hash_of_unit
from privacy.hashing import keyed_hash
from sanctions.states import SubjectKind
from sanctions.subjects import row_hash
from standards import gb11643, gb32100

STANDING, ENDED, LIFTED = "standing", "ended", "lifted"
COURSES = {STANDING: "在禁报期内", ENDED: "已期满", LIFTED: "已解除"}


class RegisterFilter(forms.Form):
    """禁报名册的筛选."""

    words = forms.CharField(label="姓名、单位或文号", required=False, max_length=60)
    kind = forms.ChoiceField(label="对象", required=False, choices=[("", "全部"), *SubjectKind.choices])
    course = forms.ChoiceField(label="情况", required=False, choices=[("", "全部"), *COURSES.items()])


class LiftForm(forms.Form):
    """解除禁报的理由."""

    reason = forms.CharField(
        label="解除理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明申诉的要点、复核的结论和依据的文件；理由载入台账，不可更改。",
        error_messages={"required": "请填写解除理由。"},
    )


class ImposeForm(forms.Form):
    """登记禁报: whom, by which decision, from which day; every subject by the number that is his own."""

    kind = forms.ChoiceField(label="禁报对象", choices=SubjectKind.choices)
    number = forms.CharField(
        label="证件号码或统一社会信用代码",
        max_length=30,
        required=False,
        help_text="个人、评审专家填证件号码（15位旧号码自动换算），单位填统一社会信用代码；推荐单位可不填。只保存散列，不保存号码。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label="姓名或名称", max_length=120, help_text="推荐单位填在册组织的全称；评审专家填账户的登录名或姓名。"
    )
    ground = forms.CharField(
        label="事由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="查实的事实，本人和推荐单位会读到；请勿写入证件号码、电话和举报人。",
    )
    decision_number = forms.CharField(label="决定文号", max_length=60)
    found_on = DayField(
        label="查实之日",
        initial=today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="禁报自此日起算，至若干年后的同一日（含当日）；遇2月29日而该年没有的，至2月28日。",
    )
    years = forms.IntegerField(
        label="年限", initial=5, min_value=1, max_value=50, help_text="沪工总经〔2015〕260号 五(三)定为五年。"
    )

    def clean(self):
        """The subject as the gate will meet it: hash, row, name."""
        cleaned = super().clean()
        kind, number, name = cleaned.get("kind"), cleaned.get("number", ""), cleaned.get("name", "").strip()
        subject = {}
        if kind == SubjectKind.PERSON:
            subject = {"subject_hash": self._identity(number, is_needed=True)}
        elif kind == SubjectKind.UNIT:
            subject = {"subject_hash": self._code(number)}
        elif kind == SubjectKind.BODY and name:
            subject = self._body(name)
        elif kind == SubjectKind.EXPERT and name:
            subject = self._expert(name, number)
        cleaned["subject"] = subject
        return cleaned

    def _identity(self, number, *, is_needed):
        if not number.strip() and not is_needed:
            return ""
        try:
            return keyed_hash("identity", gb11643.checked_identity_number(gb11643.widened(number)))
        except ValidationError as error:
            self.add_error("number", error)
            return ""

    def _code(self, number):
        code = gb32100.normalised(number)
        try:
            gb32100.checked_credit_code(code)
        except ValidationError as error:
            if error.code != "check_digit":  # some registered codes fail it; the gate corrects both alike
                self.add_error("number", error)
                return ""
        return hash_of_unit(code)

    def _body(self, name):
        body = Organisation.objects.filter(name=name).first()
        if body is None:
            self.add_error("name", f"组织名册中没有“{name}”，请填写全称。")
            return {}
        return {"organisation": body, "subject_name": body.name, "subject_hash": body.code_hash or row_hash(body)}

    def _expert(self, name, number):
        named = User.objects.filter(memberships__role=Role.EXPERT).distinct()
        found = list(named.filter(username__iexact=name)[:2] or named.filter(full_name=name)[:2])
        if len(found) != 1:
            what = "没有" if not found else "有不止一位"
            self.add_error("name", f"{what}名为“{name}”的评审专家，请填写其登录名。")
            return {}
        expert, given = found[0], self._identity(number, is_needed=False)
        if given and expert.person_hash and given != expert.person_hash:
            self.add_error("number", "证件号码与该账户已登记的本人不符，请核对。")
        return {
            "account": expert,
            "subject_name": expert.full_name,
            "subject_hash": given or expert.person_hash or row_hash(expert),
        }
