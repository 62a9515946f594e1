"""上传文件: what a file really is, told by its content and never by its name alone.

``inspect`` answers with the kind or raises a ValidationError that says what was found and what is accepted.
Nothing is unpacked and no picture is decoded in full size, so a small file that would unfold into a huge one is
refused before it does.
"""

import zipfile
from enum import Enum

import filetype
from django.core.exceptions import ValidationError

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_UNPACKED_RATIO = 150
MAX_ZIP_MEMBERS = 2_000

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
_OTHER_WORDS = {
    "application/x-msdownload": "可执行程序",
    "application/x-executable": "可执行程序",
    "application/x-rar-compressed": "压缩包",
    "application/x-7z-compressed": "压缩包",
    "application/gzip": "压缩包",
    "image": "其他格式的图片",
    "video": "视频",
    "audio": "音频",
}


def inspect(upload, *, accepted=ALL_KINDS, max_bytes: int = MAX_BYTES) -> Kind:
    """The kind of an uploaded file, or a ValidationError with the sentence for the person."""
    if upload.size == 0:
        raise ValidationError("该文件是空的，请检查后重新上传。", code="empty")
    if upload.size > max_bytes:
        sizes = f"大小为{size_words(upload.size)}，超过{size_words(max_bytes)}的上限"
        raise ValidationError(f"该文件{sizes}，请压缩或拆分后重新上传。", code="too_large")
    kind, found = _look(upload)
    if kind is None or kind not in accepted:
        wanted = "、".join(one.label for one in accepted)
        raise ValidationError(f"该文件的内容是{found}，此处只接受{wanted}，请转换格式后重新上传。", code="kind")
    if not str(upload.name).lower().endswith(kind.endings):
        ending = " 或 ".join(kind.endings)
        raise ValidationError(
            f"文件名与内容不符：内容是{found}，文件名应以 {ending} 结尾。请核对文件，改正文件名后重新上传。",
            code="disguised",
        )
    upload.seek(0)
    {Kind.PDF: _open_pdf, Kind.DOCX: _open_office, Kind.XLSX: _open_office}.get(kind, _open_image)(upload)
    upload.seek(0)
    return kind


def size_words(size: int) -> str:
    """850 KB, 12.5 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


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
        return None, "旧版 Office 文档（DOC、XLS 等）"
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


def _open_office(upload) -> None:
    members = zipfile.ZipFile(upload).infolist()
    if len(members) > MAX_ZIP_MEMBERS or sum(one.file_size for one in members) > max(
        MAX_UNPACKED_BYTES // 20, min(MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO * upload.size)
    ):
        raise ValidationError("该文件展开后异常庞大，不予接收，请用办公软件另存后重新上传。", code="bomb")
    if any(one.filename.lower().endswith("vbaproject.bin") for one in members):
        raise ValidationError("该文件含有宏，不予接收，请另存为不含宏的文档后重新上传。", code="macro")


def _open_pdf(upload) -> None:
    from pypdf import PdfReader

    try:
        reader = PdfReader(upload, strict=False)
        locked = reader.is_encrypted
        pages = 0 if locked else len(reader.pages)
    except Exception as error:  # a damaged file breaks the reader in many ways; to the person they are one
        raise ValidationError("该 PDF 已损坏，无法打开，请重新生成后上传。", code="damaged") from error
    if locked:
        raise ValidationError("该 PDF 设有密码，请解除密码后重新上传。", code="locked")
    if pages == 0:
        raise ValidationError("该 PDF 没有任何页面，请检查后重新上传。", code="damaged")


def _open_image(upload) -> None:
    from PIL import Image, ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint switches it on for its whole process when it is imported
    try:
        with Image.open(upload, formats=("JPEG", "PNG")) as image:
            too_large = image.width * image.height > MAX_PIXELS
            if not too_large and image.format == "PNG":
                image.verify()  # the checksums of all chunks; nothing is decoded
            elif not too_large:
                image.draft("RGB", (64, 64))  # decoding at an eighth of the size is enough to meet a broken end
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        too_large = True
    except Exception as error:  # as with a PDF
        raise ValidationError("该图片已损坏，无法打开，请重新拍摄或导出后上传。", code="damaged") from error
    if too_large:
        limit = f"{MAX_PIXELS // 10_000}万像素"
        raise ValidationError(f"该图片尺寸过大，超过{limit}的上限，请缩小后重新上传。", code="bomb")
