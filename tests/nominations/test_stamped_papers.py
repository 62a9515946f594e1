"""盖章扫描件与所在单位公示: taken in against the version they belong to, asked for where the rulebook asks."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from ledger.models import Entry
from nominations import actions, dossier, rules
from nominations.actions.papers import note_workplace_notice, upload_form_scan
from nominations.actions.printing import print_form
from nominations.models import Evidence, Nomination, WorkplaceNotice
from nominations.queries.printed import has_standing_scan
from nominations.states import PaperPurpose, State
from tests.factories import NominationFactory, RulebookFactory, at_state, complete_dossier, issued
from tests.moments import IN_WINDOW
from tests.nominations.test_papers import picture
from tests.nominations.test_recommending import ground_of

NOTICE = {"since": date(2026, 4, 1), "until": date(2026, 4, 9), "place": "厂区公告栏"}  # 清明 4 to 6 April


@pytest.fixture
def strict(season, clerk, works_union, xuhui_union):
    """A complete draft under a rulebook that asks for the stamped form and the workplace's notice."""
    rulebook = issued(RulebookFactory(season=season, asks_printed_form=True, asks_workplace_notice=True))
    bodies = {"drafting_body": works_union, "filing_body": xuhui_union}
    return complete_dossier(NominationFactory(rulebook=rulebook, drafted_by=clerk, **bodies))


def printed(nomination, by):
    return print_form(nomination, by=by, size="a3", now=IN_WINDOW).code


def scan(nomination, by, code, **more):
    return upload_form_scan(nomination, by=by, code=code, upload=picture("盖章.png"), now=IN_WINDOW, **more)


def noted(nomination, by, **more):
    given = NOTICE | {"result": "none", "upload": picture("公示.png", colour="red")} | more
    return note_workplace_notice(nomination, by=by, now=IN_WINDOW, **given)


def lacking(nomination):
    return {section.key for section, _ in dossier.missing(Nomination.objects.get(pk=nomination.pk))}


def test_a_scan_is_kept_with_its_printing_and_not_among_the_evidence(draft, clerk):
    code = printed(draft, clerk)
    kept = scan(draft, clerk, code.lower())

    assert (kept.printed_form.code, kept.purpose) == (code, PaperPurpose.FORM_SCAN)
    assert has_standing_scan(draft)
    assert printed(draft, clerk) == code
    assert Entry.objects.get(act="form.scanned").detail["code"] == code


def test_the_same_scan_sent_twice_is_kept_once(draft, clerk):
    code = printed(draft, clerk)

    assert scan(draft, clerk, code) == scan(draft, clerk, code)


def test_a_scan_of_another_persons_form_is_refused(draft, clerk):
    other = complete_dossier(
        NominationFactory(rulebook=draft.rulebook, drafted_by=clerk, drafting_body=draft.drafting_body)
    )
    code = printed(other, clerk)

    assert ground_of(scan, draft, clerk, code) == "not_this_paper"
    assert not Evidence.objects.filter(purpose=PaperPurpose.FORM_SCAN).exists()


def test_a_stale_scan_is_refused_with_the_code_that_stands(draft, clerk):
    code = printed(draft, clerk)
    actions.change(draft, by=clerk, fields={"post": "钳工班长"}, now=IN_WINDOW)

    assert ground_of(scan, draft, clerk, code) == "stale_paper"


def test_an_edit_voids_the_scan(draft, clerk):
    scan(draft, clerk, printed(draft, clerk))
    actions.change(draft, by=clerk, fields={"post": "钳工班长"}, now=IN_WINDOW)

    assert not has_standing_scan(draft)


def test_a_mistyped_code_is_told_before_the_file_is_looked_at(draft, clerk):
    printed(draft, clerk)
    with pytest.raises(ValidationError, match="版本码"):
        scan(draft, clerk, "K7MP3-WQX4X")


@pytest.mark.parametrize("role", ["xuhui_clerk", "park_endorser", "pudong_clerk", "screener"])
def test_nobody_else_uploads_while_it_is_drafted(draft, clerk, role, request):
    code = printed(draft, clerk)

    assert ground_of(scan, draft, request.getfixturevalue(role), code) in ("not_yours", "already_handled")


def test_the_filing_body_may_add_the_fully_stamped_paper(draft, clerk, xuhui_clerk):
    code = printed(draft, clerk)
    endorsed = at_state(draft, State.ENDORSED)

    assert scan(endorsed, xuhui_clerk, code).uploaded_by == xuhui_clerk


def test_the_database_keeps_a_scan_with_its_printing(draft, clerk):
    kept = scan(draft, clerk, printed(draft, clerk))
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=kept.pk).update(printed_form=None)


def test_a_scan_is_not_removed_like_evidence(draft, clerk):
    kept = scan(draft, clerk, printed(draft, clerk))

    assert ground_of(actions.detach, kept, by=clerk) == "archived_scan"


def test_where_the_rulebook_asks_both_papers_are_needed(strict, clerk):
    assert lacking(strict) == {"notice", "form"}
    noted(strict, clerk)
    actions.declare(strict, by=clerk, now=IN_WINDOW)
    assert lacking(strict) == {"form"}
    assert rules.refuse_recommendation(clerk, strict, now=IN_WINDOW).ground == "incomplete"
    scan(strict, clerk, printed(strict, clerk))
    assert lacking(strict) == set()


def test_where_it_does_not_ask_they_are_no_sections(draft):
    assert {"notice", "form"}.isdisjoint(section.key for section in dossier.sections_of(draft))


def test_the_workplaces_days_are_counted_on_the_calendar(strict, clerk):
    assert noted(strict, clerk).working_days == 6  # 1, 2, 3, 7, 8, 9 April
    assert noted(strict, clerk, until=date(2026, 4, 7)).working_days == 4
    assert "notice" in lacking(strict)


def test_a_year_without_a_holiday_list_is_not_guessed_at(strict, clerk):
    assert ground_of(noted, strict, clerk, since=date(2025, 12, 30), until=date(2026, 1, 9)) == "year_not_loaded"


def test_a_result_is_not_known_before_the_last_day_is_over(strict, clerk):
    assert ground_of(noted, strict, clerk, until=IN_WINDOW.date()) == "notice_still_runs"
    assert noted(strict, clerk, until=IN_WINDOW.date(), result="").result == ""


def test_an_objection_at_the_workplace_says_how_it_was_handled(strict, clerk):
    with pytest.raises(ValidationError, match="处理情况"):
        noted(strict, clerk, result="objected")
    noted(strict, clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkplaceNotice.objects.update(result="objected")


def test_a_changed_notice_voids_the_paper_and_the_promise(strict, clerk):
    code = printed(strict, clerk)
    noted(strict, clerk)

    assert printed(strict, clerk) != code
    assert not Nomination.objects.get(pk=strict.pk).is_declared


def test_the_section_pages_work(client, strict, clerk):
    client.force_login(clerk)
    address = reverse("nominations:section", args=[strict.number, "notice"])
    assert "不少于 5 个工作日" in client.get(address).content.decode()
    sent = {name: str(value) for name, value in NOTICE.items()} | {"result": "none", "upload": picture()}
    assert client.post(address, sent).status_code == 302
    assert "厂区公告栏" in client.get(reverse("nominations:show", args=[strict.number])).content.decode()
    code = printed(Nomination.objects.get(pk=strict.pk), clerk)
    form = reverse("nominations:section", args=[strict.number, "form"])
    assert code in client.get(form).content.decode()
    upload = reverse("nominations:form_scan", args=[strict.number])
    told = client.post(upload, {"code": "K7MP3-WQX4T", "upload": picture()})
    assert "版本码" in told.content.decode() and "field-error" in told.content.decode()
    kept = client.post(upload, {"code": code, "upload": picture()}, follow=True).content.decode()
    assert "与现有材料一致" in kept
