"""推荐排序表: one order for each body, printed under a code, signed against it, asked for where the rulebook asks."""

import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from ledger.models import Entry
from letters.models import Letter
from nominations import actions, rules
from nominations.actions.ranked import print_ranked_list, upload_ranked_list
from nominations.actions.scanning import scan_papers
from nominations.models import RankedListScan
from nominations.queries import ranked, ranking
from nominations.states import Scan, State
from tests.factories import NominationFactory, RulebookFactory, complete_dossier, issued
from tests.moments import IN_WINDOW
from tests.nominations.test_papers import picture
from tests.nominations.test_recommending import ground_of
from tests.nominations.test_scanning import clamav, infect

__all__ = ["clamav"]


@pytest.fixture
def endorsed(season, clerk, works_union, xuhui_union, park_endorser, xuhui_endorser):
    """Two endorsed by the district, under a rulebook that asks for the list; the second has no rank yet."""
    rulebook = issued(RulebookFactory(season=season, asks_ranked_list=True))
    made = []
    for rank in (3, None):
        bodies = {"drafted_by": clerk, "drafting_body": works_union, "filing_body": xuhui_union}
        one = actions.recommend(
            complete_dossier(NominationFactory(rulebook=rulebook, **bodies)), by=clerk, now=IN_WINDOW
        )
        actions.endorse(one, by=park_endorser, opinion="同意。", now=IN_WINDOW)
        made.append(actions.endorse(one, by=xuhui_endorser, opinion="同意。", rank=rank, now=IN_WINDOW))
    return made


def order(body, season, by, *ranks):
    pks = [one.pk for one in ranking.standing(body, season).order_by("pk")]
    return actions.reorder(body, season, by=by, ranks=dict(zip(pks, ranks, strict=True)), now=IN_WINDOW)


def test_what_is_not_ranked_is_not_filed_where_the_rulebook_asks(endorsed, xuhui_clerk, xuhui_endorser, xuhui_union):
    assert rules.refuse_submission(xuhui_clerk, endorsed[1], now=IN_WINDOW).ground == "unranked"
    order(xuhui_union, endorsed[0].season, xuhui_endorser, 1, 2)
    assert actions.submit(endorsed[1], by=xuhui_clerk, now=IN_WINDOW).state == State.SUBMITTED


def test_the_list_is_printed_from_one_without_a_gap_when_all_are_ranked(
    client, endorsed, xuhui_union, xuhui_clerk, xuhui_endorser
):
    assert ground_of(print_ranked_list, xuhui_union, endorsed[0].season, by=xuhui_clerk) == "unranked"
    order(xuhui_union, endorsed[0].season, xuhui_endorser, 5, 2)
    client.force_login(xuhui_clerk)
    answer = client.post(reverse("nominations:ranked_pdf", args=[xuhui_union.pk]))
    said = re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages))

    assert f"1{endorsed[1].name}" in said and f"2{endorsed[0].name}" in said
    assert Entry.objects.get(act="ranked_list.printed").detail["code"] in said


def test_a_signed_list_is_taken_in_against_its_code_only(endorsed, xuhui_union, xuhui_clerk, xuhui_endorser):
    season = endorsed[0].season
    order(xuhui_union, season, xuhui_endorser, 1, 2)
    code, _ = print_ranked_list(xuhui_union, season, by=xuhui_clerk, now=IN_WINDOW)
    upload = {"by": xuhui_clerk, "code": code, "now": IN_WINDOW}
    kept = upload_ranked_list(xuhui_union, season, upload=picture(), **upload)
    assert upload_ranked_list(xuhui_union, season, upload=picture(), **upload) == kept
    order(xuhui_union, season, xuhui_endorser, 2, 1)

    assert ground_of(upload_ranked_list, xuhui_union, season, upload=picture(colour="red"), **upload) == "stale_paper"
    assert RankedListScan.objects.count() == 1


def signed(endorsed, body, clerk, endorser):
    """The order as it stands, its code, and its scan taken in."""
    season = endorsed[0].season
    order(body, season, endorser, 1, 2)
    code, _ = print_ranked_list(body, season, by=clerk, now=IN_WINDOW)
    return upload_ranked_list(body, season, by=clerk, code=code, upload=picture(), now=IN_WINDOW)


def test_a_list_is_opened_by_its_uploader_alone_until_it_is_scanned(
    client, clamav, endorsed, xuhui_union, xuhui_clerk, xuhui_endorser, supervision
):
    kept = signed(endorsed, xuhui_union, xuhui_clerk, xuhui_endorser)
    opened = {}
    for person in (xuhui_clerk, supervision):
        client.force_login(person)
        opened[person] = client.get(reverse("nominations:ranked_scan", args=[kept.token])).status_code
    assert opened == {xuhui_clerk: 200, supervision: 409}
    assert scan_papers(now=IN_WINDOW) == 1
    assert client.get(reverse("nominations:ranked_scan", args=[kept.token])).status_code == 200


def test_an_infected_list_is_told_of_and_not_taken_in_again(
    clamav, endorsed, xuhui_union, xuhui_clerk, xuhui_endorser, administrator
):
    kept = signed(endorsed, xuhui_union, xuhui_clerk, xuhui_endorser)
    infect(kept)
    scan_papers(now=IN_WINDOW)

    assert RankedListScan.objects.get().scan == Scan.INFECTED
    told = Letter.objects.filter(kind="ranked_list_infected").values_list("recipient", flat=True)
    assert set(told) == {xuhui_clerk.pk, administrator.pk}
    again = {"by": xuhui_clerk, "code": kept.code, "upload": picture(), "now": IN_WINDOW}
    assert ground_of(upload_ranked_list, xuhui_union, kept.season, **again) == "infected"


@pytest.mark.parametrize("role", ["pudong_clerk", "clerk", "screener", "supervision"])
def test_nobody_else_prints_or_signs(endorsed, xuhui_union, role, request):
    user = request.getfixturevalue(role)
    assert ground_of(print_ranked_list, xuhui_union, endorsed[0].season, by=user) == "not_yours"


def test_the_page_shows_the_order_and_takes_the_scan(
    client, endorsed, xuhui_union, xuhui_clerk, xuhui_endorser, pudong_clerk
):
    season = endorsed[0].season
    order(xuhui_union, season, xuhui_endorser, 1, 2)
    code = ranked.code_of_list(xuhui_union, season, ranked.lines_of(xuhui_union, season))
    address = reverse("nominations:ranked", args=[xuhui_union.pk])
    client.force_login(xuhui_clerk)
    assert code in client.get(address).content.decode()
    assert (
        "版本码与现有次序一致"
        in client.post(address, {"code": code, "upload": picture()}, follow=True).content.decode()
    )
    scan = reverse("nominations:ranked_scan", args=[RankedListScan.objects.get().token])
    assert client.get(scan).status_code == 200
    client.force_login(pudong_clerk)
    assert client.get(address).status_code == client.get(scan).status_code == 404
