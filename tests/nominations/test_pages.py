"""申报的页面: what they show to whom, what they keep when something is wrong, and how much they ask of the database."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.models import Entry
from nominations import actions
from nominations.forms.starting import StartForm
from nominations.models import Nomination
from nominations.states import State
from tests.factories import NominationFactory, RulebookFactory, at_state, issued
from tests.factories.numbers import credit_code, identity_number


@pytest.fixture
def rulebook(season):
    """A rulebook whose window is open on the day the pages are asked."""
    now = timezone.now()
    return issued(
        RulebookFactory(
            season=season,
            submission_opens_at=now - datetime.timedelta(days=20),
            submission_closes_at=now + datetime.timedelta(days=20),
        )
    )


@pytest.fixture
def as_clerk(client, clerk):
    """The clerk's browser."""
    client.force_login(clerk)
    return client


def typed(works_union, **changes):
    """The first page as typed."""
    return {
        "token": "once",
        "drafting_body": works_union.pk,
        "name": "赵铁柱",
        "document_kind": "resident",
        "identity_number": identity_number(901),
        "unit_name": "上海第一机床厂有限公司",
        "unit_code": credit_code(7),
    } | changes


START = "/nominations/start/unit/"


def test_the_first_page_sent_ten_times_makes_one_dossier(as_clerk, works_union, rulebook):
    ends = {as_clerk.post(START, typed(works_union)).url for _ in range(10)}

    assert ends == {Nomination.objects.get().get_absolute_url()}


def test_what_was_typed_stays_and_the_fault_stands_beside_its_field(as_clerk, works_union, rulebook):
    page = as_clerk.post(START, typed(works_union, identity_number="310104198001019010")).content.decode()

    assert "校验位不符" in page and 'value="赵铁柱"' in page
    assert not Nomination.objects.exists()


def test_a_twin_is_told_beside_the_number(as_clerk, works_union, rulebook, association_clerk, society):
    NominationFactory(
        rulebook=rulebook, drafted_by=association_clerk, drafting_body=society, identity_number=identity_number(901)
    )
    page = as_clerk.post(START, typed(works_union))

    assert page.status_code == 409
    assert "已有申报" in page.context["form"].errors["identity_number"][0]


@pytest.mark.parametrize("address", ["", "start/unit/", "{number}/", "{number}/print/", "{number}/reveal/"])
def test_pages_open_for_the_drafter(as_clerk, draft, address):
    assert as_clerk.get(f"/nominations/{address.format(number=draft.number)}").status_code == 200


SECTIONS = ["identity", "unit", "post", "statements", "achievements", "evidence", "summary", "promises"]


@pytest.mark.parametrize("key", SECTIONS)
def test_every_section_has_its_page(as_clerk, draft, key):
    assert as_clerk.get(reverse("nominations:section", args=[draft.number, key])).status_code == 200


@pytest.mark.parametrize("key", SECTIONS)
def test_no_page_shows_a_full_number(as_clerk, draft, key):
    page = as_clerk.get(reverse("nominations:section", args=[draft.number, key])).content.decode()
    sheet = as_clerk.get(draft.get_absolute_url()).content.decode()

    assert draft.identity_number not in page + sheet and draft.phone not in page + sheet


def test_the_full_number_is_shown_once_in_the_answer(as_clerk, draft):
    answer = as_clerk.post(reverse("nominations:reveal", args=[draft.number]), {"reason": "核对原件"})

    assert draft.identity_number in answer.content.decode() and answer["Cache-Control"] == "no-store"
    assert Entry.objects.filter(act="identity.revealed").count() == 1


def test_a_section_is_saved_and_a_blank_number_keeps_the_stored_one(as_clerk, draft):
    address = reverse("nominations:section", args=[draft.number, "identity"])
    filled = {
        "name": "王建国",
        "document_kind": "resident",
        "sex": "male",
        "birth_date": "1980-01-01",
        "ethnicity": "回族",
    }
    answer = as_clerk.post(address, filled | {"is_chinese": "on", "identity_number": "", "phone": ""})

    saved = Nomination.objects.get()
    assert answer.status_code == 302
    assert (saved.ethnicity, saved.identity_number, saved.phone) == ("回族", draft.identity_number, draft.phone)


def test_a_statement_too_long_stays_on_the_page(as_clerk, draft):
    page = as_clerk.post(reverse("nominations:section", args=[draft.number, "statements"]), {"skill": "工" * 10_000})

    assert "不超过2000字，现为10000字" in page.content.decode() and "工" * 10_000 in page.content.decode()
    assert draft.statements.get(indicator="skill").text.startswith("在高超技能")


def test_achievements_are_saved_as_rows(as_clerk, draft):
    rows = {"row-TOTAL_FORMS": "2", "row-INITIAL_FORMS": "0", "row-0-kind": "award", "row-0-title": "创新成果一等奖"}
    as_clerk.post(reverse("nominations:section", args=[draft.number, "achievements"]), rows)

    assert draft.achievements.get().title == "创新成果一等奖"


def test_a_disguised_file_is_told_beside_its_field_and_the_title_stays(as_clerk, draft):
    given = {"indicator": "skill", "title": "竞赛证书", "upload": SimpleUploadedFile("证书.pdf", b"MZ\x90\x00" * 99)}
    page = as_clerk.post(reverse("nominations:section", args=[draft.number, "evidence"]), given)

    assert "可执行程序" in page.context["form"].errors["upload"][0] and 'value="竞赛证书"' in page.content.decode()


def test_an_endorser_endorses_from_the_page(client, draft, clerk, park_endorser):
    actions.recommend(draft, by=clerk)
    client.force_login(park_endorser)
    address = reverse("nominations:endorse", args=[draft.number])

    assert "请填写审核意见" in client.post(address, {"opinion": " "}).content.decode()
    assert client.post(address, {"opinion": "同意推荐。", "rank": "1"}).status_code == 302
    assert draft.endorsements.get().rank == 1


def test_a_withdrawal_without_a_reason_stays_on_its_page(as_clerk, draft):
    page = as_clerk.post(reverse("nominations:withdraw", args=[draft.number]), {"reason": " "})

    assert "请填写撤回申报的理由。" in page.content.decode()
    assert Nomination.objects.get().state == State.DRAFT


def test_opening_a_dossier_asks_the_same_however_full_it_is(as_clerk, draft, django_assert_max_num_queries):
    as_clerk.get(draft.get_absolute_url())
    with django_assert_max_num_queries(24):
        as_clerk.get(draft.get_absolute_url())


def test_a_filing_pressed_ten_times_leaves_one_result(client, draft, xuhui_clerk):
    at_state(draft, State.ENDORSED)
    client.force_login(xuhui_clerk)
    answers = [client.post(reverse("nominations:submit", args=[draft.number])).status_code for _ in range(10)]

    assert answers == [302] + [409] * 9
    assert Entry.objects.filter(act="nomination.submitted").count() == 1


def test_an_act_that_is_refused_says_why_on_its_page(as_clerk, rulebook, clerk, works_union, xuhui_union):
    fresh = NominationFactory(
        rulebook=rulebook, drafted_by=clerk, drafting_body=works_union, filing_body=xuhui_union, post=""
    )
    page = as_clerk.get(reverse("nominations:recommend", args=[fresh.number]))

    assert page.status_code == 409
    assert "岗位与资质：岗位（职务）" in page.content.decode()


@pytest.mark.parametrize("role", ["pudong_clerk", "screener", "self_nominee", "administrator"])
def test_other_peoples_work_is_not_found(client, draft, role, request):
    client.force_login(request.getfixturevalue(role))

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.post(reverse("nominations:recommend", args=[draft.number])).status_code == 404


def test_supervision_sees_the_dossier_and_no_button(client, draft, supervision):
    client.force_login(supervision)
    page = client.get(draft.get_absolute_url())

    assert page.context["acts"] == []


def test_the_list_asks_as_much_at_ten_rows_as_at_a_hundred(
    client, rulebook, clerk, works_union, xuhui_union, supervision, django_assert_max_num_queries
):
    def fill(count):
        for _ in range(count):
            NominationFactory(rulebook=rulebook, drafted_by=clerk, drafting_body=works_union, filing_body=xuhui_union)

    client.force_login(supervision)
    fill(10)
    client.get("/nominations/")
    with django_assert_max_num_queries(9) as few:
        client.get("/nominations/")
    fill(90)
    with django_assert_max_num_queries(len(few)):
        client.get("/nominations/")


def test_the_list_filters_sorts_and_keeps_its_filters(client, draft, supervision):
    client.force_login(supervision)
    page = client.get("/nominations/", {"words": draft.name, "state": "draft", "order": "name"})

    assert [row["number"] for row in page.context["page"]] == [draft.number]
    assert "state=draft" in page.content.decode()
    assert not client.get("/nominations/", {"state": "admitted"}).context["page"].object_list


@pytest.mark.parametrize("query", ["order=nothing", "state=nothing", "page=999", "words=%00", "season=none", "page=x"])
def test_a_senseless_address_still_answers(client, draft, supervision, query):
    client.force_login(supervision)

    assert client.get(f"/nominations/?{query}").status_code == 200


@given(name=st.text(max_size=80))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.django_db
def test_any_text_typed_as_a_name_is_taken_in_normal_form_or_told(name):
    form = StartForm({"name": name}, today=datetime.date(2026, 4, 15))
    form.is_valid()

    if "name" in form.errors:
        assert all(sentence.endswith("。") for sentence in form.errors["name"])
    else:
        assert form.cleaned_data["name"].strip() == form.cleaned_data["name"] != ""


@pytest.mark.parametrize("key", ["identity", "unit", "post"])
def test_an_open_choice_is_a_word_and_no_dashes(as_clerk, draft, key):
    assert "-----" not in as_clerk.get(f"/nominations/{draft.number}/section/{key}/").content.decode()
