"""读取名单: told by its content, XLSX or CSV; everything else is refused with a sentence."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from common import files
from intake import columns
from intake.tables.delimited import read_delimited
from intake.tables.sheets import Read, Unreadable
from intake.tables.xlsx import read_workbook

MAX_BYTES = 10 * 1024 * 1024
EMPTY = "名单中没有一行内容，请填写后重新上传。"


def read(content: bytes, name: str, *, rulebook, channel) -> Read:
    """Both tables of a file, or Unreadable."""
    people = columns.people_columns(rulebook, channel)
    if is_workbook(content):
        _inspect(content, name)
        found = read_workbook(content, people_columns=people, achievement_columns=columns.achievement_columns(rulebook))
    elif name.lower().endswith((".csv", ".txt")):
        found = read_delimited(content, people_columns=people)
    else:
        _inspect(content, name)
        raise Unreadable("只接受 XLSX 工作簿和 CSV 文件，请另存后重新上传。")
    if not found.people.rows:
        raise Unreadable(EMPTY)
    _tell_version(found, columns.version_of(rulebook, channel), rulebook)
    return found


def is_workbook(content):
    """Whether the bytes begin like a zip."""
    return content.startswith(b"PK\x03\x04")


def _inspect(content, name):
    try:
        files.inspect(ContentFile(content, name), accepted=(files.Kind.XLSX,), max_bytes=MAX_BYTES)
    except ValidationError as error:
        raise Unreadable(*error.messages) from error


def _tell_version(found, version, rulebook):
    if not found.version or found.version == version:
        return
    if found.version.split("-")[0] != rulebook.season.code:
        raise Unreadable(f"该模板不是{rulebook.season.label}的（版本{found.version}），请下载本年度模板后填写。")
    found.remarks.insert(
        0, f"所用模板（版本{found.version}）已不是现行版本（{version}），栏目或选项可能已调整；建议下载新模板。"
    )
