"""压缩包: the bytes of a package, the same for the same filing, with bounded memory whatever its size.

Files are stored, not deflated: evidence is compressed already, and what a library deflates differs from version to
version. Times are those of the filing.
"""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

from common.dates import beijing
from handover import contents
from handover.paper import form_of

CHUNK = 256 * 1024


class Damaged(Exception):
    """A stored file is not what was uploaded; ``str()`` is the sentence for the person."""


def write(target: Path, nomination, *, filing: int, step: Callable[[int], None]) -> tuple[str, str]:
    """Write the package to a path; gives the content's digest and what is to be noted."""
    papers = contents.papers_in(nomination)
    words = contents.structured(nomination, filing=filing, papers=papers)
    form, note = form_of(nomination)
    made = [(contents.STRUCTURED, contents.as_bytes(words)), *([(contents.FORM, form)] if form else [])]
    files = [(path, hashlib.sha256(content).hexdigest(), len(content)) for path, content in made]
    files += [(paper.path, paper.evidence.sha256, paper.evidence.size) for paper in papers]
    digest = words["content_digest"]
    manifest = contents.manifest(nomination, filing=filing, content_digest=digest, files=sorted(files), note=note)
    put_together(
        target,
        [(contents.MANIFEST, contents.as_bytes(manifest)), *made],
        papers,
        moment=beijing(nomination.submitted_at),
        step=step,
    )
    return digest, note


def put_together(target: Path, made, papers, *, moment, step: Callable[[int], None]) -> None:
    """What was made here first, then the uploaded papers, piece by piece."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for path, content in made:
            package.writestr(_entry(path, moment), content)
        step(1)
        for done, paper in enumerate(papers, start=2):
            _copy(package, paper, moment)
            step(done)


def steps_of(nomination) -> int:
    """How many steps the writing takes."""
    return 1 + len(contents.papers_in(nomination))


def _entry(path, moment) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, date_time=(moment.year, moment.month, moment.day, moment.hour, moment.minute, 0))
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    return entry


def _copy(package, paper, moment) -> None:
    evidence, entry = paper.evidence, _entry(paper.path, moment)
    if not evidence.file.storage.exists(evidence.file.name):
        raise Damaged(f"“{evidence.title}”的文件不在存储中，请与系统管理员联系。")
    seen, entry.file_size = hashlib.sha256(), evidence.size
    with evidence.file.open("rb") as source, package.open(entry, "w") as target:
        for chunk in source.chunks(CHUNK):
            seen.update(chunk)
            target.write(chunk)
    if seen.hexdigest() != evidence.sha256:
        raise Damaged(f"“{evidence.title}”的文件与上传时的校验值不一致，请与系统管理员联系。")
