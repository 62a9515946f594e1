"""年度、细则与节假日的页面: everyone signed in reads, the review office writes, an issued rulebook stays as it is."""

import pytest
from django.forms import CheckboxInput
from django.urls import reverse

from ledger.models import Entry
from seasons import actions, desk
from seasons.forms.rulebooks import FIELDSETS, ROW_KINDS, RulebookForm, rows_form
from seasons.models import HolidayList, Rulebook, Season, SpecialDay
from tests.moments import BEFORE_OPENING


@pytest.fixture
def office(client, review_office):
    """The review office's browser."""
    client.force_login(review_office)
    return client


@pytest.fixture
def draft_rulebook(season, review_office):
    """The first edition, not yet issued."""
    return actions.draft_rulebook(season, by=review_office, now=BEFORE_OPENING)


def page(client, name, *args, **query):
    return client.get(reverse(f"seasons:{name}", args=args), query)


def posted(form):
    """What a browser would send back of a form as it was shown."""
    sent = {}
    for field in form:
        value = field.value()
        widget = field.field.widget
        if isinstance(widget, CheckboxInput):
            sent |= {field.html_name: "on"} if value else {}
        elif value is not None:
            sent[field.html_name] = widget.format_value(value) if hasattr(widget, "format_value") else value
    return {name: value[0] if isinstance(value, list) else value for name, value in sent.items() if value is not None}


def sent_rows(relation, rulebook):
    rows = rows_form(relation, rulebook)
    sent = posted(rows.management_form)
    for form in rows:
        sent |= posted(form)
    return sent


def test_the_summary_of_a_season_is_public(client, rulebook):
    text = page(client, "season", "2026").content.decode()
    for words in (
        "沪工总经〔2026〕12号",
        "2026年5月29日",
        "资格审核 → 专家评审 → 社会公示 → 市总审定 → 命名",
        "5个工作日",
    ):
        assert words in text


def test_the_public_summary_tells_nothing_of_a_draft(client, draft_rulebook):
    assert "尚未印发" in page(client, "season", "2026").content.decode()


def test_everyone_signed_in_reads_the_rules_and_visitors_do_not(client, rulebook, clerk):
    for name, args in (("list", []), ("office", ["2026"]), ("rulebook", ["2026", 1]), ("holidays", [])):
        client.logout()
        assert page(client, name, *args).status_code == 302
        client.force_login(clerk)
        assert page(client, name, *args).status_code == 200


def test_others_read_why_they_cannot_write(client, season, supervision):
    client.force_login(supervision)
    assert page(client, "create").status_code == 403
    assert page(client, "draft", "2026").status_code == 403
    assert "由评审办公室办理" in page(client, "office", "2026").content.decode()


def test_the_office_creates_a_season_and_drafts_its_rulebook(office, db):
    office.post(reverse("seasons:create"), {"label": "2027年度", "code": "2027"})
    dates = {"opens_at": "2027-04-01T09:00", "closes_at": "2027-05-31T17:00"}
    office.post(reverse("seasons:draft", args=["2027"]), dates)
    assert Season.objects.get(code="2027").rulebooks.get().criteria.count() == 4


def test_dates_in_the_wrong_order_are_told_beside_their_field(office, season):
    dates = {"opens_at": "2026-05-31T17:00", "closes_at": "2026-04-01T09:00"}
    answer = office.post(reverse("seasons:draft", args=["2026"]), dates)
    assert "申报截止须晚于申报开始" in answer.content.decode() and not Rulebook.objects.exists()


def test_every_column_can_be_edited_in_some_fieldset():
    given = {"id", "season", "edition", "issued_at", "issued_by"}
    columns = {field.name for field in Rulebook._meta.concrete_fields} - given
    assert columns == {name for names in FIELDSETS.values() for name in names}


def test_editing_saves_and_says_what_changed(office, draft_rulebook):
    sent = posted(RulebookForm(instance=draft_rulebook)) | {"quota": "88", "document_number": "沪工总经〔2026〕12号"}
    answer = office.post(reverse("seasons:rulebook_edit", args=["2026", 1]), sent)
    assert answer.status_code == 302
    assert Rulebook.objects.get().quota == 88
    assert Entry.objects.get(act="rulebook.changed").detail["columns"]["quota"] == ["100", "88"]


def test_a_contradiction_is_told_and_nothing_is_saved(office, draft_rulebook):
    sent = posted(RulebookForm(instance=draft_rulebook)) | {"quota": "88", "scores_dropped": "3"}
    answer = office.post(reverse("seasons:rulebook_edit", args=["2026", 1]), sent)
    assert "至少余一个有效分" in answer.content.decode() and Rulebook.objects.get().quota == 100


@pytest.mark.parametrize("relation", ROW_KINDS)
def test_rows_sent_back_as_they_were_stay_as_they_were(office, draft_rulebook, relation):
    before = [str(row) for row in getattr(draft_rulebook, relation).all()]
    answer = office.post(
        reverse("seasons:rulebook_rows", args=["2026", 1, relation]), sent_rows(relation, draft_rulebook)
    )
    assert answer.status_code == 302
    assert [str(row) for row in getattr(draft_rulebook, relation).all()] == before


def test_rows_are_added_struck_out_and_ordered(office, draft_rulebook):
    sent = sent_rows("award_items", draft_rulebook)
    sent |= {"award_items-1-DELETE": "on", "award_items-0-ORDER": "9"}
    sent |= {"award_items-3-kind": "medallion", "award_items-3-name": "大铜章", "award_items-3-ORDER": "8"}
    office.post(reverse("seasons:rulebook_rows", args=["2026", 1, "award_items"]), sent)
    assert [item.name for item in draft_rulebook.award_items.all()] == ["一次性奖金", "大铜章", "证书"]


def test_a_name_given_twice_is_told(office, draft_rulebook):
    sent = sent_rows("outlets", draft_rulebook) | {"outlets-1-name": "解放日报"}
    answer = office.post(reverse("seasons:rulebook_rows", args=["2026", 1, "outlets"]), sent)
    assert "填写了不止一次" in answer.content.decode() and draft_rulebook.outlets.filter(name="劳动报").exists()


def test_the_page_before_issuing_repeats_what_will_freeze(office, draft_rulebook):
    text = page(office, "rulebook_issue", "2026", 1).content.decode()
    for words in ("命名名额上限", "解放日报", "工艺专长", "集成电路", "尚无文号"):
        assert words in text


def test_assumed_values_are_marked_until_issued(office, draft_rulebook, review_office):
    assert "默认值，待主办方确认" in page(office, "rulebook", "2026", 1).content.decode()
    actions.change_rulebook(draft_rulebook, by=review_office, columns={"document_number": "沪工总经〔2026〕12号"})
    office.post(reverse("seasons:rulebook_issue", args=["2026", 1]))
    assert Rulebook.objects.get().is_issued
    assert "默认值，待主办方确认" not in page(office, "rulebook", "2026", 1).content.decode()


def test_an_issued_rulebook_has_no_form(office, rulebook):
    for name, args in (("rulebook_edit", ["2026", 1]), ("rulebook_rows", ["2026", 1, "criteria"])):
        answer = office.post(reverse(f"seasons:{name}", args=args), {"quota": "5"})
        assert answer.status_code == 409 and "已于" in answer.content.decode()
    assert "另行印发" in page(office, "rulebook", "2026", 1).content.decode()


def test_a_draft_is_discarded_and_the_ledger_remembers(office, draft_rulebook):
    office.post(reverse("seasons:rulebook_discard", args=["2026", 1]))
    assert not Rulebook.objects.exists() and Entry.objects.filter(act="rulebook.discarded").exists()


def test_an_amendment_starts_from_the_issued_edition(office, rulebook):
    office.post(reverse("seasons:amend", args=["2026"]), {"reason": "名额调整。"})
    later = Rulebook.objects.get(edition=2)
    assert (later.amendment_reason, later.quota, later.criteria.count()) == ("名额调整。", 10, 4)


def test_an_extension_is_granted_on_its_page(office, rulebook, xuhui_union):
    sent = {"organisation": xuhui_union.pk, "until": "2026-06-05T17:00", "reason": "台风停工。"}
    assert office.post(reverse("seasons:extend", args=["2026"]), sent).status_code == 302
    assert "台风停工" in page(office, "office", "2026").content.decode()


def test_a_year_is_loaded_from_the_built_in_list_by_number(office, db):
    office.post(reverse("seasons:holiday_load", args=[2025]), {"document_number": "国办发明电〔2024〕12号"})
    assert HolidayList.objects.get(year=2025).days.exists()
    assert "国庆节" in page(office, "holiday_year", 2025).content.decode()


def test_a_year_is_entered_line_by_line(office, holidays):
    lines = "日期,类别,名称\n2027-01-01,放假,元旦,法定\n2027-01-02,放假,元旦"
    sent = {"year": "2027", "document_number": "国办发明电〔2026〕9号", "lines": lines}
    office.post(reverse("seasons:holiday_entry"), sent)
    assert list(SpecialDay.objects.filter(date__year=2027).values_list("is_statutory", flat=True)) == [True, False]


def test_a_list_is_looked_over_before_it_is_loaded(office, holidays):
    sent = {
        "year": "2026",
        "document_number": "国办发明电〔2026〕3号",
        "reason": "调整",
        "lines": "2026-01-01,放假,元旦",
    }
    page_of_it = office.post(reverse("seasons:holiday_entry"), sent | {"preview": "1"}).content.decode()
    assert "不再列：2026年10月1日" in page_of_it and "尚未载入" in page_of_it
    assert SpecialDay.objects.filter(date__year=2026).count() > 30


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("2027-13-01,放假,元旦", "第1行的日期"),
        ("2027-01-01,放假,元旦\n2027-01-02,休息吧,元旦", "第2行的类别"),
        ("", "请逐日填写"),
    ],
)
def test_an_odd_line_is_named_and_nothing_is_loaded(office, db, lines, words):
    sent = {"year": "2027", "document_number": "国办发明电〔2026〕9号", "lines": lines}
    assert words in office.post(reverse("seasons:holiday_entry"), sent).content.decode()
    assert not HolidayList.objects.exists()


def test_a_year_that_is_missing_is_said(office, rulebook):
    assert "2027年的节假日安排尚未载入" in page(office, "office", "2026").content.decode()
    assert "2027年的安排尚未载入" in page(office, "holidays").content.decode()


def test_the_desk_of_the_office_names_what_is_open(draft_rulebook, review_office, clerk):
    titles = [row.title for row in desk.waiting(review_office, BEFORE_OPENING)]
    assert titles == ["2026年度实施细则（第1版）待印发", "2027年节假日安排待载入"]
    assert desk.waiting(clerk, BEFORE_OPENING) == []


def test_three_seasons_cost_no_more_queries_than_one(office, season, django_assert_max_num_queries):
    def cost():
        page(office, "list")  # the masthead's season is remembered from here
        with django_assert_max_num_queries(30) as captured:
            page(office, "list")
        return len(captured)

    one = cost()
    Season.objects.bulk_create([Season(code=code, label=f"{code}年度") for code in ("2024", "2025")])
    assert cost() == one


@pytest.mark.parametrize("code", ["' OR 1=1", "[]", "２０２６/1", "年度", "new", "holidays"])
def test_a_code_that_can_stand_in_no_address_is_told(office, db, code):
    answer = office.post(reverse("seasons:create"), {"label": "某年度", "code": code})
    assert "年度代码以数字开头，只用字母、数字和连字符" in answer.content.decode()
    assert not Season.objects.exists()


def test_a_full_width_code_is_taken_in_its_plain_form(office, db):
    office.post(reverse("seasons:create"), {"label": "2028年度", "code": "２０２８"})
    assert Season.objects.get().code == "2028"
