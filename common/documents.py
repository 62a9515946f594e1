"""文档: PDF and Office files checked to open, and to hold nothing that runs, reaches out or unfolds."""

import re
import zipfile
import zlib
from xml.sax import SAXException

from django.core.exceptions import ValidationError

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_UNPACKED_RATIO = 150
MAX_ZIP_MEMBERS = 2_000
MAX_PDF_OBJECTS = 20_000  # looked at for actions; a scan of a hundred pages has some five hundred

MAIN_PARTS = ("word/document.xml", "xl/workbook.xml")
_ACTIONS = {"/JavaScript": "脚本", "/Launch": "启动程序的动作"}


def check_pdf(upload) -> None:
    """A ValidationError where a PDF is damaged, locked, empty, or would do something by itself."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(upload, strict=False)
        lock = _lock_of(reader)
        pages = 0 if lock else len(reader.pages)
        found = "" if lock else _found_in(reader)
    except Exception as error:  # a damaged file breaks the reader in many ways; to the person they are one
        raise ValidationError("该 PDF 已损坏，无法打开，请重新生成后上传。", code="damaged") from error
    if lock:
        raise ValidationError(lock, code="locked")
    if pages == 0:
        raise ValidationError("该 PDF 没有任何页面，请检查后重新上传。", code="damaged")
    if found:
        raise ValidationError(f"该 PDF 含有{found}，不予接收，请用“打印为 PDF”另存一份后重新上传。", code="active")


def _lock_of(reader):
    if not reader.is_encrypted:
        return ""
    if reader.decrypt(""):
        return "该 PDF 设有权限密码（打开不需密码，但限制打印或修改），请取消限制后重新上传。"
    return "该 PDF 设有打开密码，请解除密码后重新上传。"


def _found_in(reader):
    """The word for the first thing in the file that runs or is packed into it."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting, seen = [reader.trailer.get("/Root")], set()
    while waiting and len(seen) < MAX_PDF_OBJECTS:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            if "/JS" in one or one.get("/S") in _ACTIONS:
                return _ACTIONS.get(str(one.get("/S")), "脚本")
            if "/EF" in one or "/EmbeddedFiles" in one:
                return "嵌入的文件"
            waiting += [value for key, value in dict.items(one) if key != "/Parent"]
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)
    return ""


def check_office(upload) -> None:
    """A ValidationError where an Office file is damaged, unfolds, runs, or fetches something from elsewhere."""
    try:
        archive = zipfile.ZipFile(upload)
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _damaged() from error
    if len(members) > MAX_ZIP_MEMBERS or sum(one.file_size for one in members) > max(
        MAX_UNPACKED_BYTES // 20, min(MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO * upload.size)
    ):
        raise ValidationError("该文件展开后异常庞大，不予接收，请用办公软件另存后重新上传。", code="bomb")
    names = [one.filename.lower() for one in members]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise ValidationError("该文件含有宏，不予接收，请另存为不含宏的文档后重新上传。", code="macro")
    if any(re.search(r"/(embeddings/.*\.bin|activex/)", name) for name in names):
        raise ValidationError("该文件嵌有其他程序的对象，不予接收，请删除嵌入的对象后重新上传。", code="embedded")
    try:
        if archive.testzip() is not None:
            raise _damaged()
        outward = any(_reaches_out(archive.read(name)) for name in archive.namelist() if name.endswith(".rels"))
        for part in ("[Content_Types].xml", *(part for part in MAIN_PARTS if part in archive.namelist())):
            _well_formed(archive, part)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, SyntaxError, SAXException) as error:
        raise _damaged() from error
    if outward:
        raise ValidationError(
            "该文件引用了外部文件（外部链接），不予接收，请在办公软件中断开链接后重新上传。", code="external"
        )


def _reaches_out(relations: bytes) -> bool:
    """Whether a part needs something from outside the file; an ordinary hyperlink needs nothing until it is pressed."""
    from defusedxml.ElementTree import fromstring

    return any(
        one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/hyperlink")
        for one in fromstring(relations)
    )


def _well_formed(archive, part):
    from defusedxml.sax import make_parser

    with archive.open(part) as content:
        make_parser().parse(content)


def _damaged():
    return ValidationError("该文件已损坏，无法打开，请用办公软件另存后重新上传。", code="damaged")
