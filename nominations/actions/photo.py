"""本人照片: one for each dossier; a new one takes the old one's place."""

from django.db import transaction

from common import clock
from common.refusals import insist
from ledger.actions import record
from nominations import queries, rules
from nominations.actions.keeping import inspected_photo, keep_file, supersede, touch
from nominations.states import PaperPurpose

TITLE = "本人照片"
CHANGED = ["changed_at", "declared_at", "declared_by"]


@transaction.atomic
def set_photo(nomination, *, by, upload, now=None):
    """上传或替换本人照片: a picture by its content; the same one again changes nothing."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_change(by, nomination, "photo"))
    kind, digest = inspected_photo(upload)
    old = queries.photo_row_of(nomination)
    if old is not None and old.received_sha256 == digest:
        return old
    if old is not None:
        _take_away(old, nomination, by, now)
    photo = keep_file(
        nomination, by=by, upload=upload, kind=kind, digest=digest, title=TITLE, now=now, purpose=PaperPurpose.PHOTO
    )
    touch(nomination, now)
    nomination.save(update_fields=CHANGED)
    record("evidence.attached", by=by, on=nomination, at=now, title=TITLE, sha256=photo.sha256, size=photo.size)
    return photo


@transaction.atomic
def remove_photo(nomination, *, by, now=None):
    """移除本人照片; without one there is nothing to do."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_change(by, nomination, "photo"))
    photo = queries.photo_row_of(nomination)
    if photo is not None:
        _take_away(photo, nomination, by, now)
        touch(nomination, now)
        nomination.save(update_fields=CHANGED)
    return nomination


def _take_away(photo, nomination, by, now):
    record("evidence.detached", by=by, on=nomination, at=now, title=photo.title, sha256=photo.sha256)
    supersede(photo, now=now)
