"""字库: which fonts papers are set in, and whether they can print every character.

Names are set in LXGW WenKai, a brush-like TrueType face, with three faces behind it for the characters it lacks.
The face is cut down to Han characters once per machine (a page is then pressed twice as fast), given a name of its own,
as its licence asks of altered copies, and kept under ``var/fonts``. A missing glyph would be printed as a box, and no
later look at the PDF's text would show it, so characters are asked for here first.
"""

import hashlib
import io
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from common.refusals import Refusal

FONT_ROOTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")

NAME_FACE = ("LXGWWenKai-Regular.ttf", "fonts-lxgw-wenkai")
TITLE_FACE = ("LXGWWenKai-Bold.ttf", "fonts-lxgw-wenkai")
# In the order of the stylesheet's font-family; fontconfig finds these by the family's name.
FALLBACKS = (
    ("NotoSerifCJK-Regular.ttc", "fonts-noto-cjk"),
    ("BabelStoneHan.ttf", "fonts-babelstone-han"),
    ("HanaMinB.ttf", "fonts-hanazono"),
)
TITLE_CHARACTERS = "荣誉证书"

_WANTED = (
    (0x0020, 0x024F),  # Latin names, digits
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),  # dashes, quotation marks, the hyphenation point
    (0x3000, 0x303F),  # CJK punctuation and 〇
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFD),
)


@dataclass(frozen=True)
class Faces:
    """The two faces cut for the portal, and the installed ones that stand in for missing characters."""

    name: Path
    title: Path
    fallbacks: tuple[Path, ...]


@lru_cache(maxsize=1)
def faces() -> Faces:
    """Find the installed fonts and cut the portal's faces where that has not been done yet."""
    name, title = _installed(*NAME_FACE), _installed(*TITLE_FACE)
    return Faces(
        name=_cut(name, "Portal Kai", _WANTED),
        title=_cut(title, "Portal Title", [(ord(one), ord(one)) for one in TITLE_CHARACTERS]),
        fallbacks=tuple(_installed(*face) for face in FALLBACKS),
    )


def missing_glyphs(text: str) -> list[str]:
    """The characters of a text that no face of the chain can print, each once.

    A private-use or invisible character counts as missing even where a face has something in its place: what one
    font draws there is not what the person means.
    """
    known = _known_characters()
    return [
        one
        for one in dict.fromkeys(text)
        if unicodedata.category(one) in {"Co", "Cf", "Cc"} or not any(ord(one) in face for face in known)
    ]


def refuse_unprintable(text: str, act: str = "印制") -> Refusal | None:
    """不得缺字: name the characters that would be printed as a box."""
    missing = missing_glyphs(text)
    if missing:
        named = "、".join(f"“{one}”（U+{ord(one):04X}）" for one in missing)
        return Refusal(
            "glyph_missing",
            f"字库中没有{named}，印出将成方框，因此不予{act}。",
            f"请安装含有该字的字体后重新{act}，或请本人书面确认替代写法。",
            status=409,
        )
    return None


def fonts_dir() -> Path:
    """Where the cut faces are kept."""
    return Path(getattr(settings, "FONTS_DIR", settings.BASE_DIR / "var" / "fonts"))


@lru_cache(maxsize=1)
def _known_characters() -> tuple[frozenset[int], ...]:
    from fontTools.ttLib import TTFont

    found = faces()
    return tuple(
        frozenset(TTFont(path, fontNumber=0, lazy=True).getBestCmap()) for path in (found.name, *found.fallbacks)
    )


def _installed(file_name: str, package: str) -> Path:
    for root in FONT_ROOTS:
        for path in sorted(root.rglob(file_name)):
            return path
    raise ImproperlyConfigured(f"缺少字体 {file_name}，请安装系统软件包 {package}（apt-get install {package}）。")


def let_fontconfig_know() -> None:
    """Add the cut faces to the fonts that this process may use, before its first font configuration is made.

    Named in an @font-face rule they would be copied to a temporary folder by every worker, and stay there when
    the worker is killed.
    """
    found = faces()
    beside = os.environ.get("FONTCONFIG_FILE") or "/etc/fonts/fonts.conf"
    ours = fonts_dir().resolve() / "fonts.conf"
    if Path(beside).resolve() == ours:
        return
    lines = (
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        f'  <include ignore_missing="yes">{escape(beside)}</include>',
        f"  <dir>{escape(str(found.name.resolve().parent))}</dir>",
        "</fontconfig>",
    )
    _write(ours, "\n".join(lines).encode())
    os.environ["FONTCONFIG_FILE"] = str(ours)


def _cut(source: Path, family: str, ranges) -> Path:
    """A copy of a TrueType face with the wanted characters only, made once for each version of the source."""
    seen = source.stat()
    mark = hashlib.sha256(f"{source} {seen.st_size} {seen.st_mtime_ns} {family} {ranges}".encode()).hexdigest()[:12]
    target = fonts_dir() / f"{family.replace(' ', '')}-{mark}.ttf"
    if not target.exists():
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        for first, last in ranges:
            wanted.unicode_set.update(range(first, last + 1))
        wanted.layout_feature_tag_set.clear()
        wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
        face = uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source))), wanted)
        for outdated in fonts_dir().glob(f"{family.replace(' ', '')}-*.ttf"):
            outdated.unlink(missing_ok=True)  # or fontconfig would have two of one name
        _write(target, _renamed(face.blob.data, family))
    return target


def _renamed(face: bytes, family: str) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(face), lazy=True, recalcTimestamp=False)
    names = {1: family, 2: "Regular", 3: family, 4: family, 6: family.replace(" ", ""), 16: family, 17: "Regular"}
    font["name"].names = [record for record in font["name"].names if record.nameID in {0, 13, 14}]
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _write(target: Path, content: bytes) -> None:
    """Two workers may write at once; each writes a draft, and the last to finish wins with the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent, suffix=".draft")
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    os.chmod(draft, 0o644)
    os.replace(draft, target)
