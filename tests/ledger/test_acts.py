"""台账事项：代码中记录的每一种办理，都有中文名称。"""

import ast
import re
from pathlib import Path

import pytest

from accounts.states import Role
from ledger import acts, rules

ROOT = Path(__file__).resolve().parents[2]
SIGNING = re.compile(r"""\b(?:record|entry_for)\(\s*["']([a-z_]+\.[a-z_]+)["']""")
APPS = [path.parent for path in ROOT.glob("*/apps.py")]
SIGNED = sorted({act for app in APPS for path in app.rglob("*.py") for act in SIGNING.findall(path.read_text())})


KINDS = {act.partition(".")[0] for act in acts.ACTS}
FILES = {"pdf", "docx"}  # "notice.pdf" names a file, no act
LITERAL = re.compile(r"""["']([a-z_]+)\.([a-z_]+)["']""")
CHOSEN = sorted(
    {
        f"{kind}.{act}"
        for app in APPS
        for path in [*app.glob("actions.py"), *app.glob("actions/*.py")]
        for kind, act in LITERAL.findall(path.read_text())
        if kind in KINDS and act not in FILES
    }
)

OF_EVERY_ENTRY = {"by", "on", "at", "role", "body", "before", "after", "reason", None}
PARTICULARS = sorted(
    {
        given.arg
        for app in APPS
        for path in app.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("record", "entry_for")
        for given in call.keywords
        if given.arg not in OF_EVERY_ENTRY
    }
)


@pytest.mark.parametrize("particular", PARTICULARS)
def test_every_particular_signed_in_the_code_has_a_word(particular):
    assert particular in acts.DETAILS


@pytest.mark.parametrize("act", CHOSEN)
def test_an_act_chosen_on_the_way_has_a_name_too(act):
    assert act in acts.ACTS


def test_the_scan_finds_the_acts_of_this_very_room():
    assert {"ledger.exported", "membership.granted"} <= set(SIGNED)


@pytest.mark.parametrize("act", SIGNED)
def test_every_act_signed_in_the_code_has_a_name(act):
    assert act in acts.ACTS


def test_every_name_is_chinese():
    assert all(re.search("[\u4e00-\u9fff]", words) for words in [*acts.ACTS.values(), *acts.DETAILS.values()])


def test_readers_of_the_ledger_are_roles():
    assert set(rules.READERS) == {Role.SUPERVISION, Role.REVIEW_OFFICE}
