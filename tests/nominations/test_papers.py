"""佐证材料: by content, stored out of reach, handed out through the dossier's door."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from common.refusals import Refused
from ledger.models import Entry
from nominations import actions
from nominations.models import Evidence
from nominations.states import State
from tests.factories import at_state
from tests.moments import IN_WINDOW
from tests.nominations.test_recommending import ground_of


def picture(name="获奖证书.png", size=(20, 20), colour="white"):
    """A small PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return SimpleUploadedFile(name, buffer.getvalue())


def attach(nomination, by, upload=None, **changes):
    """Upload one paper."""
    given = {"title": "获奖证书", "indicator": "skill", "now": IN_WINDOW} | changes
    return actions.attach(nomination, by=by, upload=upload or picture(), **given)


def test_a_paper_is_stored_under_a_name_nobody_can_guess(draft, clerk):
    paper = attach(draft, clerk)

    assert "获奖" not in paper.file.name and paper.token in paper.file.name and len(paper.token) == 43
    assert (paper.original_name, paper.content_kind) == ("获奖证书.png", "png")
    assert Entry.objects.get(act="evidence.attached").detail["sha256"] == paper.sha256


def test_the_same_paper_sent_ten_times_is_kept_once(draft, clerk):
    assert len({attach(draft, clerk).pk for _ in range(10)}) == 1


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (SimpleUploadedFile("a.pdf", b"MZ\x90\x00" + b"\x00" * 400), "可执行程序"),
        (SimpleUploadedFile("a.pdf", picture().read()), "文件名与内容不符"),
        (SimpleUploadedFile("a.png", b""), "空的"),
        (SimpleUploadedFile("a.pdf", b"%PDF-1.7 broken"), "损坏"),
    ],
)
def test_a_wrong_file_is_told_beside_its_field_and_not_stored(draft, clerk, upload, words):
    before = Evidence.objects.count()

    with pytest.raises(ValidationError) as error:
        attach(draft, clerk, upload)

    assert words in error.value.message_dict["upload"][0]
    assert Evidence.objects.count() == before


def test_an_oversized_file_is_refused(draft, clerk, settings):
    settings.EVIDENCE_MAX_BYTES = 50

    with pytest.raises(ValidationError, match="上限"):
        attach(draft, clerk)


def test_a_dossier_holds_so_many_papers(draft, clerk, settings):
    settings.EVIDENCE_MAX_FILES = draft.evidence.count()

    assert ground_of(attach, draft, clerk) == "too_many_files"


@pytest.mark.parametrize("role", ["xuhui_clerk", "pudong_clerk", "screener", "supervision"])
def test_nobody_else_adds_papers(draft, role, request):
    assert ground_of(attach, draft, request.getfixturevalue(role)) == "not_yours"


def test_a_filed_dossier_takes_no_papers(draft, clerk):
    assert ground_of(attach, at_state(draft, State.SUBMITTED), clerk) == "already_handled"


@pytest.mark.django_db(transaction=True)
def test_a_removed_paper_is_gone_with_its_file(draft, clerk):
    paper = attach(draft, clerk)
    actions.detach(paper, by=clerk, now=IN_WINDOW)

    assert not default_storage.exists(paper.file.name)
    assert Entry.objects.get(act="evidence.detached").detail["sha256"] == paper.sha256


def test_the_stamp_stays_with_its_opinion(draft, clerk, park_endorser):
    up = actions.recommend(draft, by=clerk, now=IN_WINDOW)
    up = actions.endorse(up, by=park_endorser, opinion="同意", stamp=picture("盖章.png"), now=IN_WINDOW)
    back = at_state(up, State.RETURNED)

    assert ground_of(actions.detach, back.endorsements.get().stamp, by=clerk, now=IN_WINDOW) == "stamp"


def test_a_stamp_is_a_scan(draft, clerk, park_endorser):
    up = actions.recommend(draft, by=clerk, now=IN_WINDOW)

    with pytest.raises(ValidationError) as error:
        actions.endorse(up, by=park_endorser, opinion="同意", stamp=SimpleUploadedFile("a.txt", b"text"), now=IN_WINDOW)
    assert "stamp" in error.value.message_dict
    assert not up.endorsements.exists()


def test_a_failed_act_leaves_no_file(draft, clerk, monkeypatch):
    kept = []
    monkeypatch.setattr(Evidence, "save", lambda self, **options: kept.append(self.file.name) or 1 / 0)

    with pytest.raises(ZeroDivisionError):
        attach(draft, clerk)
    assert kept and not default_storage.exists(kept[0])


def test_a_paper_is_handed_out_under_its_own_name(client, draft, clerk):
    paper = attach(draft, clerk)
    client.force_login(clerk)
    answer = client.get(reverse("nominations:evidence", args=[paper.token]))

    assert b"".join(answer.streaming_content)[:4] == b"\x89PNG"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment") and "%E8%8E%B7" in answer["Content-Disposition"]


def test_nginx_hands_it_out_where_it_stands_in_front(client, draft, clerk, settings):
    settings.X_ACCEL_REDIRECT = True
    paper = attach(draft, clerk)
    client.force_login(clerk)

    answer = client.get(reverse("nominations:evidence", args=[paper.token]))

    assert answer["X-Accel-Redirect"] == f"/protected/{paper.file.name}"


@pytest.mark.parametrize("role", ["pudong_clerk", "screener", "finance", "administrator"])
def test_a_paper_is_behind_the_same_door_as_its_dossier(client, draft, clerk, role, request):
    paper = attach(draft, clerk)
    client.force_login(request.getfixturevalue(role))

    assert client.get(reverse("nominations:evidence", args=[paper.token])).status_code == 404


def test_refusals_of_papers_are_refusals(draft, clerk):
    with pytest.raises(Refused):
        attach(at_state(draft, State.ADMITTED), clerk)
