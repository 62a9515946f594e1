"""荣誉榜与证书查验：公开、最少、可核对；撤销的注明而不抹去 (沪工总经〔2015〕260号 二、五(三)；个人信息保护法 第十五、二十五条)."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from honours.rules.public import MOST_AN_HOUR
from nominations.models import Consent
from nominations.states import ConsentKind
from tests.factories.findings import found_out
from tests.moments import AFTER_NAMING

ROLL = reverse("honours:roll")


@pytest.fixture
def revoked(honour, review_office):
    """王建国's honour is revoked."""
    found_out(honour.nomination, by=review_office, now=AFTER_NAMING)
    return honour


@pytest.fixture
def withdrawn(honour):
    """王建国 no longer wishes to be published."""
    consents = Consent.objects.filter(nomination=honour.nomination, kind=ConsentKind.PUBLICATION)
    consents.update(withdrawn_at=AFTER_NAMING)
    return honour


def words(client, url, **query):
    return client.get(url, query).content.decode()


def code_page(honour):
    return reverse("honours:verify_code", args=[honour.certificate.code])


def test_an_unchanged_page_is_not_sent_again_and_a_revocation_is_told_at_once(client, honour, review_office):
    serial = honour.certificate.serial
    by_number = f"{reverse('honours:verify')}?number={serial}"
    pages = (ROLL, reverse("honours:craftsman", args=[serial]), code_page(honour), by_number)
    kept = {page: client.get(page)["ETag"] for page in pages}
    for page, told in kept.items():
        again = client.get(page, headers={"If-None-Match": told})
        assert (again.status_code, again.content) == (304, b"") and "max-age" not in again["Cache-Control"]

    found_out(honour.nomination, by=review_office, now=AFTER_NAMING)
    for page, told in kept.items():
        again = client.get(page, headers={"If-None-Match": told})
        assert again.status_code == 200 and "已撤销" in again.content.decode() and again["ETag"] != told


def test_a_form_that_the_browser_kept_can_still_be_sent(honour):
    """Whoever has lost the cookie of the form gets the page anew, with a value that goes with the new one."""
    browser = Client(enforce_csrf_checks=True)
    told = browser.get(code_page(honour))["ETag"]
    assert browser.get(code_page(honour), headers={"If-None-Match": told}).status_code == 304
    browser.cookies.clear()
    assert browser.get(code_page(honour), headers={"If-None-Match": told}).status_code == 200


def test_who_is_signed_in_gets_the_page_each_time(client, honour, review_office):
    client.force_login(review_office, backend="django.contrib.auth.backends.ModelBackend")
    assert "ETag" not in client.get(ROLL)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"name": "建国"}, True),
        ({"name": "李明"}, False),
        ({"season": "2026"}, True),
        ({"district": "徐汇区总工会"}, True),
        ({"industry": "先进制造业"}, True),
        ({"season": "2019"}, True),  # a season the roll does not know is told beside its field, not guessed at
    ],
)
def test_the_roll_is_searched_by_name_year_district_and_industry(client, honour, asked, found):
    assert (f"{reverse('honours:craftsman', args=['2026-0001'])}" in words(client, ROLL, **asked)) is found


def test_the_roll_counts_towards_the_thousand_without_the_revoked(client, named, revoked):
    named("李明", "陈海")

    page = client.get(ROLL)
    assert [figure[1] for figure in page.context["figures"]] == [2, 1000]
    assert "称号已撤销" in page.content.decode()


def test_the_roll_shows_neither_document_nor_phone(client, honour):
    page = words(client, reverse("honours:craftsman", args=["2026-0001"]))

    assert "王建国" in page and "车工班组长" in page and "沪工总经〔2026〕99号" in page
    assert honour.nomination.identity_number not in page and "138" not in page and honour.certificate.code not in page


def test_a_certificate_is_verified_by_its_address(client, honour):
    answer = client.get(code_page(honour))

    assert "查验结果：有效" in answer.content.decode() and "王建国" in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("typed", ["2026-0001", "２０２６-０００１", " 2026-0001 "])
def test_a_serial_is_understood_however_it_is_typed(client, honour, typed):
    assert "查验结果：有效" in words(client, reverse("honours:verify"), number=typed)


def test_a_code_leads_to_its_own_address(client, honour):
    answer = client.get(reverse("honours:verify"), {"number": honour.certificate.code.upper()})

    assert answer.url == code_page(honour)


def test_a_revoked_certificate_says_so_everywhere(client, revoked):
    for page in (code_page(revoked), reverse("honours:craftsman", args=["2026-0001"])):
        assert "已撤销" in words(client, page) and "2026年11月3日" in words(client, page)
    assert "查验结果：有效" not in words(client, code_page(revoked))


def test_an_unknown_number_is_told_and_not_found(client, honour):
    answer = client.get(reverse("honours:verify_code", args=["0" * 20]))

    assert answer.status_code == 404 and "编号不存在" in answer.content.decode()


def test_whoever_withdraws_the_consent_is_masked_and_not_found_by_name(client, withdrawn):
    for page in (ROLL, code_page(withdrawn), reverse("honours:craftsman", args=["2026-0001"])):
        assert "王**" in words(client, page) and "王建国" not in words(client, page)
    assert "王**" not in words(client, ROLL, name="王")


def test_guessing_is_stopped(client, honour):
    cache.set("honours.verify.127.0.0.1", MOST_AN_HOUR, timeout=60)

    assert client.get(code_page(honour)).status_code == 429


def test_a_verification_costs_one_query(client, honour, django_assert_num_queries):
    client.get(code_page(honour))
    with django_assert_num_queries(1):
        client.get(code_page(honour))
