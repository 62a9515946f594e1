"""公示文件: a published notice is made into a page, a PDF and a .docx, and made anew when a public line changes."""

import hashlib
import io
import re
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from common import published
from common.refusals import Refused
from ledger.models import Entry
from nominations.consents import NOT_PUBLISHED
from nominations.models import Consent
from nominations.states import ConsentKind
from publicity import actions, tasks
from publicity.actions import artefacts
from publicity.models import PublishedCopy
from publicity.states import InquiryFinding
from tests.moments import AFTER_REVIEW, IN_NOTICE, NOTICE_FIRST_DAY
from tests.publicity.conftest import CLOSING, CONTACT

FOLDER = "notices/2026/1"


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    """A folder of this test's own."""
    settings.PUBLISHED_ROOT = tmp_path / "published"
    settings.PUBLIC_ADDRESS = "https://portal.example"
    return settings.PUBLISHED_ROOT


@pytest.fixture
def made(notice):
    """The files of the published notice."""
    assert tasks.keep_copies() == 1
    return PublishedCopy.objects.get(notice=notice)


def page():
    """The public page as it lies on the disk."""
    return published.read(f"{FOLDER}/index.html").decode()


def pdf_words():
    pages = PdfReader(io.BytesIO(published.read(f"{FOLDER}/notice.pdf"))).pages
    return re.sub(r"\s", "", "".join(one.extract_text() for one in pages))


def word_rows():
    table = Document(io.BytesIO(published.read(f"{FOLDER}/notice.docx"))).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows]


def unwilling(notice, name):
    """This person withdraws the consent to publication."""
    nomination = notice.names.get(name=name).nomination
    Consent.objects.filter(nomination=nomination, kind=ConsentKind.PUBLICATION).update(withdrawn_at=IN_NOTICE)


def test_nothing_is_made_of_a_draft(prepared):
    assert tasks.keep_copies() == 0
    assert not published.stands(f"{FOLDER}/index.html")


def test_the_page_says_what_was_sealed_and_how_to_object(made, notice):
    words = page()
    for one in (
        "丁一凡",
        "2026年9月7日至11日17:00",
        "第5日",
        notice.list_hash,
        CONTACT,
        "截止2026年9月11日（周五）17:00",
    ):
        assert one in words
    assert f'href="{notice.get_absolute_url()}object/"' in words


def test_a_shared_link_has_its_title_and_its_period(made):
    assert '<meta property="og:title" content="关于2026年度上海工匠人选的公示">' in page()
    assert '<meta property="og:url" content="https://portal.example/publicity/2026/1/">' in page()
    assert "公示时间：2026年9月7日至11日17:00，共3人。" in page()
    picture = re.search(r'"og:image" content="https://portal.example/published/(style/sharing-\w+.png)"', page())
    assert picture is not None and published.stands(picture[1])


def test_the_page_loads_nothing_but_its_published_style_and_seal(made):
    loaded = re.findall(r'<(?:link rel="(?:stylesheet|icon)"|img|script)[^>]*?(?:href|src)="([^"]+)"', page())
    assert len(loaded) == 3
    assert all(one.startswith("/published/style/") and published.stands(one[11:]) for one in loaded)
    assert not re.search(r"<script|<style|style=|\son\w+=", page())


def test_the_papers_hold_the_same_list_in_the_same_order(made, notice):
    order = list(notice.names.order_by("position").values_list("name", flat=True))
    assert [row[1] for row in word_rows()[1:]] == order
    assert sorted(order, key=pdf_words().index) == order
    assert notice.list_hash in pdf_words() and "上海市总工会2026年9月7日" in pdf_words()


def test_each_hash_is_that_of_the_file_and_the_page_shows_those_of_the_papers(made):
    for kind, shown in (("notice.pdf", made.pdf_hash), ("notice.docx", made.docx_hash), ("index.html", made.page_hash)):
        assert hashlib.sha256(published.read(f"{FOLDER}/{kind}")).hexdigest() == shown
        assert shown in published.read(f"{FOLDER}/SHA256SUMS.txt").decode()
    assert made.pdf_hash in page() and made.docx_hash in page()


def test_made_again_nothing_changes_and_nothing_is_recorded(made):
    assert tasks.keep_copies() == 0
    assert Entry.objects.filter(act="notice.files_made").count() == 1


def test_the_making_leaves_its_trace(made, notice):
    entry = Entry.objects.get(act="notice.files_made")
    assert entry.detail["pdf"] == made.pdf_hash and entry.detail["page"] == made.page_hash


def test_whoever_withdraws_the_consent_is_known_from_none_of_them(made, notice):
    unwilling(notice, "丁一凡")
    assert tasks.keep_copies() == 1
    everything = page() + pdf_words() + "".join("".join(row) for row in word_rows())
    assert "丁一凡" not in everything and "王建国" in everything
    assert NOT_PUBLISHED in page() and "1人撤回了公示与公布的同意" in page()
    assert notice.list_hash in page()


def test_a_struck_name_is_annotated_on_the_page_and_the_papers_keep_the_sealed_words(
    made, inquiry, heard, review_office
):
    actions.conclude_inquiry(
        inquiry, finding=InquiryFinding.UPHELD, report="属实。", reply="已处理。", by=review_office, now=IN_NOTICE
    )
    assert tasks.keep_copies() == 1
    assert "不再列入" in page()
    assert PublishedCopy.objects.get().pdf_hash == made.pdf_hash


def test_closed_and_recorded_the_page_says_so(made, notice, everywhere):
    everywhere(notice)
    actions.close_notice(notice, now=CLOSING)
    tasks.keep_copies()
    assert "不再受理异议" in page() and "https://www.example.org/notice" in page()
    assert ">提出异议</a>" not in page()


def test_lost_files_come_back_as_they_were(made, root):
    (root / FOLDER / "notice.pdf").unlink()
    (root / FOLDER / "index.html").unlink()
    tasks.keep_copies()
    assert hashlib.sha256(published.read(f"{FOLDER}/notice.pdf")).hexdigest() == made.pdf_hash
    assert hashlib.sha256(published.read(f"{FOLDER}/index.html")).hexdigest() == made.page_hash


def test_a_full_disk_leaves_it_owed_and_the_former_files_whole(notice, root):
    root.write_text("no folder can be made here")
    assert tasks.keep_copies() == 0
    assert not PublishedCopy.objects.filter(made_at__isnull=False).exists()
    root.unlink()
    assert tasks.keep_copies() == 1


def test_what_cannot_be_printed_is_noted_and_the_page_stands(notice, monkeypatch):
    monkeypatch.setattr("printing.fonts._known_characters", lambda: (frozenset(map(ord, "公示")),))
    tasks.keep_copies()
    copy = PublishedCopy.objects.get()
    assert "字库中没有" in copy.problem and not copy.pdf_hash
    assert "丁一凡" in page() and "notice.pdf" not in page()
    assert tasks.keep_copies() == 0


def test_the_portals_own_page_names_the_papers_too(client, made, notice):
    words = client.get(notice.get_absolute_url()).content.decode()
    assert made.pdf_hash in words and f"/published/{FOLDER}/notice.docx" in words


def test_looking_at_a_notice_with_nothing_to_do_costs_few_statements(made, notice, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert artefacts.keep(notice.pk) is False


def test_the_office_sees_that_they_stand(client, made, notice, publicity_officer):
    client.force_login(publicity_officer)
    words = client.get(f"/publicity/manage/{notice.pk}/").content.decode()
    assert made.docx_hash in words and f'href="/published/{FOLDER}/"' in words


def test_a_name_without_a_glyph_is_not_published(season, rulebook, named, publicity_officer):
    named("王\ue000")
    draft = actions.prepare_notice(
        season, by=publicity_officer, opens_on=NOTICE_FIRST_DAY, contact=CONTACT, now=AFTER_REVIEW
    )
    with pytest.raises(Refused) as refused:
        actions.publish(draft, by=publicity_officer, now=AFTER_REVIEW)
    assert refused.value.ground == "glyph_missing"


def test_the_address_that_is_shared_leads_nginx_to_the_file(made, notice, root):
    written = (Path(__file__).resolve().parents[2] / "ops" / "nginx.conf").read_text()
    found = re.search(r"location ~ (\S+) \{\s+root /srv/published;\s+try_files (\S+) @portal;", written)
    parts = re.fullmatch(found[1].replace("?<", "?P<"), notice.get_absolute_url())
    assert (root / found[2].replace("$season", parts["season"]).replace("$number", parts["number"])[1:]).is_file()
