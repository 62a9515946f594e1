"""压缩包: the members of a zip one by one, measured before they are unfolded, their names in whatever encoding they came."""

import io
import zipfile

from django.conf import settings
from django.core.files.base import ContentFile

from common.files import size_words, too_large_words
from intake import naming
from intake.tables.sheets import Unreadable
from intake.tables.xlsx import BROKEN

MAX_BYTES = 200 * 1024 * 1024
MOST_FILES = 500
MOST_RATIO = 150
UTF8_NAME, LOCKED = 0x800, 0x1


def pack(uploads):
    """One zip of what was sent: the zip itself, or a new one of the files chosen at once."""
    if len(uploads) == 1 and is_zip(uploads[0]):
        return uploads[0]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as bundle:
        for upload in uploads:
            bundle.writestr(f"{upload.name}", upload.read())
    return ContentFile(held.getvalue(), f"{len(uploads)}个文件")


def is_zip(upload):
    """Whether a single upload is to be opened: a zip that is not an Office file by its name."""
    upload.seek(0)
    head = upload.read(4)
    upload.seek(0)
    return head.startswith(b"PK") and upload.name.lower().endswith(".zip")


def opened(file):
    """The bundle, or why it cannot be opened."""
    try:
        bundle = zipfile.ZipFile(file)
    except BROKEN as error:
        raise Unreadable("压缩包已损坏，无法打开，请重新打包为 ZIP 后上传。") from error
    members = [one for one in bundle.infolist() if not naming.is_ignored(name_of(one))]
    if len(members) > MOST_FILES:
        raise Unreadable(f"压缩包中有{len(members)}个文件，超过{MOST_FILES}个的上限，请分几次上传。")
    if sum(one.file_size for one in members) > 2 * MAX_BYTES:
        raise Unreadable(f"压缩包展开后超过{size_words(2 * MAX_BYTES)}，请分几次上传。")
    if not members:
        raise Unreadable("压缩包中没有文件，请检查后重新打包。")
    return bundle, members


def name_of(member):
    """A member's name: what is not marked as UTF-8 is read as UTF-8 or GB18030, as Chinese systems write it."""
    if member.flag_bits & UTF8_NAME:
        return member.filename
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def refused(member):
    """Why a member is not unfolded at all; empty where it is."""
    if member.flag_bits & LOCKED:
        return "文件设有密码，请去掉密码后重新打包。"
    if member.file_size > settings.EVIDENCE_MAX_BYTES:
        return f"文件{too_large_words(member.file_size, settings.EVIDENCE_MAX_BYTES)}，请压缩后重新打包。"
    if member.file_size > 1024 * 1024 and member.file_size > MOST_RATIO * max(1, member.compress_size):
        return "文件展开后异常庞大，不予接收，请重新生成该文件。"
    return ""


def unfolded(bundle, member, name):
    """The member as an upload, or None where it does not come out as its header says."""
    try:
        with bundle.open(member) as held:
            content = held.read(settings.EVIDENCE_MAX_BYTES + 1)
    except BROKEN:
        return None
    return ContentFile(content, name) if len(content) == member.file_size else None
