"""上传文件: what a file really is, told by its content and never by its name alone.

``inspect`` answers with the kind or raises a ValidationError that says what was found and what is accepted.
No picture is decoded in full size and nothing is unpacked before its announced size is known, so a small file that would
unfold into a huge one is refused before it does.
"""

import hashlib
import zipfile
from enum import Enum

import filetype
from django.core.exceptions import ValidationError

from common import documents, pictures

MAX_BYTES = 20 * 1024 * 1024

_OOXML = "application/vnd.openxmlformats-officedocument."


class Kind(Enum):
    """A kind of file the portal takes: its word, its content type and the endings its name may have."""

    PDF = ("PDF", "application/pdf", (".pdf",))
    JPEG = ("JPEG 图片", "image/jpeg", (".jpg", ".jpeg"))
    PNG = ("PNG 图片", "image/png", (".png",))
    DOCX = ("Word 文档（DOCX）", f"{_OOXML}wordprocessingml.document", (".docx",))
    XLSX = ("Excel 表格（XLSX）", f"{_OOXML}spreadsheetml.sheet", (".xlsx",))

    def __init__(self, label, content_type, endings):
        self.label, self.content_type, self.endings = label, content_type, endings


ALL_KINDS = tuple(Kind)
IMAGES = (Kind.JPEG, Kind.PNG)
SCANS = (Kind.PDF, *IMAGES)

_PLAIN_KINDS = {kind.content_type: kind for kind in SCANS}
_OFFICE_KINDS = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}
_OPENED_BY = {
    Kind.PDF: documents.check_pdf,
    Kind.JPEG: pictures.check,
    Kind.PNG: pictures.check,
    Kind.DOCX: documents.check_office,
    Kind.XLSX: documents.check_office,
}
_OLD_OFFICE = "旧版 Office 文档（DOC、XLS 等）或加了打开密码的文档"
_OTHER_WORDS = {
    "image/apng": "动图",
    "image/gif": "动图",
    "image/heic": "HEIC 图片（手机的高效格式）",
    "application/x-msdownload": "可执行程序",
    "application/x-executable": "可执行程序",
    "application/x-rar-compressed": "压缩包",
    "application/x-7z-compressed": "压缩包",
    "application/gzip": "压缩包",
    "image": "其他格式的图片",
    "video": "视频",
    "audio": "音频",
}
_REMEDIES = {
    _OLD_OFFICE: "请用办公软件另存为 DOCX 或 XLSX（不设密码）后重新上传",
    _OTHER_WORDS["image/heic"]: "请在手机相册中转存为 JPEG，或者截屏后重新上传",
}


def inspect(upload, *, accepted=ALL_KINDS, max_bytes: int = MAX_BYTES) -> Kind:
    """The kind of an uploaded file, or a ValidationError with the sentence for the person."""
    if upload.size == 0:
        raise ValidationError("该文件是空的，请检查后重新上传。", code="empty")
    if upload.size > max_bytes:
        raise ValidationError(
            f"该文件{too_large_words(upload.size, max_bytes)}，请压缩或拆分后重新上传。", code="too_large"
        )
    kind, found = _look(upload)
    if kind is None or kind not in accepted:
        wanted = "、".join(one.label for one in accepted)
        remedy = _REMEDIES.get(found, "请转换格式后重新上传")
        raise ValidationError(f"该文件的内容是{found}，此处只接受{wanted}，{remedy}。", code="kind")
    if not str(upload.name).lower().endswith(kind.endings):
        ending = " 或 ".join(kind.endings)
        raise ValidationError(
            f"文件名与内容不符：内容是{found}，文件名应以 {ending} 结尾。请核对文件，改正文件名后重新上传。",
            code="disguised",
        )
    upload.seek(0)
    _OPENED_BY[kind](upload)
    upload.seek(0)
    return kind


def kept(upload, kind: Kind):
    """What is stored of an inspected file: a picture is cleaned first (pictures.py), everything else stays as it is."""
    return pictures.cleaned(upload) if kind in IMAGES else upload


def digest_of(file) -> str:
    """SHA-256; the file is left at its beginning."""
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def size_words(size: int) -> str:
    """850 KB, 12.5 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


def too_large_words(size: int, most: int) -> str:
    """大小为25 MB，超过20 MB的上限; a little above it reads as the limit itself, and is not said."""
    told, limit = size_words(size), size_words(most)
    return f"大小略超过{limit}的上限" if told == limit else f"大小为{told}，超过{limit}的上限"


def _look(upload) -> tuple[Kind | None, str]:
    upload.seek(0)
    head = upload.read(8192)
    mime = filetype.guess_mime(head) or ""
    if head.startswith(b"PK\x03\x04"):
        kind = _office_kind(upload)
        return kind, kind.label if kind else "压缩包"
    if mime in _PLAIN_KINDS:
        return _PLAIN_KINDS[mime], _PLAIN_KINDS[mime].label
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return None, _OLD_OFFICE
    if b"<html" in head.lower():
        return None, "网页"
    return None, _OTHER_WORDS.get(mime) or _OTHER_WORDS.get(mime.partition("/")[0], "无法识别的格式")


def _office_kind(upload) -> Kind | None:
    upload.seek(0)
    try:
        names = set(zipfile.ZipFile(upload).namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None
    return next((kind for part, kind in _OFFICE_KINDS.items() if {part, "[Content_Types].xml"} <= names), None)
