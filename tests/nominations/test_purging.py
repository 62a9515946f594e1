"""清除未入选材料 (个人信息保护法 第十九条、第四十七条): when its day has come, whole, with a trace, and not while it is held."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse

from common.dates import add_years, today
from ledger.models import Entry
from letters.models import Letter
from nominations import actions, dossier, purging
from nominations.actions.printing import print_form
from nominations.actions.purging import delete_purged_files, purge, purge_due, set_days, tell_ahead
from nominations.models import Consent, Evidence, Nomination, PurgedFile, Statement
from nominations.models.freezing import content_opened
from nominations.queries import bans
from nominations.states import Scan, State
from sanctions.models import Ban
from seasons.models import Season
from tests.factories import at_state
from tests.faults import FailsAt, Fault
from tests.moments import AFTER_NAMING, IN_SCREENING, IN_WINDOW
from tests.nominations.test_papers import picture
from tests.nominations.test_recommending import ground_of

LATER = IN_SCREENING + timedelta(days=2 * 366 + 1)


def fresh(nomination):
    return Nomination.objects.get(pk=nomination.pk)


@pytest.fixture
def ended(draft, clerk):
    """Not accepted, with a file in the store, a printing and a letter."""
    actions.attach(draft, by=clerk, upload=picture(), title="获奖证书", indicator="skill", now=IN_WINDOW)
    print_form(draft, by=clerk, size="a4", now=IN_WINDOW)
    filed = at_state(draft, State.DECLINED, state_since=IN_SCREENING)
    set_days(now=IN_SCREENING)
    return fresh(filed)


def test_an_ended_file_gets_its_day_from_the_rulebook(ended):
    assert ended.purge_on == add_years(today(IN_SCREENING), ended.rulebook.retention_years)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ON_NOTICE, State.HONOURED, State.REVOKED])
def test_what_is_under_way_or_named_gets_none(draft, state):
    at_state(draft, state)
    assert set_days() == 0


def test_a_draft_never_filed_is_dated_from_the_seasons_conclusion(draft):
    Season.objects.filter(pk=draft.season_id).update(concluded_on=date(2026, 12, 31))
    set_days()
    assert fresh(draft).purge_on == date(2028, 12, 31)


def test_what_was_taken_up_again_loses_its_day(draft):
    Nomination.objects.filter(pk=draft.pk).update(purge_on=date(2028, 6, 10))
    set_days()
    assert fresh(draft).purge_on is None


def test_nothing_that_names_the_person_is_left_in_the_room(ended):
    name, phone, unit, hashes = ended.name, ended.phone, ended.unit_name, (ended.identity_hash, ended.unit_hash)
    purge(ended.pk, now=LATER)
    with connection.cursor() as cursor:
        for model in apps.get_app_config("nominations").get_models():
            cursor.execute(f"SELECT string_agg(t::text, '') FROM {model._meta.db_table} t")
            text = cursor.fetchone()[0] or ""
            assert name not in text and phone not in text and unit not in text, model
    left = fresh(ended)
    assert (left.identity_number, left.phone, left.birth_date, left.candidate) == ("", "", None, None)
    assert (left.identity_hash, left.unit_hash) == hashes
    assert (left.number, left.state, left.channel, left.sex) == (ended.number, ended.state, ended.channel, ended.sex)
    assert not Letter.objects.filter(about=ended.get_absolute_url()).exists()


def test_the_ledger_says_what_went_and_why(ended):
    digests = sorted(Evidence.objects.values_list("sha256", flat=True))
    purge(ended.pk, now=LATER)
    entry = Entry.objects.get(act="nomination.purged")

    assert entry.detail["sha256"] == digests and entry.detail["rows"]["陈述"] == 4
    assert "保存2年" in entry.reason and ended.name not in str(entry.detail) + entry.subject_label


def test_files_go_after_the_rows_and_once(ended):
    path = Evidence.objects.exclude(file__contains="/xx/").get().file.name
    purge(ended.pk, now=LATER)
    assert default_storage.exists(path)
    delete_purged_files()
    assert not default_storage.exists(path) and not PurgedFile.objects.exists()
    assert delete_purged_files() == 0


def test_purged_twice_is_purged_once(ended):
    assert purge_due(now=LATER) == 1
    assert purge_due(now=LATER) == 0
    assert ground_of(purge, ended.pk, now=LATER) == "already_handled"


@pytest.mark.parametrize("place", range(0, 24, 3))
def test_a_purge_that_breaks_has_purged_nothing(ended, place):
    before = (Statement.objects.count(), Evidence.objects.count(), Consent.objects.count())
    with pytest.raises(Fault), connection.execute_wrapper(FailsAt(place)):
        purge(ended.pk, now=LATER)
    assert (Statement.objects.count(), Evidence.objects.count(), Consent.objects.count()) == before
    assert fresh(ended).purged_at is None and not PurgedFile.objects.exists()


def test_not_before_its_day(ended):
    assert ground_of(purge, ended.pk, now=AFTER_NAMING) == "not_yet"
    assert purge_due(now=AFTER_NAMING) == 0


def test_what_is_under_way_is_never_purged(draft):
    assert ground_of(purge, draft.pk, now=LATER) == "not_ended"


def test_a_standing_ban_postpones(ended, review_office):
    Ban.objects.create(
        subject_kind="person",
        subject_hash=ended.identity_hash,
        subject_name=ended.name,
        ground="弄虚作假",
        decision_number="沪工总经〔2026〕90号",
        since=date(2026, 7, 1),
        until=date(2031, 7, 1),
        imposed_at=AFTER_NAMING,
        imposed_by=review_office,
    )
    assert ground_of(purge, ended.pk, now=LATER) == "banned"
    assert purge_due(now=LATER) == 0 and bans.banned_among([ended.pk], on=today(LATER)) == {ended.pk}


def test_a_month_before_the_nominator_is_told_once(ended, clerk):
    at = LATER - timedelta(days=25)
    assert (tell_ahead(now=AFTER_NAMING), tell_ahead(now=at), tell_ahead(now=at)) == (0, 1, 0)
    letter = Letter.objects.get(kind="nomination_purge_ahead")
    assert letter.recipient == clerk and "2028年6月10日" in letter.body


def test_every_table_that_points_at_a_nomination_is_purged_or_named_as_kept():
    pointing = {
        model._meta.label_lower
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is Nomination
    }
    assert pointing - {*purging.PURGED, *purging.KEPT} == set()


def test_every_column_of_a_dossier_is_blanked_or_named_as_statistics():
    assert set(purging.STATISTICS) <= set(dossier.FIELDS)
    assert {"name", "identity_number", "phone", "birth_date", "summary"}.isdisjoint(purging.STATISTICS)


def test_the_office_and_supervision_see_what_is_due(client, ended, review_office, supervision, clerk):
    for user in (review_office, supervision):
        client.force_login(user)
        assert ended.number in client.get(reverse("nominations:purges")).content.decode()
    client.force_login(clerk)
    assert client.get(reverse("nominations:purges")).status_code == 403


def test_the_nominator_sees_the_day_and_takes_a_copy(client, ended, clerk):
    client.force_login(clerk)
    assert "2028年6月10日" in client.get(ended.get_absolute_url()).content.decode()
    answer = client.post(reverse("nominations:copy", args=[ended.number]))
    archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    assert json.loads(archive.read("申报材料.json"))["columns"]["name"] == ended.name
    assert archive.read("推荐审批表.pdf").startswith(b"%PDF")
    assert any(name.startswith("材料/") for name in archive.namelist())
    assert Entry.objects.filter(act="dossier.copied").exists()


def test_the_copy_leaves_out_what_is_not_scanned_and_says_so(client, ended, clerk, xuhui_clerk):
    waiting, infected = ended.evidence.order_by("pk")[:2]
    with content_opened():
        ended.evidence.filter(pk=waiting.pk).update(scan=Scan.WAITING, uploaded_by=xuhui_clerk)
        ended.evidence.filter(pk=infected.pk).update(scan=Scan.INFECTED, virus="Eicar")
    client.force_login(clerk)
    answer = client.post(reverse("nominations:copy", args=[ended.number]))
    archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    told = archive.read("未收入的文件.txt").decode()
    assert waiting.title in told and "Eicar" in told
    assert [one for one in archive.namelist() if one.startswith("材料/")] == ["材料/05_获奖证书.png"]


def test_after_the_purge_the_page_says_so_and_there_is_no_copy(client, ended, clerk):
    purge(ended.pk, now=LATER)
    client.force_login(clerk)
    page = client.get(ended.get_absolute_url()).content.decode()
    assert "已于" in page and "清除" in page
    assert client.post(reverse("nominations:copy", args=[ended.number])).status_code == 409
