"""节假日安排的表单: the built-in list of a year, or lines of text typed or uploaded."""

import csv
import datetime
import io

from django import forms

from seasons.models import SpecialDay
from seasons.states import SpecialKind

KINDS = {"放假": SpecialKind.REST, "休": SpecialKind.REST, "rest": SpecialKind.REST} | {
    "调休上班": SpecialKind.WORK,
    "上班": SpecialKind.WORK,
    "班": SpecialKind.WORK,
    "work": SpecialKind.WORK,
}
MOST_LINES = 200
MOST_BYTES = 64 * 1024


class BuiltInForm(forms.Form):
    """载入内置安排."""

    document_number = forms.CharField(
        label="来源文号",
        max_length=100,
        help_text="国务院办公厅关于该年部分节假日安排的通知的文号，载入前请与通知原文核对。",
    )
    reason = forms.CharField(
        label="更正理由", max_length=300, required=False, help_text="该年已载入的，再次载入即为更正，须写明理由。"
    )


class EntryForm(BuiltInForm):
    """录入: one day a line."""

    year = forms.IntegerField(label="年份", min_value=2004, max_value=2100)
    lines = forms.CharField(
        label="逐日安排",
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="一天一行：日期,类别,名称。类别为“放假”或“调休上班”；法定休假日在行末加“,法定”。例：2027-01-01,放假,元旦,法定",
    )
    file = forms.FileField(
        label="或者上传 CSV 文件", required=False, help_text="内容与上栏相同，UTF-8 或 GB18030 编码。"
    )
    field_order = ("year", "document_number", "lines", "file", "reason")

    def clean_file(self):
        """The text of a small file in one of the two encodings offices use."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return ""
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("该文件超过 64 KB，不像一年的节假日安排，请核对后重新上传。")
        content = upload.read()
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise forms.ValidationError("无法识别该文件的文字编码，请另存为 UTF-8 编码的 CSV 后重新上传。")

    def clean(self):
        """Either the text or the file, read line by line; each odd line is named."""
        cleaned = super().clean()
        text = cleaned.get("file") or cleaned.get("lines", "")
        if not text.strip():
            if "file" not in self.errors:
                self.add_error("lines", "请逐日填写安排，或者上传 CSV 文件。")
            return cleaned
        days, faults = read_lines(text)
        for fault in faults[:10]:
            self.add_error("lines", fault)
        cleaned["days"] = days
        return cleaned


def read_lines(text):
    """The days of a text and the sentences about lines that could not be read."""
    days, faults = [], []
    rows = csv.reader(io.StringIO(text.strip().replace("，", ",").replace("\t", ",")))
    for number, cells in enumerate(rows, start=1):
        if number > MOST_LINES:
            faults.append(f"超过{MOST_LINES}行，不像一年的安排，请核对。")
            break
        cells = [cell.strip() for cell in cells]
        if not any(cells) or cells[0] in ("日期", "date"):
            continue
        day, fault = _read_day(cells)
        if fault:
            faults.append(f"第{number}行{fault}")
        else:
            days.append(day)
    return days, faults


def lines_of(days):
    """The days as the text they could have been typed as."""
    words = {SpecialKind.REST: "放假", SpecialKind.WORK: "调休上班"}
    return "\n".join(
        f"{day.date.isoformat()},{words[day.kind]},{day.name}" + (",法定" if day.is_statutory else "") for day in days
    )


def _read_day(cells):
    cells = [*cells, "", "", ""]
    try:
        date = datetime.date.fromisoformat(cells[0].replace("/", "-"))
    except ValueError:
        return None, f"的日期“{cells[0]}”无法识别，请写成 2027-01-01 的样式。"
    if cells[1] not in KINDS:
        return None, f"的类别“{cells[1]}”无法识别，应为“放假”或“调休上班”。"
    name = cells[2] or ("放假" if KINDS[cells[1]] == SpecialKind.REST else "调休上班")
    if len(name) > 30:
        return None, "的名称超过30字。"
    return SpecialDay(date=date, kind=KINDS[cells[1]], name=name, is_statutory=cells[3] == "法定"), None
