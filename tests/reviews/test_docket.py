"""督查卷宗: whole, checkable by a stranger, without identity numbers, asked for with a reason and fetched once."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from common.refusals import Refused
from exports import actions
from exports.models import Export
from exports.sheets import offered
from exports.states import State
from ledger.models import Entry
from reviews import docket
from reviews.docket.trace import BEGINNING
from reviews.queries import dockets
from tests.moments import AFTER_REVIEW

REASON = "年度评审监督检查，由驻会纪检监察组经手。"


def asked(by, reason=REASON):
    """Asked for, not made yet."""
    sheet = offered()["reviews.docket"]
    return actions.ask(sheet, sheet.read({}), by=by, reason=reason, now=AFTER_REVIEW)


@pytest.fixture
def package(closed, review_office, supervision):
    """The package of a closed and ranked round, as it was made by the worker."""
    from reviews.actions import make_ranking

    make_ranking(closed, by=review_office, now=AFTER_REVIEW)
    export = actions.make_export(asked(supervision).pk, now=AFTER_REVIEW)
    with export.file.open("rb") as content:
        return zipfile.ZipFile(io.BytesIO(content.read()))


def test_every_file_has_the_digest_that_is_listed(package):
    """A stranger checks with sha256sum and nothing else."""
    sums = dict(line.split("  ")[::-1] for line in package.read(docket.SUMS).decode().splitlines())

    assert sums.keys() == set(package.namelist()) - {docket.SUMS}
    assert all(hashlib.sha256(package.read(name)).hexdigest() == digest for name, digest in sums.items())
    assert {one["文件名"] for one in json.loads(package.read(docket.CONTENTS))["文件"]} == sums.keys() - {
        docket.CONTENTS
    }


def test_the_cover_says_what_it_is_and_how_to_check_it(package):
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(package.read(docket.COVER))).pages)

    assert "上海工匠评审督查卷宗" in words and "sha256sum -c" in words and "驻会纪检监察组" in words


def test_the_ledger_in_it_is_chained(package):
    """办法 in the file itself: whoever changes one entry must change all after it."""
    ledger = json.loads(package.read("06台账/台账.json"))
    digest = BEGINNING
    for entry in ledger["台账"]:
        kept = entry.pop("校验值")
        line = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256((digest + line).encode()).hexdigest()
        assert digest == kept
    assert digest == ledger["终点"]
    assert {"开启评审轮次", "提交评分", "结束评审轮次", "生成排名", "提交专家评审"} <= {
        one["事项"] for one in ledger["台账"]
    }


def test_a_stranger_recomputes_the_ranking_with_the_script_in_it(package, tmp_path):
    """Standard library only, from the files of the package alone."""
    names = [name for name in package.namelist() if name.startswith("05排名/")]
    package.extractall(tmp_path, names)
    (ranking,) = (tmp_path / "05排名").glob("*.json")
    script = tmp_path / "05排名" / "verify_ranking.py"
    run = subprocess.run([sys.executable, "-I", script, ranking], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr


def test_all_sheets_of_a_closed_round_are_in_it(package):
    book = load_workbook(io.BytesIO(package.read("04评分表.xlsx")))

    assert book["评分表"].max_row - 3 == 15
    assert book["各项得分"].max_row - 3 == 60


def test_no_identity_number_and_no_telephone_is_in_it(package, admitted):
    """个人信息保护法 第六条: what checking does not need is not there."""
    text = b"".join(package.read(name) for name in package.namelist())
    for name in package.namelist():
        if name.endswith(".xlsx"):
            inner = zipfile.ZipFile(io.BytesIO(package.read(name)))
            text += b"".join(inner.read(part) for part in inner.namelist())

    assert not [one for one in admitted if one.identity_number.encode() in text or one.phone.encode() in text]


def test_a_round_still_being_scored_shows_no_sheet(scored, supervision):
    export = actions.make_export(asked(supervision).pk, now=AFTER_REVIEW)
    with export.file.open("rb") as content:
        book = load_workbook(io.BytesIO(zipfile.ZipFile(io.BytesIO(content.read())).read("04评分表.xlsx")))

    assert book["评分表"].max_row == 3


@pytest.mark.parametrize("who", ["review_office", "expert", "screener", "clerk"])
def test_only_supervision_may_ask(closed, request, who):
    with pytest.raises(Refused, match="不办理"):
        asked(request.getfixturevalue(who))


def test_it_is_asked_for_with_a_reason(closed, supervision):
    with pytest.raises(Refused, match="尚未填写"):
        asked(supervision, reason=" ")


def test_whoever_must_stay_away_from_one_file_gets_none_of_it(closed, admitted, supervision):
    """Neither whole nor in part: what is left out would tell."""
    type(admitted[0]).objects.filter(pk=admitted[0].pk).update(screener=supervision)

    with pytest.raises(Refused, match="应当回避"):
        asked(supervision)


def test_a_recusal_that_came_in_between_stops_the_fetching(closed, admitted, supervision):
    export = actions.make_export(asked(supervision).pk, now=AFTER_REVIEW)
    type(admitted[0]).objects.filter(pk=admitted[0].pk).update(screener=supervision)

    with pytest.raises(Refused, match="应当回避"):
        actions.fetch(export, by=supervision, now=AFTER_REVIEW)


def test_it_is_fetched_once_and_both_acts_are_in_the_ledger(client, closed, supervision):
    client.force_login(supervision)
    page = reverse("exports:ask", args=["reviews.docket"])
    assert "请填写导出的理由" in client.post(page, {"reason": ""}).content.decode()
    client.post(page, {"reason": REASON})
    export = actions.make_export(Export.objects.get().pk)
    answer = client.post(reverse("exports:fetch", args=[export.token]))

    assert answer["Content-Type"] == "application/zip" and b"".join(answer.streaming_content)[:2] == b"PK"
    assert client.post(reverse("exports:fetch", args=[export.token])).status_code == 409
    assert Entry.objects.get(act="export.asked").reason == REASON
    assert Export.objects.get().state == State.FETCHED


def test_every_model_of_the_review_that_acts_are_written_on_leads_to_its_season(closed):
    """A new model is found by its foreign keys; nothing done in the review stays out of the package."""
    kinds = set(Entry.objects.filter(subject_kind__startswith="reviews.").values_list("subject_kind", flat=True))

    assert kinds and kinds <= {label for label, _ in dockets.roads_to_season()}
