"""进程每走一步都要告知有关的人：沪工总经〔2015〕260号 三(三)–(五) 的每一步对应一封函告。"""

import re
from functools import cache
from pathlib import Path

import pytest

from ledger.acts import ACTS
from letters.short import SHORT
from letters.topics import TOPICS
from nominations.lifecycle import ROAD
from nominations.states import State

ROOT = Path(__file__).resolve().parents[2]
LETTERS = {path.stem for path in (ROOT / "templates" / "letters").glob("*.txt")}

# By where a step leads; what leads to the same state from different places may be told in different words.
TOLD = {
    State.RECOMMENDED: {"nomination_awaits_endorsement"},
    State.ENDORSED: {"nomination_endorsed"},
    State.RETURNED: {"nomination_returned"},
    State.SUBMITTED: {"nomination_submitted", "nomination_resubmitted"},
    State.CORRECTING: {"nomination_sent_back"},
    State.ADMITTED: {"nomination_admitted"},
    State.DECLINED: {"nomination_declined"},
    State.UNDER_REVIEW: {"review_begun"},
    State.SHORTLISTED: {"review_outcome"},
    State.NOT_SELECTED: {"review_outcome", "sitting_outcome", "nomination_struck"},
    State.ON_NOTICE: {"notice_candidate", "notice_filing_body", "nomination_settled"},
    State.CONTESTED: {"nomination_contested"},
    State.NOTICE_PASSED: {"notice_passed"},
    State.APPROVED: {"sitting_outcome"},
    State.HONOURED: {"honoured"},
    State.REVOKED: {"fraud_found"},
    State.WITHDRAWN: {"nomination_withdrawn"},
    State.DROPPED_OUT: {"nomination_dropped_out"},
    State.DISQUALIFIED: {"nomination_disqualified", "fraud_found"},
}


@cache
def owed_somewhere():
    """The kinds of letters that the acts name."""
    apps = [path for path in ROOT.glob("*/actions*") if path.parent.name != "tests"]
    files = [file for path in apps for file in ([path] if path.is_file() else path.rglob("*.py"))]
    words = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return set(re.findall(r'"([a-z_]+)"', words)) | {
        f"nomination_{verb}" for verb in ("withdrawn", "dropped_out", "disqualified")
    }


@pytest.mark.parametrize("edge", ROAD, ids=lambda edge: f"{edge[0]}>{edge[1]}")
def test_a_step_owes_a_letter_that_is_written_and_sent(edge):
    kinds = TOLD.get(edge[1], set())
    assert kinds, f"nobody is told of {edge[1]}"
    assert kinds <= LETTERS, f"no template: {kinds - LETTERS}"
    assert kinds <= owed_somewhere(), f"no act owes: {kinds - owed_somewhere()}"


def test_every_step_of_the_road_has_a_name_in_the_ledger():
    assert {"nomination.contested", "nomination.settled", "nomination.notice_passed"} <= set(ACTS)


def test_short_messages_and_topics_name_letters_that_exist():
    later = {"nomination_correction_reminder", "nomination_decision_undone"}  # written where a decision is undone
    assert set(SHORT) - LETTERS <= later
    assert {kind for kinds in TOPICS.values() for kind in kinds} - LETTERS <= later
