"""举报、案件、陈述申辩、认定与申诉的页面：各人所见、所办."""

import pytest
from django.urls import reverse

from findings.actions.appeals import file_appeal
from findings.models import Case, Finding, Report
from findings.states import CaseState
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from seasons.models import HolidayList
from tests.factories import prove
from tests.factories.findings import found_out, heard, inquirer, stranger, taken_up, told
from tests.moments import AFTER_NAMING

SENT = {"about": "王建国", "kind": "person", "name": "赵举报", "contact": "13800000000", "content": "证书存疑。"}


def url(name, *args):
    return reverse(f"findings:{name}", args=args)


def words(answer):
    return answer.content.decode()


def test_a_stranger_reports_and_follows_the_receipt(client, review_office):
    receipt = client.post(url("report"), SENT)
    again = client.post(url("report"), SENT)

    assert receipt.url == again.url and Case.objects.get().source == "public"
    assert "待初核" in words(client.get(receipt.url))


def test_a_signed_report_needs_a_name_and_a_contact(client, review_office):
    assert "实名举报须写明姓名" in words(client.post(url("report"), SENT | {"name": ""}))
    assert not Case.objects.exists()


def test_the_reporter_is_sealed_and_each_look_is_on_record(client, draft, review_office):
    client.post(url("report"), SENT)
    told = Entry.objects.get(act="case.reported")
    assert (told.actor_name, told.role, told.address) == ("公众", "举报人", "")
    case = Case.objects.get()
    assert "赵举报" not in words(client.get(url("receipt", Report.objects.get().receipt)))
    client.force_login(review_office)
    assert "赵举报" not in words(client.get(url("case", case.pk)))
    asked = {"nominations": draft.number, "assignee": inquirer().pk}
    Nomination.objects.filter(pk=draft.pk).update(number=draft.number)
    assert client.post(url("reveal", case.pk)).status_code == 403 and asked

    assert not Entry.objects.filter(act="case.reporter_seen").exists()


def test_a_report_is_declined_with_a_reason_the_reporter_reads(client, review_office):
    client.post(url("report"), SENT)
    client.force_login(review_office)
    client.post(url("decline", Case.objects.get().pk), {"ground": "no_lead", "note": "没有可供核实的线索。"})

    assert "没有可供核实的线索" in words(client.get(url("receipt", Report.objects.get().receipt)))


def test_the_party_reads_what_is_held_against_him_and_answers(client, honour, review_office, clerk):
    [subject] = told(honour.nomination, by=review_office, now=AFTER_NAMING).subjects.all()
    client.force_login(clerk)
    assert "获奖证书系伪造。" in words(client.get(url("own_case", subject.pk)))
    client.post(url("state", subject.pk), {"party": "unit", "text": "本单位不知情。"})

    assert "本单位不知情。" in words(client.get(url("own_case", subject.pk)))


def test_before_he_is_told_the_party_reads_nothing(client, honour, review_office, clerk):
    [subject] = taken_up(honour.nomination, by=review_office, now=AFTER_NAMING).subjects.all()
    client.force_login(clerk)

    assert client.get(url("own_case", subject.pk)).status_code == 404


def test_a_finding_is_confirmed_with_all_it_does_before_it_is_made(client, honour, review_office):
    case = heard(honour.nomination, by=review_office, now=AFTER_NAMING)
    client.force_login(prove(stranger("认定人")))
    said = {"decision_number": "沪工总经〔2026〕88号", "found": case.subjects.get().pk}

    assert "由“已命名”变为“已撤销”" in words(client.post(url("decide", case.pk), said))
    assert Nomination.objects.get(pk=honour.nomination_id).state == State.HONOURED


@pytest.mark.parametrize("name", ["decide", "clear"])
def test_the_code_is_asked_for_beside_the_button_and_leads_back_there(client, honour, review_office, name):
    case = heard(honour.nomination, by=review_office, now=AFTER_NAMING)
    client.force_login(stranger("认定人"))
    shown = words(client.get(url("case", case.pk)))

    assert "输入动态验证码" in shown and 'name="decision_number"' not in shown
    assert client.post(url(name, case.pk), {"confirmed": "1"}).status_code == 403
    assert client.get(url(name, case.pk)).url == case.get_absolute_url()


def test_the_code_is_asked_for_before_an_appeal_is_decided(client, honour, review_office):
    finding = found_out(honour.nomination, by=review_office, now=AFTER_NAMING)
    file_appeal(finding, text="证书属实。", on_paper=True, by=review_office, now=AFTER_NAMING)
    client.force_login(stranger("复核人"))

    assert "输入动态验证码" in words(client.get(url("finding", finding.pk)))
    assert client.post(url("review", finding.pk), {"outcome": "rejected"}).status_code == 403
    assert client.get(url("review", finding.pk)).url == finding.get_absolute_url()


def test_the_page_of_a_finding_shows_its_ban_and_takes_an_appeal_on_paper(client, honour, review_office):
    finding = found_out(honour.nomination, by=review_office, now=AFTER_NAMING)
    client.force_login(review_office)

    assert "禁报：王建国（个人）" in words(client.get(url("finding", finding.pk)))
    assert Finding.objects.get().case.state == CaseState.FOUND


@pytest.mark.parametrize("name", ["docket", "register"])
def test_lists_are_for_the_office_and_supervision(client, honour, review_office, supervision, clerk, name):
    found_out(honour.nomination, by=review_office, now=AFTER_NAMING)
    for person, status in ((review_office, 200), (supervision, 200), (clerk, 404)):
        client.force_login(person)
        assert client.get(url(name)).status_code == status


def test_a_year_without_holidays_holds_no_inquiry_up(draft, review_office):
    HolidayList.objects.all().delete()

    assert taken_up(draft, by=prove(review_office), now=AFTER_NAMING).due_on.isoformat() == "2026-12-15"


def test_what_the_form_lacks_is_said_beside_it_and_nothing_written_is_lost(client, honour, review_office):
    case = taken_up(honour.nomination, by=review_office, now=AFTER_NAMING)
    client.force_login(inquirer())
    answer = client.post(url("tell", case.pk), {"report": "已核实。", "ground": "fraud", "facts": "所附证书系伪造。"})

    assert answer.status_code == 400
    assert "须确定对个人或单位禁报" in words(answer) and "所附证书系伪造。" in words(answer)


def test_the_candidate_speaks_for_himself_alone(client, honour, review_office, clerk):
    [subject] = told(honour.nomination, by=review_office, now=AFTER_NAMING).subjects.all()
    Nomination.objects.filter(pk=honour.nomination_id).update(candidate=clerk)
    client.force_login(clerk)

    assert 'value="unit"' not in words(client.get(url("own_case", subject.pk)))
    assert client.post(url("state", subject.pk), {"party": "unit", "text": "单位不知情。"}).status_code == 400
