"""公开文件: plain files for everybody, which a web server hands out without asking the portal.

A whole city may read a notice, and a certificate is checked by strangers for decades: what they read is a file under
``settings.PUBLISHED_ROOT``. A file is written aside and moved into its place, so that nobody ever reads half of one.
Nothing here is the only copy: a room that publishes has a module ``published`` with ``republish()``, which makes its files
anew from the database and answers with their number (``manage.py republish``). The rooms stand above this one, so they
are found by name and never imported.
"""

import gzip
import hashlib
import os
import re
import tempfile
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import module_has_submodule

PREFIX = "/published/"
STYLES = "style"  # named by their content, kept by browsers for ever
_DRAFTS = ".drafts"
_PATH = re.compile(r"[a-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
_PRESSED = {".html", ".css", ".txt", ".json", ".xml", ".svg"}  # handed out compressed where the reader's browser can


def put(path: str, content: bytes) -> str:
    """Publish a file under ``path``, whole or not at all; the answer is its SHA-256 in hexadecimal."""
    target = _place(path)
    digest = hashlib.sha256(content).hexdigest()
    if target.is_file() and target.read_bytes() == content and (not _is_pressed(target) or _beside(target).is_file()):
        return digest  # untouched, so that what browsers keep stays good
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    # The compressed copy is gone before its file changes and comes last: a worker killed in between leaves a file without
    # one, which is handed out as it is, and never two that differ.
    _beside(target).unlink(missing_ok=True)
    _move(content, target)
    if _is_pressed(target):
        _move(gzip.compress(content, 9, mtime=0), _beside(target))
    return digest


def put_style(content: bytes, name: str, suffix: str = ".css") -> str:
    """Publish a style sheet or picture under a name made of its content; the answer is its address. Former ones stay."""
    path = f"{STYLES}/{name}-{hashlib.sha256(content).hexdigest()[:12]}{suffix}"
    put(path, content)
    return address(path)


def withdraw(path: str) -> None:
    """Take a file away; one that is not there is no mistake."""
    target = _place(path)
    _beside(target).unlink(missing_ok=True)
    target.unlink(missing_ok=True)


def stands(path: str) -> bool:
    """Whether the file is there."""
    return _place(path).is_file()


def read(path: str) -> bytes | None:
    """The bytes of a published file, None where there is none."""
    try:
        return _place(path).read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None


def address(path: str) -> str:
    """``/published/…``, where everybody reads it; a folder's page is addressed by the folder."""
    return PREFIX + path.removesuffix("index.html")


def is_path(path: str) -> bool:
    """Whether this can be the path of a published file: plain names, none hidden, never upwards."""
    return _PATH.fullmatch(path) is not None


def republish() -> dict[str, int]:
    """Make every published file anew from the database: app by app, how many were written."""
    rooms = [config for config in apps.get_app_configs() if module_has_submodule(config.module, "published")]
    return {room.name: import_module(f"{room.name}.published").republish() for room in rooms if room.name != "common"}


def _place(path: str) -> Path:
    if not is_path(path):
        raise ValueError(f"{path!r} cannot be published")
    return Path(settings.PUBLISHED_ROOT) / path


def _is_pressed(target: Path) -> bool:
    return target.suffix in _PRESSED


def _beside(target: Path) -> Path:
    return target.with_name(target.name + ".gz")


def _move(content: bytes, target: Path) -> None:
    """Written to the end and flushed in a folder of the same disk, then moved: a worker killed half-way leaves a draft."""
    drafts = Path(settings.PUBLISHED_ROOT) / _DRAFTS
    drafts.mkdir(mode=0o755, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=drafts)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(draft, 0o644)  # the web server that reads it is another user
        os.replace(draft, target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
