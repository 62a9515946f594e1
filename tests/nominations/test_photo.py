"""本人照片: one picture for each dossier, replaced and removed by the drafting side, handed out through the same door."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from nominations import actions, dossier
from nominations.content import content_of
from nominations.models import Evidence, Nomination
from nominations.states import PaperPurpose, State
from rehearsal.dossiers import evidence_pdf
from tests.factories import at_state
from tests.moments import IN_WINDOW
from tests.nominations.test_papers import picture


@pytest.fixture
def photo(draft, clerk):
    """The clerk sets a photo of some colour."""

    def set_photo(colour="white", by=clerk):
        return actions.set_photo(draft, by=by, upload=picture("本人.png", colour=colour), now=IN_WINDOW)

    return set_photo


def photos():
    return Evidence.objects.filter(purpose=PaperPurpose.PHOTO)


def test_a_new_photo_takes_the_old_ones_place(photo, django_capture_on_commit_callbacks):
    old = photo()
    with django_capture_on_commit_callbacks(execute=True):
        new = photo("black")

    assert photos().get() == new
    assert not old.file.storage.exists(old.file.name) and new.file.storage.exists(new.file.name)
    assert list(Entry.objects.values_list("act", flat=True)) == [
        "evidence.attached",
        "evidence.detached",
        "evidence.attached",
    ]


def test_the_same_photo_again_changes_nothing(photo):
    assert photo() == photo() and Entry.objects.count() == 1


def test_a_photo_is_a_picture(draft, clerk):
    paper = SimpleUploadedFile("本人.pdf", evidence_pdf(1))
    with pytest.raises(ValidationError):
        actions.set_photo(draft, by=clerk, upload=paper, now=IN_WINDOW)
    assert not photos().exists()


@pytest.mark.parametrize("role", ["xuhui_clerk", "screener", "supervision"])
def test_nobody_else_sets_it(photo, role, request):
    with pytest.raises(Refused):
        photo(by=request.getfixturevalue(role))
    assert not photos().exists()


def test_nothing_is_set_once_the_dossier_has_gone_up(draft, photo):
    at_state(draft, State.RECOMMENDED)
    with pytest.raises(Refused):
        photo()


def test_it_is_part_of_what_the_dossier_says_and_proves_nothing(draft, photo):
    before = content_of(Nomination.objects.get())
    photo()
    after = content_of(Nomination.objects.get())

    assert (before["photo"], after["photo"]) == ("", photos().get().sha256)
    assert before["evidence"] == after["evidence"]


def test_it_is_never_asked_for(draft):
    assert dossier.section_of(draft, "photo").is_complete(draft)


def test_from_its_page_it_is_set_seen_and_removed(client, draft, clerk, screener):
    client.force_login(clerk)
    address = reverse("nominations:section", args=[draft.number, "photo"])
    assert client.post(address, {"upload": picture("本人.png")}).status_code == 302
    seen = reverse("nominations:evidence", args=[photos().get().token])
    assert (
        seen in client.get(address).content.decode() and seen in client.get(draft.get_absolute_url()).content.decode()
    )

    client.post(address, {"remove": "1"})
    assert not photos().exists()
