"""清除: what is due when, and the copy that a nominator takes before it."""

import json
import tempfile
import zipfile

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import today
from common.pages import page_of
from nominations.actions.purging import note_copy
from nominations.content import content_of, digest_of
from nominations.models import PrintedForm
from nominations.purging import held_back
from nominations.queries import bans, purges
from nominations.rules import refuse_opening
from nominations.rules.purging import may_watch
from nominations.states import PaperSize
from nominations.views.doors import found
from nominations.views.paper import pdf_of
from printing.version_code import code_of

IN_MEMORY = 8 * 1024 * 1024
HELD_BY_BAN = "人选或单位在禁报期内"


@require_safe
@login_required
def index(request):
    """清除名册: the next to come first, with what holds it back."""
    if not may_watch(request.user):
        raise PermissionDenied("未入选材料的清除由评审办公室和监督人员查看。")
    day = today(clock.now())
    page = page_of(purges.listed(), request.GET.get("page"))
    rows = [one for one in page.object_list if one.purged_at is None]
    held = {pk: refusal.message for pk, refusal in held_back(rows).items()}
    held |= dict.fromkeys(bans.banned_among((one.pk for one in rows), on=day), HELD_BY_BAN)
    for one in page.object_list:
        one.held = held.get(one.pk, "")
    context = {
        "title": "未入选材料的清除",
        "lead": "保存期由各年度细则规定，期满由平台清除；在禁报期内或异议未办结的暂缓。",
        "trail": [("未入选材料的清除", "")],
        "page": page,
    }
    return render(request, "nominations/purges.html", context)


@require_POST
@login_required
def copy(request, number):
    """材料副本: everything one's own dossier says, the printed form, and every file, in one archive."""
    nomination = found(request, number)
    made = note_copy(nomination, by=request.user, now=clock.now())
    content = content_of(nomination)
    kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # closed by the response when it has been sent
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("申报材料.json", json.dumps(content, ensure_ascii=False, indent=2))
        archive.writestr("推荐审批表.pdf", pdf_of(nomination, _paper(nomination, content, made)))
        left_out = []
        for place, paper in enumerate(nomination.evidence.all(), start=1):
            refusal = refuse_opening(request.user, paper)
            if refusal is not None:
                left_out.append(f"“{paper.title}”：{refusal.message}")
            elif paper.file.storage.exists(paper.file.name):
                name = get_valid_filename(f"{place:02d} {paper.title}")[:80]
                with paper.file.open("rb") as source:
                    archive.writestr(f"材料/{name}.{paper.content_kind}", source.read())
            else:
                left_out.append(f"“{paper.title}”：文件不在存储中。")
        if left_out:
            archive.writestr("未收入的文件.txt", "\n".join(["以下文件未收入本副本：", *left_out]))
    kept.seek(0)
    response = FileResponse(kept, content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"{nomination.number} 材料副本.zip")
    response["Cache-Control"] = "private, no-store"
    return response


def _paper(nomination, content, at):
    """A form for the copy: no printing of its own, so nothing is stamped on it and no code is given out."""
    digest = digest_of(content)
    return PrintedForm(nomination=nomination, code=code_of(digest), digest=digest, size=PaperSize.A4, made_at=at)
