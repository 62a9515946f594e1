"""曾撤销、已恢复：撤销公开到哪里，恢复就公开到哪里，什么也不抹去 (沪工总经〔2015〕260号 五(三))."""

from datetime import timedelta
from importlib import import_module

import pgtrigger
import pytest
from django.apps import apps
from django.urls import reverse

from findings.actions import appeals
from findings.models import Case, Finding
from findings.states import AppealState
from honours.models import Certificate, HonourChange
from tests.conftest import someone
from tests.factories import prove
from tests.factories.findings import find, found_out
from tests.moments import AFTER_NAMING

LATER = AFTER_NAMING + timedelta(days=3)
BOTH = ("沪工总经〔2026〕88号", "2026年11月3日", "沪工总经〔2026〕95号", "2026年11月6日")


@pytest.fixture
def restored(honour, review_office, clerk, municipal):
    """王建国's honour is revoked, and given back on appeal."""
    finding = found_out(honour.nomination, by=review_office, now=AFTER_NAMING)
    appeal = appeals.file_appeal(finding, text="证书是真的。", by=clerk, now=LATER)
    said = {"decision_number": BOTH[2], "reasons": "不能成立。", "outcome": AppealState.UPHELD, "now": LATER}
    return appeals.decide_appeal(appeal, by=prove(someone("复核人", "review_office", municipal)), **said)


def words(client, name, *args):
    return client.get(reverse(f"honours:{name}", args=args), follow=True).content.decode()


def test_every_public_page_tells_both_decisions(client, restored):
    former, current = Certificate.objects.order_by("pk")

    assert "称号曾撤销，已恢复" in words(client, "roll")
    pages = [words(client, "craftsman", former.serial)]
    pages += [words(client, "verify_code", one.code) for one in (former, current)]
    assert [[said in page for said in BOTH] for page in pages] == [[True] * 4] * 3
    assert "该荣誉称号已撤销" not in pages[0]
    assert "查验结果：已撤销" in pages[1] and "现已恢复并另发证书" in pages[1]
    assert "查验结果：有效" in pages[2]


def test_what_was_done_before_changes_were_kept_is_written_down(restored):
    before = list(HonourChange.objects.values("honour", "kind", "at", "decision_number"))
    with pgtrigger.ignore("honours.HonourChange:changes_of_an_honour_stay"):
        HonourChange.objects.all().delete()
    import_module("findings.migrations.0006_changes_of_honours_so_far").write_down(apps, None)

    assert list(HonourChange.objects.values("honour", "kind", "at", "decision_number")) == before


def test_findings_from_before_cases_get_one_for_each_decision(named, review_office):
    made = find(*[one.nomination for one in named("王建国", "李明")], by=review_office, now=AFTER_NAMING)
    with pgtrigger.ignore("findings.Finding:findings_stay"):
        import_module("findings.migrations.0003_every_finding_has_its_case").give_cases(apps, None)

    case = Case.objects.first()
    assert set(Finding.objects.values_list("case", "appeal_until")) == {
        (case.pk, made[0].found_on + timedelta(days=60))
    }
    assert (case.state, case.subjects.count(), case.facts) == ("found", 2, made[0].facts)
