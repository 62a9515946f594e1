"""督查卷宗: everything the discipline office needs to check a season's review, as one package (纪检监督).

Each paper of the package is one function in a module of its own, listed in ``PAPERS``; a new one is a line more. It gives
names and bytes, and everything else is done here: the digests, the list of contents, the cover that explains how to check
them. No identity number, no telephone and no address of a person is read for any of it.
"""

import hashlib
import json
import zipfile
from pathlib import Path

from exports.workbook import Cover
from reviews.docket import assignments, committee, entrants, rankings, score_sheets, trace
from reviews.docket.case import Case
from reviews.docket.cover import cover_page

PAPERS = (committee.papers, entrants.papers, assignments.papers, score_sheets.papers, rankings.papers, trace.papers)
COVER, CONTENTS, SUMS = "00封面.pdf", "清单.json", "SHA256SUMS"


def write(path: Path, cover: Cover, season, *, step) -> None:
    """The package at a path; ``step`` is told how many papers are done, of how many."""
    case = Case(season, cover)
    total, listed = len(PAPERS) + 1, []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for done, papers in enumerate(PAPERS, start=1):
            for name, about, content in papers(case):
                listed.append(_put(package, name, about, content))
            step(done, total)
        listed.insert(0, _put(package, COVER, "封面、目录与核对办法", cover_page(case, listed)))
        contents = {
            "导出编号": cover.number,
            "范围": cover.scope,
            "导出人": cover.asked_by,
            "申请时间": cover.asked_at.isoformat(),
            "理由": cover.reason,
            "文件": listed,
        }
        written = json.dumps(contents, ensure_ascii=False, indent=1).encode()
        listed.append(_put(package, CONTENTS, "各文件的字节数与校验值", written))
        package.writestr(SUMS, "".join(f"{one['SHA-256']}  {one['文件名']}\n" for one in listed))
        step(total, total)


def _put(package, name: str, about: str, content: bytes) -> dict:
    package.writestr(name, content)
    return {
        "文件名": name,
        "内容": about,
        "字节数": len(content),
        "SHA-256": hashlib.sha256(content).hexdigest(),
    }
