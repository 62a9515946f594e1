"""A filed dossier with real files, the receiver, and a delivery on its way."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exports.actions.making import begin, finish
from handover import actions
from handover.models import Delivery, Package
from nominations.actions import attaching
from nominations.actions.revising import keep_revision
from nominations.models import Evidence, Nomination
from nominations.states import Occasion, State
from rehearsal.dossiers import evidence_pdf
from seasons.states import Indicator
from tests.factories import at_state
from tests.handover.receiver import KEY, Receiver
from tests.moments import IN_SCREENING, IN_WINDOW


def with_real_papers(nomination, by):
    """Evidence that is really there, one PDF for each of the four statements."""
    Evidence.objects.filter(nomination=nomination).delete()
    for at, indicator in enumerate(Indicator):
        upload = SimpleUploadedFile("证明.pdf", evidence_pdf(at + 1), content_type="application/pdf")
        title = "获奖证书/第一名"
        attaching.attach(nomination, by=by, upload=upload, title=title, indicator=indicator, now=IN_WINDOW)
    return Nomination.objects.get(pk=nomination.pk)


@pytest.fixture
def filed(draft, clerk):
    """Filed by Xuhui, with four real papers."""
    return filed_again(at_state(with_real_papers(draft, clerk), State.SUBMITTED, declared_at=IN_WINDOW), clerk)


def filed_again(nomination, by):
    """The revision its filing leaves."""
    moment = nomination.submitted_at
    keep_revision(nomination, Occasion.FILED if moment == IN_WINDOW else Occasion.REFILED, by=by, now=moment)
    return Nomination.objects.get(pk=nomination.pk)


@pytest.fixture
def packed(filed, xuhui_clerk):
    """Its package, made."""
    package = actions.ask_package(filed, by=xuhui_clerk, now=IN_SCREENING)
    return actions.pack(package.pk, now=IN_SCREENING)


@pytest.fixture
def receiver(settings):
    """The other side, behaving until told otherwise."""
    server = Receiver().start()
    settings.HANDOVER_ENDPOINT, settings.HANDOVER_KEY = server.address, KEY
    settings.HANDOVER_READ_SECONDS, settings.HANDOVER_TOTAL_SECONDS = 1, 3
    yield server
    server.stop()


def made_without_the_press(package, folder, *, now=IN_SCREENING, content=b"PK a package"):
    """The package is there; what is in it does not matter to its delivery."""
    path = folder / "package.zip"
    path.write_bytes(content)
    taken = begin(Package, package.pk, now=now)
    return finish(taken, path, name=f"handover/{package.token}.zip", keep_hours=72, now=now)


@pytest.fixture
def owed(filed, receiver, tmp_path):
    """The delivery of the filing, its package made."""
    actions.owe_all(now=IN_SCREENING)
    made_without_the_press(Package.objects.get(), tmp_path)
    return Delivery.objects.select_related("package").get()
