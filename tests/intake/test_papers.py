"""佐证材料 by name: matched, confirmed, attached through the dossier's own act; nothing is unpacked onto a disk."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from intake import bundles, naming
from intake.actions import papers
from intake.models import PaperBatch
from intake.states import BatchState
from nominations.models import Evidence
from nominations.states import State
from rehearsal.dossiers import evidence_pdf
from tests.factories import NominationFactory, at_state
from tests.factories.numbers import identity_number
from tests.moments import IN_WINDOW, beijing

PDF = evidence_pdf(1)


@pytest.fixture
def one(rulebook, clerk, works_union, xuhui_union):
    """A draft without papers."""
    return NominationFactory(
        rulebook=rulebook,
        drafted_by=clerk,
        drafting_body=works_union,
        filing_body=xuhui_union,
        name="赵铁柱",
        number="202600012",
        identity_number=identity_number(901),
    )


def zipped(*names, content=PDF, **more):
    """A zip of files with these names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bundle:
        for number, name in enumerate(names):
            bundle.writestr(name, evidence_pdf(number + 1) if content is PDF else content)
        for name, other in more.items():
            bundle.writestr(name, other)
    return SimpleUploadedFile("材料.zip", held.getvalue())


@pytest.fixture
def match(clerk, works_union):
    """Uploaded by the works' clerk and matched, as a worker would."""

    def received_and_matched(*uploads):
        batch = papers.receive(list(uploads), by=clerk, body=works_union, now=IN_WINDOW)
        return papers.match(batch.pk, now=IN_WINDOW)

    return received_and_matched


def outcomes(batch):
    return list(batch.rows.values_list("outcome", flat=True))


@pytest.mark.parametrize("key", ["202600012", "赵铁柱", identity_number(901)])
def test_a_file_finds_its_dossier_by_number_name_or_document(one, match, key):
    row = match(zipped(f"{key}_高超技能_竞赛获奖证书.pdf")).rows.get()

    assert (row.outcome, row.nomination_id, row.indicator, row.title) == ("matched", one.pk, "skill", "竞赛获奖证书")


@pytest.mark.parametrize(
    "path", ["202600012/高超技能_证书.pdf", "材料/202600012/高超技能_证书.pdf", "a/202600012_高超技能_证书.pdf"]
)
def test_a_folder_may_name_the_dossier(one, match, path):
    assert outcomes(match(zipped(path))) == ["matched"]


def test_what_systems_put_into_zips_is_left(one, match):
    batch = match(zipped("202600012_高超技能_证书.pdf", "__MACOSX/._202600012_高超技能_证书.pdf", ".DS_Store"))

    assert outcomes(batch) == ["matched"]


def test_names_written_by_a_chinese_system_are_read(one, match):
    name = "202600012_高超技能_证书.pdf"
    # the bytes of the name as an old program writes them: GB18030, and no mark that says so
    stand_in = "x" * len(name.encode("gb18030"))
    upload = zipped(stand_in)
    data = upload.read().replace(stand_in.encode(), name.encode("gb18030"))
    batch = match(SimpleUploadedFile("材料.zip", data))

    assert [(row.outcome, row.shown_name) for row in batch.rows.all()] == [("matched", name)]


@pytest.mark.parametrize(
    ("name", "outcome", "words"),
    [
        ("证书.pdf", "refused", "不符合“申报编号_方面_材料名”"),
        ("202600012_其他_证书.pdf", "refused", "不在可选范围内"),
        ("202600099_高超技能_证书.pdf", "unmatched", "本单位本年度没有"),
        ("../../202600012_高超技能_证书.pdf", "refused", "指向其他目录"),
        ("202600012_高超技能_证书.docx", "refused", "文件名与内容不符"),
    ],
)
def test_what_belongs_nowhere_says_why(one, match, name, outcome, words):
    row = match(zipped(name)).rows.get()

    assert (row.outcome, words in row.fault) == (outcome, True)


def test_namesakes_are_not_guessed_between(one, match, rulebook, clerk, works_union, xuhui_union):
    NominationFactory(
        rulebook=rulebook, drafted_by=clerk, drafting_body=works_union, filing_body=xuhui_union, name="赵铁柱"
    )
    row = match(zipped("赵铁柱_高超技能_证书.pdf")).rows.get()

    assert (row.outcome, "202600012" in row.fault) == ("ambiguous", True)


def test_another_bodys_dossier_is_not_found(one, pudong_clerk, pudong_union):
    batch = papers.receive([zipped("202600012_高超技能_证书.pdf")], by=pudong_clerk, body=pudong_union, now=IN_WINDOW)

    assert outcomes(papers.match(batch.pk)) == ["unmatched"]


def test_a_dossier_that_has_moved_on_takes_nothing(one, match):
    at_state(one, State.RECOMMENDED)

    assert outcomes(match(zipped("202600012_高超技能_证书.pdf"))) == ["refused"]


def test_confirmed_files_are_attached_and_no_number_is_kept_in_their_names(one, match, clerk):
    batch = match(zipped(f"{identity_number(901)}_高超技能_证书.pdf", "没有.pdf"))
    papers.confirm(batch, by=clerk, now=IN_WINDOW)
    papers.attach_all(batch.pk)

    evidence = Evidence.objects.get(nomination=one)
    assert (evidence.original_name, evidence.indicator, evidence.uploaded_by) == (
        "202600012_高超技能_证书.pdf",
        "skill",
        clerk,
    )
    batch = PaperBatch.objects.get()
    assert (batch.state, batch.file.name) == (BatchState.STORED, "")


def test_attaching_twice_attaches_once(one, match, clerk):
    batch = match(zipped("202600012_高超技能_证书.pdf"))
    papers.confirm(batch, by=clerk, now=IN_WINDOW)
    papers.attach_all(batch.pk)
    papers.attach_all(batch.pk)

    assert Evidence.objects.filter(nomination=one).count() == 1


def test_the_same_file_again_is_told_as_present(one, match, clerk):
    batch = match(zipped("202600012_高超技能_证书.pdf"))
    papers.confirm(batch, by=clerk, now=IN_WINDOW)
    papers.attach_all(batch.pk)

    assert outcomes(match(zipped("202600012_高超技能_证书.pdf"))) == ["present"]


def test_several_files_chosen_at_once_are_one_bundle(one, match):
    uploads = [SimpleUploadedFile(f"202600012_高超技能_证书{number}.pdf", evidence_pdf(number)) for number in (1, 2)]

    assert outcomes(match(*uploads)) == ["matched", "matched"]


def test_a_bomb_in_a_zip_is_not_unfolded(one, match, settings):
    settings.EVIDENCE_MAX_BYTES = 20 * 1024 * 1024
    row = match(zipped("202600012_高超技能_证书.pdf", content=b"0" * 19_000_000)).rows.get()

    assert (row.outcome, "展开后异常庞大" in row.fault) == ("refused", True)


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", b""])
def test_a_zip_that_cannot_be_opened_says_so(one, match, data):
    batch = match(SimpleUploadedFile("材料.zip", data or zipped().read()))

    assert (batch.state, len(batch.sentences)) == (BatchState.UNREADABLE, 1)


def test_numbers_in_names_are_shown_masked():
    assert identity_number(901) not in naming.shown(f"{identity_number(901)}_高超技能_证书.pdf")


def test_a_bundle_nobody_confirms_is_cleared(one, match):
    match(zipped("202600012_高超技能_证书.pdf"))
    papers.expire(now=beijing(2026, 4, 23))

    assert (PaperBatch.objects.get().state, PaperBatch.objects.get().rows.count()) == (BatchState.EXPIRED, 0)


def test_too_many_files_are_told_with_their_number():
    members = zipped(*(f"{number}.pdf" for number in range(bundles.MOST_FILES + 1)), content=b"x")
    with pytest.raises(bundles.Unreadable) as unreadable:
        bundles.opened(members)

    assert "501个文件" in unreadable.value.faults[0]
