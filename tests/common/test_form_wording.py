"""表单的错误提示: the field, the fault and the remedy, on every form of the portal and nowhere else."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import RegexValidator
from django.template.loader import render_to_string

from organisations.models import Organisation


class Asked(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="姓名", max_length=4)
    union = forms.ChoiceField(label="报送单位", choices=[("a", "甲")])
    paper = forms.FileField(label="佐证材料", max_length=8)
    agreed = forms.BooleanField(label="本人承诺")
    amount = forms.DecimalField(label="金额", min_value=0, max_digits=6, decimal_places=2)
    address = forms.EmailField(label="电子邮箱")
    own = forms.CharField(label="编号", error_messages={"required": "请抄录证书上的编号。"})
    again = forms.CharField(label="再输一次密码")
    columns = forms.CharField(label="各栏（一行一栏）")
    letters = forms.CharField(label="代码", validators=[RegexValidator("^[a-z]+$", message="代码只用小写字母。")])


def faults(typed, files=None):
    """What is said beside each field."""
    return {name: list(told) for name, told in Asked(typed, files).errors.items()}


def test_an_empty_form_says_what_to_fill_in():
    assert {name: told[0] for name, told in faults({}).items()} == {
        "name": "请填写姓名。",
        "union": "请选择报送单位。",
        "paper": "请上传佐证材料。",
        "agreed": "请勾选“本人承诺”。",
        "amount": "请填写金额。",
        "address": "请填写电子邮箱。",
        "own": "请抄录证书上的编号。",
        "again": "请再输一次密码。",
        "columns": "请填写各栏。",
        "letters": "请填写代码。",
    }


def test_a_wrong_answer_says_what_is_wrong_with_it():
    typed = {"name": "五个字的名", "union": "不存在", "amount": "-1.555", "address": "甲乙", "letters": "ABC"}
    told = faults(typed, {"paper": SimpleUploadedFile("a.pdf", b"")})
    assert told["name"] == ["最多4字，现为5字，请删减。"]
    assert told["union"] == ["所选内容不在可选范围内，请重新选择。"]
    assert told["paper"] == ["该文件是空的，请检查后重新上传。"]
    assert told["amount"] == ["不应小于0，请核对。", "小数最多2位，请核对。"]
    assert "name@example.org" in told["address"][0]
    assert told["letters"] == ["代码只用小写字母。"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1e400", "数字太长，最多6位，请核对。"),
        ("NaN", "请填写数字，如 12.50。"),
        ("12345.6", "数字太大，整数部分最多4位，请核对。"),
    ],
)
def test_absurd_money_is_told_and_never_breaks(typed, said):
    assert faults({"amount": typed})["amount"][-1] == said


def test_a_long_file_name_and_a_null_character_are_told():
    told = faults({"name": "甲\0"}, {"paper": SimpleUploadedFile("a-long-name.pdf", b"x")})
    assert told["paper"] == ["文件名最多8字，请改短后重新上传。"]
    assert told["name"] == ["其中有不能保存的空字符，请删去后重新填写。"]


def test_no_form_speaks_in_the_words_of_the_framework(db):
    """A model's column that must be unique is told by its name, not as 具有 名称 的 机构 已存在。."""
    form = forms.modelform_factory(Organisation, fields=["name"])({})
    assert form.errors["name"] == ["请填写名称。"]
    assert "具有" not in form.fields["name"].error_messages.get("unique", "")


def test_the_list_above_a_form_leads_to_each_field_and_names_it_once():
    form = Asked({"name": "五个字的名"})
    page = render_to_string("parts/_form_errors.html", {"form": form})
    assert '<a href="#id_name">姓名：最多4字，现为5字，请删减。</a>' in page
    assert '<a href="#id_amount">请填写金额。</a>' in page
