"""更正：待核实的记录由登记人更正，已核实的只能作废重登 (沪工总经〔2015〕260号 五(一))."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from common.refusals import Refused
from ladder import actions, queries
from ladder.models import HonourRecord
from ladder.states import RecordState, Rung
from ledger.models import Entry
from tests.ladder.test_records import AT, NUMBER, OTHER, district_clerk, registered, verified, words

__all__ = ["district_clerk", "registered", "verified"]


def correct(record, by, *, reason="文件写作 2 号。", **changed):
    said = words(identity_number="", **{"document_number": "徐总工〔2024〕2号"} | changed)
    return actions.correct(record, reason=reason, by=by, **said, **AT)


def ground(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_its_registrar_corrects_it_and_the_ledger_says_what_and_why(registered, district_clerk):
    corrected = correct(registered, district_clerk)

    assert (corrected.state, corrected.identity_hash) == (RecordState.REGISTERED, registered.identity_hash)
    entry = Entry.objects.get(act="ladder.corrected")
    assert entry.reason == "文件写作 2 号。"
    assert entry.detail["changed"] == {"文号": "徐总工〔2024〕1号→徐总工〔2024〕2号"}


def test_another_number_is_another_person(registered, district_clerk):
    said = words(identity_number=OTHER)
    corrected = actions.correct(registered, reason="证件填错。", by=district_clerk, **said, **AT)

    assert corrected.identity_hash != registered.identity_hash
    assert OTHER not in str(Entry.objects.get(act="ladder.corrected").detail)


def test_others_correct_nothing_and_what_is_verified_stays(registered, district_clerk, review_office):
    assert ground(correct, registered, review_office) == "not_the_registrar"
    assert ground(correct, registered, district_clerk, reason=" ") == "no_reason"
    assert ground(correct, registered, district_clerk, document_number="徐总工〔2024〕1号") == "nothing_changed"
    assert ground(correct, registered, district_clerk, rung=Rung.NATION) == "other_rung"
    actions.verify_all([registered], by=review_office, **AT)
    assert ground(correct, registered, district_clerk) == "verified_words_stay"
    assert HonourRecord.objects.get().document_number == "徐总工〔2024〕1号"


def test_it_does_not_become_what_is_on_record_already(registered, district_clerk, xuhui_union):
    other = actions.register(by=district_clerk, body=xuhui_union, **words(year="2023"), **AT)

    assert ground(correct, other, district_clerk) == "on_record_already"
    with pytest.raises(ValidationError):
        correct(other, district_clerk, year="")


def test_words_corrected_while_they_were_compared_are_not_verified(registered, district_clerk, review_office):
    read = queries.digest_of_words([registered])
    correct(registered, district_clerk)

    assert ground(actions.verify_all, [registered], by=review_office, read=read, **AT) == "corrected_since"
    again = queries.digest_of_words(HonourRecord.objects.all())
    assert actions.verify_all([registered], by=review_office, read=again, **AT)


def test_the_form_is_filled_in_and_shows_no_number(client, registered, district_clerk):
    client.force_login(district_clerk)
    address = reverse("ladder:correct", args=[registered.pk])
    page = client.get(address).text
    assert "徐总工〔2024〕1号" in page and NUMBER not in page

    said = words(identity_number="", document_number="徐总工〔2024〕2号", reason="抄错。")
    assert client.post(address, said).url == registered.get_absolute_url()
    assert "徐总工〔2024〕2号" in client.get(registered.get_absolute_url()).text


def test_a_struck_record_is_registered_anew_from_its_words(client, verified, review_office):
    actions.strike(verified, reason="年度有误。", by=review_office, **AT)
    client.force_login(review_office)
    address = f"{reverse('ladder:new')}?like={verified.pk}"

    assert address.replace("&", "&amp;") in client.get(verified.get_absolute_url()).text
    page = client.get(address).text
    assert "徐汇机电厂" in page and NUMBER not in page
