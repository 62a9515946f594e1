"""清理无主文件: what lies in the store without a row. The reverse, a row without its file, is never touched here."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage

from common import clock, stores
from nominations.queries import evidence, ranked

FOLDERS = (("evidence", evidence.with_a_row), ("ranked", ranked.with_a_row))
OLD_ENOUGH = timedelta(days=1)  # an act that is storing a file right now has not written its row yet


def orphans(folders=FOLDERS, *, now=None) -> Iterator[str]:
    """The files older than a day that no paper is kept under, folder by folder; higher floors name folders of theirs."""
    before = (now or clock.of_the_machine()) - OLD_ENOUGH
    for folder, with_a_row in folders:
        for paths in _folders(folder):
            known = with_a_row(paths)
            yield from (one for one in paths if one not in known and default_storage.get_modified_time(one) < before)


def sweep(folders=FOLDERS, *, now=None) -> int:
    """Remove them; the answer is how many."""
    found = list(orphans(folders, now=now))
    for path in found:
        stores.forget(default_storage, path)
    return len(found)


def _folders(folder):
    try:
        below, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    if names:
        yield [f"{folder}/{name}" for name in names if name]
    for one in below:
        yield from _folders(f"{folder}/{one}")
