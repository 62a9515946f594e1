"""材料包：清单、推荐审批表、结构化材料与佐证，同一次报送字节不变 (沪工总经〔2015〕260号 五(二))."""

import hashlib
import io
import json
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from common.refusals import Refused
from exports.states import State as FileState
from handover import actions, archive, contents, queries, rules
from handover.models import Package
from handover.names import safe_name
from handover.views import SCHEMAS
from ledger.models import Entry
from nominations import dossier
from nominations.models import Evidence, Nomination
from nominations.queries import latest_revision, with_dossier
from nominations.states import Channel, ConsentKind, Scan, State
from tests.exports.conftest import rewritten
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.handover.conftest import filed_again, with_real_papers
from tests.moments import IN_SCREENING, IN_WINDOW

SCHEMA = json.loads((SCHEMAS / "nomination-1.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
LATER = IN_SCREENING + timedelta(hours=1)


def archive_of(package):
    with package.file.open("rb") as content:
        return zipfile.ZipFile(io.BytesIO(content.read()))


def refused(act, *arguments, **more):
    with pytest.raises(Refused) as refusal:
        act(*arguments, **more)
    return refusal.value.ground


def test_every_file_is_in_the_manifest_with_its_digest(packed):
    package = archive_of(packed)
    manifest = json.loads(package.read("manifest.json"))

    assert package.namelist()[0] == "manifest.json"
    assert {one["path"] for one in manifest["files"]} == set(package.namelist()) - {"manifest.json"}
    for one in manifest["files"]:
        content = package.read(one["path"])
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (one["sha256"], one["size"])
    assert manifest["content_digest"] == packed.content_digest
    assert package.read("推荐审批表.pdf")[:5] == b"%PDF-"


def test_the_files_have_names_that_people_read_and_no_path_hides_in_them(packed):
    names = [name for name in archive_of(packed).namelist() if name.startswith("佐证材料/")]

    assert names[0] == "佐证材料/01-工艺专长-获奖证书_第一名.pdf"
    assert len(names) == 4


def test_the_same_filing_gives_the_same_bytes(packed, xuhui_clerk):
    first = packed.sha256
    Package.objects.update(state=FileState.EXPIRED, file="")
    again = actions.ask_package(packed.nomination, by=xuhui_clerk, now=LATER)
    made = actions.pack(again.pk, now=LATER)

    assert (made.pk, made.sha256) == (packed.pk, first)


def test_what_is_filed_again_is_another_package(packed, xuhui_clerk):
    nomination = Nomination.objects.get(pk=packed.nomination_id)
    Nomination.objects.filter(pk=nomination.pk).update(submitted_at=LATER)
    nomination = filed_again(Nomination.objects.get(pk=nomination.pk), xuhui_clerk)
    made = actions.pack(actions.ask_package(nomination, by=xuhui_clerk, now=LATER).pk, now=LATER)

    assert (made.filing, made.sha256 != packed.sha256) == (2, True)


def test_the_package_is_the_revision_that_was_filed(packed):
    revision = latest_revision(packed.nomination)
    words = json.loads(archive_of(packed).read("申报材料.json"))

    assert (packed.filing, packed.content_digest) == (revision.number, revision.digest)
    assert (words["filing"], words["content_digest"]) == (revision.number, revision.digest)


@pytest.mark.parametrize(("scan", "ground"), [(Scan.WAITING, "not_scanned_yet"), (Scan.INFECTED, "infected")])
def test_a_paper_that_did_not_pass_the_scan_holds_the_package_back(filed, xuhui_clerk, scan, ground):
    paper = filed.evidence.first()
    Evidence.objects.filter(pk=paper.pk).update(scan=scan)
    assert refused(actions.ask_package, filed, by=xuhui_clerk) == ground
    assert paper.title in str(rules.refuse_packing(xuhui_clerk, Nomination.objects.get(pk=filed.pk)))

    Evidence.objects.filter(pk=paper.pk).update(scan=Scan.CLEAN)
    assert actions.pack(actions.ask_package(filed, by=xuhui_clerk).pk, now=LATER)


def test_what_is_not_the_revision_any_more_is_not_handed_out(filed, xuhui_clerk):
    package = actions.ask_package(filed, by=xuhui_clerk, now=IN_SCREENING)
    rewritten(filed, name="李建国")

    assert actions.pack(package.pk, now=IN_SCREENING) is None
    assert "材料版本不一致" in Package.objects.get().problem


def test_a_paper_found_infected_while_the_package_waits_stops_it(filed, xuhui_clerk):
    package = actions.ask_package(filed, by=xuhui_clerk, now=IN_SCREENING)
    filed.evidence.update(scan=Scan.INFECTED)

    assert actions.pack(package.pk, now=IN_SCREENING) is None
    package = Package.objects.get()
    assert package.state == FileState.FAILED
    assert "查出病毒" in package.problem


@pytest.mark.parametrize("channel", Channel)
def test_the_structured_words_keep_to_the_published_schema(rulebook, clerk, works_union, xuhui_union, channel):
    bodies = {"drafting_body": works_union, "filing_body": xuhui_union}
    if channel == Channel.SELF:
        bodies = {"drafting_body": None, "filing_body": None, "candidate": clerk}
    made = complete_dossier(NominationFactory(rulebook=rulebook, drafted_by=clerk, channel=channel, **bodies))
    nomination = queries.for_packing(at_state(made, State.SUBMITTED).pk)
    papers = contents.papers_in(with_dossier(nomination))
    words = json.loads(contents.as_bytes(contents.structured(nomination, filing=1, papers=papers)))

    assert [error.message for error in VALIDATOR.iter_errors(words)] == []
    assert (words["channel"], words["columns"]["identity_number"]) == (channel, nomination.identity_number)
    assert not [name for name in words["columns"] if "hash" in name]
    for part in SCHEMA["required"]:
        assert not VALIDATOR.is_valid({name: value for name, value in words.items() if name != part})


def test_every_column_of_the_dossier_stands_in_the_schema():
    """A new column wants a line in handover/schemas: the other side reads that, not our models."""
    assert set(dossier.FIELDS) - set(SCHEMA["properties"]["columns"]["properties"]) == set()
    Draft202012Validator.check_schema(SCHEMA)


def test_every_purpose_of_a_consent_stands_in_the_schema():
    kinds = SCHEMA["properties"]["consents"]["items"]["properties"]["kind"]["enum"]
    assert set(kinds) == set(ConsentKind.values)


def test_a_damaged_paper_is_told_and_nothing_is_handed_out(filed, xuhui_clerk):
    paper = Evidence.objects.filter(nomination=filed).first()
    with open(paper.file.path, "ab") as content:
        content.write(b"!")
    package = actions.ask_package(filed, by=xuhui_clerk, now=IN_SCREENING)

    assert actions.pack(package.pk, now=IN_SCREENING) is None
    package = Package.objects.get()
    assert package.state == FileState.FAILED
    assert "校验值不一致" in package.problem


def test_a_name_no_font_can_print_keeps_nobody_from_being_handed_over(draft, clerk, xuhui_clerk):
    filed = at_state(with_real_papers(draft, clerk), State.SUBMITTED, declared_at=IN_WINDOW)
    filed = filed_again(rewritten(filed, name="李\U0003134f"), clerk)
    made = actions.pack(actions.ask_package(filed, by=xuhui_clerk, now=IN_SCREENING).pk, now=IN_SCREENING)

    assert "推荐审批表未能印制" in made.note
    assert "推荐审批表.pdf" not in archive_of(made).namelist()


def test_nothing_is_packed_that_is_not_filed_or_is_being_corrected(draft, clerk):
    assert refused(actions.ask_package, draft, by=clerk) == "not_filed"
    correcting = at_state(draft, State.CORRECTING)
    assert refused(actions.ask_package, correcting, by=clerk) == "being_corrected"


def test_a_dossier_sent_back_while_it_was_packed_is_not_handed_out(filed, xuhui_clerk):
    package = actions.ask_package(filed, by=xuhui_clerk, now=IN_SCREENING)
    at_state(filed, State.CORRECTING)

    assert actions.pack(package.pk, now=IN_SCREENING) is None
    assert Package.objects.get().state == FileState.FAILED


@pytest.mark.parametrize("who", ["clerk", "xuhui_clerk", "review_office"])
def test_either_side_of_the_filing_may_take_it_with_a_reason(packed, request, who):
    person = request.getfixturevalue(who)
    actions.fetch_package(packed, by=person, reason="报送市职工技协服务中心", now=LATER)

    entry = Entry.objects.get(act="package.fetched")
    assert (entry.actor_id, entry.reason, entry.detail["sha256"]) == (
        person.pk,
        "报送市职工技协服务中心",
        packed.sha256,
    )


@pytest.mark.parametrize("who", ["pudong_clerk", "xuhui_endorser", "screener", "supervision", "finance"])
def test_nobody_else_takes_it(packed, request, who):
    assert refused(actions.fetch_package, packed, by=request.getfixturevalue(who), reason="核对") == "not_yours"
    assert refused(actions.ask_package, packed.nomination, by=request.getfixturevalue(who)) == "not_yours"


def test_without_a_reason_nothing_is_taken(packed, clerk):
    assert refused(actions.fetch_package, packed, by=clerk, reason=" ") == "no_reason"


def test_a_package_nobody_needs_goes_after_its_time(packed, clerk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.clear(now=IN_SCREENING + timedelta(days=4)) == 1
    assert refused(actions.fetch_package, packed, by=clerk, reason="核对") == "not_ready"


def test_a_large_package_is_written_with_little_memory(draft, clerk, tmp_path):
    size, paper = 40 * 1024 * 1024, with_real_papers(draft, clerk).evidence.first()
    with open(paper.file.path, "wb") as content:
        for _turn in range(size // 65536):
            content.write(b"\0" * 65536)
    digest = hashlib.sha256()
    for _turn in range(size // 65536):
        digest.update(b"\0" * 65536)
    Evidence.objects.filter(pk=paper.pk).update(size=size, sha256=digest.hexdigest())
    papers = contents.papers_in(with_dossier(queries.for_packing(draft.pk)))
    tracemalloc.start()
    archive.put_together(tmp_path / "package.zip", [], papers, moment=IN_SCREENING, step=lambda done: None)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (tmp_path / "package.zip").stat().st_size > size
    assert peak < size / 10


@given(st.text(max_size=200))
def test_any_title_gives_a_name_that_every_system_can_store(words):
    name = safe_name(words)

    assert name == safe_name(name)
    assert 0 < len(name) <= 50
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert name.strip(" .") == name
    assert name not in {".", ".."}
