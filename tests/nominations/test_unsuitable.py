"""请求回避的专家 (国家自然科学基金条例 第二十条): named by the applicant, read by nobody who might judge."""

import pytest
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from nominations import actions
from nominations.content import content_of
from nominations.models import UnsuitableExpert
from tests.moments import IN_WINDOW


def name(draft, by, who="郑重"):
    return actions.name_unsuitable(draft, by=by, name=who, unit_name="某研究院", reason="曾有专利纠纷。", now=IN_WINDOW)


def test_an_expert_is_named_with_the_reason_and_the_ledger_says_only_that(draft, clerk):
    assert str(name(draft, clerk)) == "郑重（某研究院）"
    entry = Entry.objects.get(act="nomination.expert_named")
    assert "郑重" not in f"{entry.detail}{entry.reason}{entry.subject_label}"


def test_no_more_than_the_rulebook_allows(draft, clerk):
    for who in ("郑重", "钱多多", "孙小"):
        name(draft, clerk, who)
    with pytest.raises(Refused) as refused:
        name(draft, clerk, "李四")
    assert refused.value.ground == "enough_named"


def test_only_the_drafting_side_names(draft, pudong_clerk):
    with pytest.raises(Refused):
        name(draft, pudong_clerk)
    assert not UnsuitableExpert.objects.exists()


def test_what_is_named_is_no_part_of_what_the_dossier_says(draft, clerk):
    before = content_of(draft)
    name(draft, clerk)
    assert content_of(draft) == before


def test_it_is_written_and_taken_off_on_its_own_page(client, draft, clerk):
    client.force_login(clerk)
    address = reverse("nominations:section", args=[draft.number, "unsuitable"])
    client.post(address, {"name": "郑重", "unit_name": "", "reason": "曾有纠纷。"})
    named = UnsuitableExpert.objects.get()
    assert "郑重" in client.get(address).content.decode()

    client.post(reverse("nominations:drop_unsuitable", args=[draft.number, named.pk]))
    assert not UnsuitableExpert.objects.exists()


def test_an_endorsing_body_does_not_find_the_page(client, draft, clerk, xuhui_endorser):
    name(draft, clerk)
    client.force_login(xuhui_endorser)
    assert client.get(reverse("nominations:section", args=[draft.number, "unsuitable"])).status_code == 404
