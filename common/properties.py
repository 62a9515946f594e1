"""文档属性: a copy of a file that says nothing of who made it, when, and with what; the pages themselves stay as they are.

PDF: the document's properties and XMP, bookmarks, names of attachments, the private marks of programs, authors of notes.
Office: docProps, authors of comments and of tracked changes, the path a workbook was saved under, thumbnails.
Pictures are stripped when they are taken in (``common.pictures``) and once more here.
"""

import io
import re
import zipfile

from django.core.files.base import ContentFile

from common import pictures
from common.files import Kind
from common.refusals import Refusal, Refused

_OF_THE_FILE = ("/Metadata", "/PieceInfo", "/LastModified", "/SourceModified")
_OF_THE_ROOT = ("/Outlines", "/Threads", "/AF", "/SpiderInfo", "/Lang", "/URI", "/Collection", "/Perms", "/DSS")
_OF_A_NOTE = ("/T", "/NM", "/M", "/CreationDate", "/Subj", "/RC")
_WHEN = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
_AUTHORS = re.compile(
    rb"""((?:\bw(?:\d\d)?:(?:author|initials|providerId|userId)|\b(?:displayName|userId|providerId|userName|lastModifiedBy))=)("[^"]*"|'[^']*')"""
)
_AUTHOR_NAMES = re.compile(rb"(<(?:\w+:)?author>)[^<]*(</(?:\w+:)?author>)")
_PATHS = re.compile(rb"<(?:\w+:)?absPath\b[^>]*/>|<(?:\w+:)?fileSharing\b[^>]*/>")
_PICTURE = re.compile(r"\.(jpe?g|png)$", re.IGNORECASE)


class NotStripped(Exception):
    """The copy cannot be made; the file as it is must not go out instead."""


def stripped(file, kind: Kind) -> bytes:
    """The bytes of the stripped copy."""
    strip = {Kind.PDF: _pdf, Kind.DOCX: _office, Kind.XLSX: _office}.get(kind, _picture)
    try:
        return strip(file)
    except Exception as error:  # a damaged file breaks the reader in many ways; to the caller they are one
        raise NotStripped(type(error).__name__) from error


def without_properties(file, kind: Kind) -> bytes:
    """The stripped copy for a reviewer who must not know whose file it is, or a refusal."""
    try:
        return stripped(file, kind)
    except NotStripped as error:
        raise Refused(
            Refusal(
                "not_stripped",
                "这份材料暂时不能去除文档属性，按匿名评审的要求不能提供。",
                "请与评审办公室联系，由报送单位另存一份后替换。",
                status=409,
            )
        ) from error


def _pdf(file) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(file, strict=False))
    writer.metadata = None
    for key in _OF_THE_ROOT:
        writer.root_object.pop(key, None)
    names = writer.root_object.get("/Names")
    if names is not None:
        names.get_object().pop("/EmbeddedFiles", None)
    for one in writer._objects:
        _strip_object(one)
    once = io.BytesIO()
    writer.write(once)
    reached = PdfWriter(clone_from=PdfReader(once))  # what nothing leads to any more is left behind
    reached.metadata = None
    out = io.BytesIO()
    reached.write(out)
    return out.getvalue()


def _strip_object(one) -> None:
    from pypdf.generic import ArrayObject, DictionaryObject

    if isinstance(one, DictionaryObject):
        is_note = one.get("/Subtype") not in (None, "/Widget") and "/Rect" in one
        for key in (*_OF_THE_FILE, *(_OF_A_NOTE if is_note else ())):
            one.pop(key, None)
        for value in dict.values(one):
            _strip_object(value)
    elif isinstance(one, ArrayObject):
        for value in list.__iter__(one):
            _strip_object(value)


def _office(file) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in archive.infolist():
            if member.is_dir() or member.filename.startswith("docProps/thumbnail"):
                continue
            fresh = zipfile.ZipInfo(member.filename, _WHEN)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(fresh, _member(member.filename, archive.read(member)))
    return out.getvalue()


def _member(name: str, content: bytes) -> bytes:
    if name in _PROPERTIES:
        return _PROPERTIES[name]
    if name == "_rels/.rels":
        return re.sub(rb"<Relationship\b[^>]*docProps/thumbnail[^>]*/>", b"", content)
    if _PICTURE.search(name):
        return pictures.cleaned(ContentFile(content, name=name)).read()
    if name.endswith(".xml"):
        content = _PATHS.sub(b"", _AUTHOR_NAMES.sub(rb"\1\2", content))
        return _AUTHORS.sub(rb'\1""', content)
    return content


def _picture(file) -> bytes:
    return pictures.cleaned(ContentFile(file.read(), name="picture")).read()
