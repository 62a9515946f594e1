"""人员与组织名册：只由系统管理员管理；每次更正都留痕；组织代码按 GB 32100 校验，例外须写明依据。"""

import pytest

from accounts.models import User
from ledger.models import Entry
from organisations.models import Organisation
from tests.factories import MembershipFactory, UserFactory
from tests.factories.numbers import credit_code

STRANGERS = ["clerk", "screener", "review_office", "supervision", "self_nominee", "finance"]
PAGES = ["people/", "people/open/", "organisations/", "organisations/register/"]


@pytest.fixture
def office(client, administrator):
    """The administrator's browser."""
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("stranger", STRANGERS)
def test_nobody_else_opens_the_registers(client, request, stranger, administrator, xuhui_union):
    client.force_login(request.getfixturevalue(stranger))
    doors = [*PAGES, f"people/{administrator.pk}/", f"organisations/{xuhui_union.pk}/"]
    assert {client.get(f"/account/{door}").status_code for door in doors} == {403}
    acts = ["grant", "suspend", "resume", "unlock"]
    assert {client.post(f"/account/people/{administrator.pk}/{act}/").status_code for act in acts} == {403}


def test_an_account_is_opened_with_a_role_to_follow(office):
    answer = office.post("/account/people/open/", {"full_name": "甄新来", "username": "Zhen", "email": ""})

    person = User.objects.get(username="zhen")
    assert answer.url == f"/account/people/{person.pk}/"
    assert not person.has_usable_password()
    assert Entry.objects.get().act == "person.account_opened"


def test_a_role_is_granted_by_the_organisations_name_or_code(office, xuhui_union, works_union):
    person = UserFactory()
    url = f"/account/people/{person.pk}/grant/"
    office.post(url, {"role": "union_clerk", "organisation": xuhui_union.name, "since": "2026-01-01"})
    office.post(url, {"role": "union_clerk", "organisation": works_union.credit_code.lower(), "since": "2026-01-01"})

    assert {membership.organisation for membership in person.memberships.all()} == {xuhui_union, works_union}


def test_an_unknown_organisation_is_answered_with_similar_names(office, xuhui_union):
    person = UserFactory()
    page = office.post(
        f"/account/people/{person.pk}/grant/", {"role": "union_clerk", "organisation": "徐汇", "since": "2026-01-01"}
    )
    assert "徐汇区总工会" in page.content.decode()
    assert not person.memberships.exists()


def test_a_role_is_ended_on_the_persons_page(office, clerk):
    office.post(f"/account/memberships/{clerk.memberships.get().pk}/end/", {"reason": "调离"})
    assert clerk.memberships.get().until is not None


def test_an_account_is_suspended_and_resumed_with_reasons(office, clerk):
    office.post(f"/account/people/{clerk.pk}/suspend/", {"reason": "离岗"})
    assert not User.objects.get(pk=clerk.pk).is_active
    office.post(f"/account/people/{clerk.pk}/resume/", {"reason": "返岗"})
    assert User.objects.get(pk=clerk.pk).is_active
    assert list(Entry.objects.values_list("act", "reason")) == [
        ("person.suspended", "离岗"),
        ("person.resumed", "返岗"),
    ]


def test_a_corrected_name_is_in_the_ledger_without_the_address(office, clerk):
    office.post(f"/account/people/{clerk.pk}/", {"full_name": "周文婧", "email": "z@example.org"})

    assert User.objects.get(pk=clerk.pk).full_name == "周文婧"
    assert Entry.objects.get().detail == {"changed": ["姓名", "电子邮箱"]}


def test_an_organisation_is_registered_under_its_parent(office, xuhui_union):
    office.post(
        "/account/organisations/register/",
        {"kind": "grassroots", "parent": xuhui_union.pk, "name": "新厂工会", "credit_code": credit_code(77, kind="81")},
    )
    union = Organisation.objects.get(name="新厂工会")
    assert union.path.startswith(xuhui_union.path)
    assert Entry.objects.get().act == "organisation.registered"


def test_a_wrong_code_is_said_beside_the_field_and_kept_with_a_reason(office, xuhui_union):
    code = credit_code(78, kind="81")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    fields = {"name": xuhui_union.name, "credit_code": wrong, "is_active": "on"}
    url = f"/account/organisations/{xuhui_union.pk}/"

    assert "校验位" in office.post(url, fields).content.decode()
    office.post(url, fields | {"credit_code_override": "登记证书原件如此"})

    assert Organisation.objects.get(pk=xuhui_union.pk).credit_code == wrong
    assert Entry.objects.get().detail["override"] == "登记证书原件如此"


def test_a_correction_moves_no_branch(office, xuhui_union, pudong_union, park_union):
    fields = {
        "name": park_union.name,
        "credit_code": park_union.credit_code,
        "is_active": "on",
        "parent": pudong_union.pk,
    }
    office.post(f"/account/organisations/{park_union.pk}/", fields)
    assert Organisation.objects.get(pk=park_union.pk).parent == xuhui_union


@pytest.mark.parametrize("page", ["people/", "organisations/"])
def test_the_lists_ask_as_much_at_three_rows_as_at_thirty(office, xuhui_union, page, django_assert_max_num_queries):
    office.get(f"/account/{page}")  # the first page of a session writes when it was renewed
    for _ in range(2):
        with django_assert_max_num_queries(9):
            office.get(f"/account/{page}")
        for _ in range(30):
            MembershipFactory(role="union_clerk", organisation=xuhui_union)
