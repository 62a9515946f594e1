"""条款、模块、测试: what docs/regulation.md says stands where it says, and what the code cites exists."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEXT = (ROOT / "docs" / "regulation.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("|") and not line.startswith(("| clause", "|---"))
]
KNOWN = {
    "沪工总经〔2015〕260号",
    "沪工总发〔2023〕18号",
    "沪工总发〔2024〕7号",
    "沪工总基〔2026〕60号",
    "沪工总研〔2026〕113号",
}
DOCUMENT = re.compile(r"沪工总.〔\d{4}〕\d+号")
# the clauses of the implementing opinion, by which everything else is measured
CLAUSE = re.compile(r"沪工总经〔2015〕260号 ([一二三四五])(?:\(([一二三四五])\))?")
PARTS = {"一": "", "二": "", "三": "一二三四五", "四": "一二三四", "五": "一二三"}
APPS = [name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()]
SOURCES = [
    path
    for app in (*APPS, "printing", "standards")
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
]


def paths(cell):
    return re.findall(r"`([^`]+)`", cell)


def docstrings():
    """(path, docstring) of every module, class and function of the house."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, kinds) and (words := ast.get_docstring(node)):
                yield path.relative_to(ROOT), words


@pytest.mark.parametrize("row", ROWS, ids=[row[0] + " " + row[1][:12] for row in ROWS])
def test_every_clause_has_its_modules_and_its_tests(row):
    clause, act, modules, tests = row
    named = paths(modules) + paths(tests)

    assert clause and act
    assert paths(modules)
    assert paths(tests) and all(path.startswith("tests/") for path in paths(tests))
    assert not [path for path in named if not (ROOT / path).is_file()]


def test_the_code_cites_only_documents_that_exist():
    cited = {(str(path), number) for path, words in docstrings() for number in DOCUMENT.findall(words)}

    assert cited
    assert not {(path, number) for path, number in cited if number not in KNOWN}


def test_the_code_cites_only_clauses_that_exist():
    cited = [(path, *found) for path, words in docstrings() for found in CLAUSE.findall(words)]

    assert len(cited) > 50
    assert not [one for one in cited if one[2] not in PARTS[one[1]]]


def test_every_cited_clause_stands_in_the_regulation():
    listed = set(CLAUSE.findall(TEXT))
    cited = {found for _, words in docstrings() for found in CLAUSE.findall(words) if found[1] or found[0] == "二"}

    assert cited <= listed
