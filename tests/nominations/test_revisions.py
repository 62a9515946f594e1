"""材料版本: every filing is kept as it was, and read through the dossier's own door (沪工总经〔2015〕260号 三(三)、(四))."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from nominations import actions, queries
from nominations.content import content_of, digest_of
from nominations.models import Evidence, Revision
from nominations.states import Occasion, SkillLevel
from nominations.views.changes import changes_shown
from rehearsal.dossiers import evidence_pdf
from seasons.states import Indicator
from tests.moments import IN_SCREENING, IN_WINDOW

STATEMENT = "掌握精密车削工艺，尺寸误差不超过0.01毫米。带出徒弟二十名。"


@pytest.fixture
def endorsed(draft, clerk, park_endorser, xuhui_endorser):
    """Endorsed at both levels."""
    actions.change(draft, by=clerk, fields={}, statements={Indicator.SKILL: STATEMENT}, now=IN_WINDOW)
    actions.declare(draft, by=clerk, now=IN_WINDOW)
    actions.recommend(draft, by=clerk, now=IN_WINDOW)
    actions.endorse(draft, by=park_endorser, opinion="同意。", now=IN_WINDOW)
    return actions.endorse(draft, by=xuhui_endorser, opinion="同意报送。", now=IN_WINDOW)


@pytest.fixture
def filed(endorsed, xuhui_clerk):
    """Filed: the first revision."""
    return actions.submit(endorsed, by=xuhui_clerk, now=IN_WINDOW)


@pytest.fixture
def corrected(filed, clerk, screener):
    """Two sections and the papers were sent back, corrected and filed again: the second revision."""
    actions.claim(filed, by=screener, now=IN_SCREENING)
    opened = ("post", "identity", "statements", "evidence", "achievements")
    actions.send_back(filed, by=screener, reason="请补正。", sections=opened, now=IN_SCREENING)
    fields = {"post": "首席技师", "phone": "13900001111", "skill_level": SkillLevel.TECHNICIAN}
    statements = {Indicator.SKILL: STATEMENT.replace("0.01", "0.005")}
    actions.change(filed, by=clerk, fields=fields, statements=statements, achievements=[], now=IN_SCREENING)
    actions.detach(filed.evidence.get(indicator=Indicator.SKILL), by=clerk, now=IN_SCREENING)
    upload = SimpleUploadedFile("证书.pdf", evidence_pdf(7))
    actions.attach(filed, by=clerk, upload=upload, title="高超技能佐证", indicator=Indicator.SKILL, now=IN_SCREENING)
    actions.declare(filed, by=clerk, now=IN_SCREENING)
    return actions.resubmit(filed, by=clerk, now=IN_SCREENING)


def test_filing_keeps_what_was_filed(filed, xuhui_clerk):
    revision = filed.revisions.get()
    assert (revision.number, revision.occasion, revision.made_by) == (1, Occasion.FILED, xuhui_clerk)
    assert revision.content == content_of(filed) and revision.digest == digest_of(revision.content)
    assert list(queries.papers_in(revision)) == list(queries.papers_of(filed))
    assert str(revision.words) == "第1版（2026年4月15日报送）"


def test_a_filing_that_is_refused_keeps_nothing(endorsed, clerk):
    with pytest.raises(Refused):
        actions.submit(endorsed, by=clerk, now=IN_WINDOW)
    assert not Revision.objects.exists()


def test_a_correction_is_the_next_revision(corrected):
    first, second = corrected.revisions.all()
    assert (second.number, second.occasion) == (2, Occasion.REFILED)
    assert first.content["columns"]["post"] == "车工班组长" and second.content["columns"]["post"] == "首席技师"
    entry = Entry.objects.get(act="nomination.resubmitted")
    assert entry.detail == {"revision": 2, "sha256": second.digest}


def test_the_papers_of_the_first_revision_stay_readable(client, corrected, clerk):
    first = corrected.revisions.get(number=1)
    gone = queries.papers_in(first).get(indicator=Indicator.SKILL)
    assert gone.superseded_at == IN_SCREENING and gone not in corrected.evidence.all()
    client.force_login(clerk)
    page = client.get(reverse("nominations:revision", args=[corrected.number, 1])).content.decode()
    assert gone.token in page and first.digest in page and first.words in page


@pytest.mark.parametrize("table", ["nominations_revisionpaper", "nominations_revision"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id + 1000"])
def test_a_revision_is_never_changed_and_never_removed(filed, table, statement):
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("number", [0, 1, 3])
def test_revisions_are_numbered_in_turn(filed, number, clerk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(
            nomination=filed, number=number, occasion=Occasion.REFILED, made_at=IN_WINDOW, made_by=clerk, content={}
        )


def test_a_draft_without_filing_lets_its_papers_go(draft, clerk):
    paper = draft.evidence.first()
    actions.detach(paper, by=clerk, now=IN_WINDOW)
    assert not Evidence.every.filter(pk=paper.pk).exists()


def test_the_changes_are_told_section_by_section(corrected):
    first, second = corrected.revisions.all()
    shown = {one["title"]: one["rows"] for one in changes_shown(corrected, first.content, second.content)}
    assert list(shown) == ["身份与联系方式", "岗位与资质", "四个方面陈述", "业绩", "佐证材料"]
    assert [(row["label"], row["before"], row["after"]) for row in shown["岗位与资质"]] == [
        ("岗位（职务）", "车工班组长", "首席技师"),
        ("职业技能等级", "无", "技师"),
    ]
    assert [(row["label"], row["mark"], row["note"]) for row in shown["佐证材料"]] == [
        ("高超技能：高超技能佐证", "已替换", "文件已替换。")
    ]
    assert ("removed", "0.01") in shown["四个方面陈述"][0]["runs"]


def test_a_changed_number_is_told_without_the_number(client, corrected, clerk):
    client.force_login(clerk)
    page = client.get(reverse("nominations:compare_revisions", args=[corrected.number, 1, 2])).content.decode()
    assert "手机号" in page and "号码不在此显示" in page
    assert "13900001111" not in page and "_hash" not in page


@pytest.mark.parametrize("name", ["revisions", "revision", "compare_revisions"])
def test_the_pages_open_through_the_door_of_the_dossier(client, corrected, clerk, screener, pudong_clerk, name):
    places = {"revisions": [], "revision": [1], "compare_revisions": [1, 2]}[name]
    answers = []
    for person in (clerk, screener, pudong_clerk):
        client.force_login(person)
        answers.append(client.get(reverse(f"nominations:{name}", args=[corrected.number, *places])).status_code)
    assert answers == [200, 200, 404]


def test_two_revisions_asked_the_wrong_way_round_are_turned(client, corrected, clerk):
    client.force_login(clerk)
    answer = client.get(reverse("nominations:compare_revisions", args=[corrected.number, 2, 1]))
    assert answer.url == reverse("nominations:compare_revisions", args=[corrected.number, 1, 2])
    assert client.get(reverse("nominations:revision", args=[corrected.number, 9])).status_code == 404


def test_the_list_says_whether_a_revision_is_as_it_was_kept(client, filed, clerk):
    client.force_login(clerk)
    page = client.get(reverse("nominations:revisions", args=[filed.number]))
    assert "与存入时一致" in page.content.decode()


def test_a_dossier_not_filed_yet_has_no_revision(client, draft, clerk):
    client.force_login(clerk)
    assert "尚未报送" in client.get(reverse("nominations:revisions", args=[draft.number])).content.decode()


def test_findings_name_the_revision_they_judge(corrected, screener):
    actions.note_lines(corrected, by=screener, lines={"membership": ("passed", "")}, now=IN_SCREENING)
    assert corrected.screening_lines.get().revision == corrected.revisions.get(number=2)


def test_latest_revisions_of_many_are_one_question(corrected, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = queries.latest_revisions([corrected])
    assert found == {corrected.pk: corrected.revisions.get(number=2).pk}
