"""保存: uploaded lists are sealed like a number is; outside the act nobody can read them in the store."""

import base64
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction

from privacy.cipher import seal, unseal

COLUMN = "intake.file"


def keep(field, content: bytes) -> None:
    """Store bytes behind a file column, sealed; the row is saved by whoever asked."""
    field.save("sealed", ContentFile(seal(base64.b64encode(content).decode(), column=COLUMN).encode()), save=False)


def fetch(field) -> bytes:
    """The bytes again."""
    with field.open("rb") as held:
        return base64.b64decode(unseal(held.read().decode(), column=COLUMN))


@contextmanager
def taken_back_if_it_fails(batch):
    """A row that cannot be stored leaves no file behind."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        batch.file.delete(save=False)
        raise


def clear(field) -> None:
    """Take the file away once what is being done stands."""
    if field:
        storage, name = field.storage, field.name
        field.name = ""
        transaction.on_commit(lambda: storage.delete(name))
