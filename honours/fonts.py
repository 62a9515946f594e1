"""证书字库: which fonts a certificate is set in, and whether they can print every character of it.

Names are set in LXGW WenKai, a brush-like TrueType face, with three faces behind it for the characters it lacks.
The face is cut down to Han characters once per machine (a certificate is then pressed twice as fast) and kept under
``var/fonts``. A missing glyph would be printed as a box, and no later look at the PDF's text would show it, so
characters are asked for here first.
"""

import hashlib
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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
    """The two faces cut for certificates, and the installed ones that stand in for missing characters."""

    name: Path
    title: Path
    fallbacks: tuple[Path, ...]


@lru_cache(maxsize=1)
def faces() -> Faces:
    """Find the installed fonts and cut the certificate's faces where that has not been done yet."""
    name, title = _installed(*NAME_FACE), _installed(*TITLE_FACE)
    return Faces(
        name=_cut(name, _WANTED),
        title=_cut(title, [(ord(one), ord(one)) for one in TITLE_CHARACTERS]),
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


def refuse_unprintable(text: str) -> Refusal | None:
    """证书不得缺字: name the characters that would be printed as a box."""
    missing = missing_glyphs(text)
    if missing:
        named = "、".join(f"“{one}”（U+{ord(one):04X}）" for one in missing)
        return Refusal(
            "glyph_missing",
            f"证书字库中没有{named}，印出将成方框，因此不予压制。",
            "请安装含有该字的字体后重新压制，或请本人书面确认替代写法。",
            status=409,
        )
    return None


def fonts_dir() -> Path:
    """Where the cut faces are kept."""
    return Path(getattr(settings, "CERTIFICATE_FONTS_DIR", settings.BASE_DIR / "var" / "fonts"))


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
    raise ImproperlyConfigured(f"缺少证书字体 {file_name}，请安装系统软件包 {package}（apt-get install {package}）。")


def _cut(source: Path, ranges) -> Path:
    """A copy of a TrueType face with the wanted characters only, made once for each version of the source."""
    seen = source.stat()
    mark = hashlib.sha256(f"{source} {seen.st_size} {seen.st_mtime_ns} {ranges}".encode()).hexdigest()[:12]
    target = fonts_dir() / f"{source.stem}-{mark}.ttf"
    if not target.exists():
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        for first, last in ranges:
            wanted.unicode_set.update(range(first, last + 1))
        wanted.layout_feature_tag_set.clear()
        wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
        face = uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source))), wanted)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=target.parent, suffix=".draft")
        with os.fdopen(handle, "wb") as out:
            out.write(face.blob.data)
        os.chmod(draft, 0o644)
        os.replace(draft, target)  # two workers may cut at once; the last one wins with the same bytes
    return target
