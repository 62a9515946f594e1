"""公示文件: the static page, the PDF and the .docx of a published notice are made, and made anew when something changes.

That they are owed is not written anywhere: a notice is published and what it says differs from what the files say. So
nothing is lost with a worker, a broker or a disk, and whatever changes a public line (a name struck, a notice closed or
corrected, a consent withdrawn, an honour revoked) reaches the files within a minute.
"""

import logging

from django.db import DatabaseError, transaction

from common import clock, published
from common.refusals import Refused
from ledger.actions import record
from printing.official import press_docx, press_pdf
from publicity import gazette, queries
from publicity.models import PublishedCopy

log = logging.getLogger(__name__)
BROKEN = "生成公示文件的程序出错，已记入运行日志，请系统管理员处理。"


def keep_all(*, again=False) -> int:
    """Look at every published notice, each in a transaction of its own; returns for how many something was written."""
    written = 0
    for notice_id in queries.artefacts.to_be_kept():
        try:
            written += keep(notice_id, again=again)
        except (OSError, DatabaseError):
            log.exception("公示 %s 的文件暂未写成，将由定时任务重试。", notice_id)
    return written


@transaction.atomic
def keep(notice_id, *, again=False, now=None) -> bool:
    """Make what is missing or out of date of one notice's files; whether anything was written.

    The papers first, then the page that names their hashes. What cannot be pressed is noted and tried again when the words
    have changed, or with ``again``; the page stands in any case.
    """
    PublishedCopy.objects.get_or_create(notice_id=notice_id)
    copy = queries.artefacts.held_copy(notice_id)
    if copy is None:  # another worker has it in hand; the next look is a minute away
        return False
    notice = queries.published().get(pk=notice_id)
    folder, before = gazette.folder_of(notice), (copy.page_hash, copy.pdf_hash, copy.docx_hash, copy.problem)
    _keep_papers(notice, copy, folder, again=again)
    page = gazette.page_of(notice, copy)
    copy.page_hash = published.put(f"{folder}/index.html", page)
    published.put(f"{folder}/SHA256SUMS.txt", sums_of(copy).encode())
    if (copy.page_hash, copy.pdf_hash, copy.docx_hash, copy.problem) == before:
        return False
    copy.made_at = now or clock.now()
    copy.save()
    record(
        "notice.files_made",
        by=None,
        on=notice,
        at=copy.made_at,
        page=copy.page_hash,
        pdf=copy.pdf_hash,
        docx=copy.docx_hash,
        **({"reason": copy.problem} if copy.problem else {}),
    )
    return True


def sums_of(copy) -> str:
    """The hashes of the files as `sha256sum -c` reads them."""
    files = ((copy.page_hash, "index.html"), (copy.pdf_hash, "notice.pdf"), (copy.docx_hash, "notice.docx"))
    return "".join(f"{digest}  {name}\n" for digest, name in files if digest)


def _keep_papers(notice, copy, folder, *, again):
    paper = gazette.paper_of(notice, queries.printed_names(notice))
    mark = gazette.mark_of(paper)
    stand = all(published.stands(f"{folder}/notice.{kind}") for kind in ("pdf", "docx"))
    if copy.paper_mark == mark and not again and (stand or copy.problem):
        return
    try:
        pdf, docx = press_pdf(paper), press_docx(paper)
    except Refused as refused:
        _withdraw(copy, folder, str(refused.refusal))
    except (OSError, DatabaseError):
        raise
    except Exception:  # whatever breaks in one notice, its page and the other notices must still be made
        log.exception("公示 %s 的 PDF 或 Word 文件未能制成。", notice.pk)
        _withdraw(copy, folder, BROKEN)
    else:
        copy.pdf_hash, copy.pdf_size = published.put(f"{folder}/notice.pdf", pdf), len(pdf)
        copy.docx_hash, copy.docx_size = published.put(f"{folder}/notice.docx", docx), len(docx)
        copy.problem = ""
    copy.paper_mark = mark


def _withdraw(copy, folder, problem):
    """What can no longer be made as it should be does not go on standing: it may name somebody who is not to be named."""
    for kind in ("pdf", "docx"):
        published.withdraw(f"{folder}/notice.{kind}")
    copy.pdf_hash = copy.docx_hash = ""
    copy.pdf_size = copy.docx_size = 0
    copy.problem = problem[:300]
