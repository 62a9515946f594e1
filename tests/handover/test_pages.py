"""移交的页面：材料包、移交登记、公布的格式说明."""

import json

import pytest
from django.urls import reverse

from handover import actions
from handover.models import Delivery, Package
from handover.states import DeliveryState
from tests.moments import IN_SCREENING


@pytest.fixture
def page(client):
    """A page as somebody sees it."""

    def open_it(user, name, *keys, **posted):
        client.force_login(user)
        address = reverse(f"handover:{name}", args=keys)
        return client.post(address, posted) if posted else client.get(address)

    return open_it


def words(answer):
    return answer.content.decode()


def test_the_dossier_leads_to_its_package(page, client, filed, xuhui_clerk, park_endorser):
    link = reverse("handover:package", args=[filed.number])
    client.force_login(xuhui_clerk)
    assert link in words(client.get(filed.get_absolute_url()))
    client.force_login(park_endorser)
    assert link not in words(client.get(filed.get_absolute_url()))


def test_it_is_made_and_taken_without_a_script(page, filed, xuhui_clerk):
    assert "生成材料包" in words(page(xuhui_clerk, "package", filed.number))
    assert page(xuhui_clerk, "pack", filed.number, go="1").status_code == 302
    assert page(xuhui_clerk, "progress", filed.number).json()["finished"] is False
    package = actions.pack(Package.objects.get().pk)
    assert package.sha256 in words(page(xuhui_clerk, "package", filed.number))

    assert page(xuhui_clerk, "fetch", filed.number, package.token, reason=" ").status_code == 409
    answer = page(xuhui_clerk, "fetch", filed.number, package.token, reason="报送")
    assert (answer.status_code, b"".join(answer.streaming_content)[:2]) == (200, b"PK")
    assert answer["Cache-Control"] == "private, no-store"


def test_the_package_of_one_dossier_is_not_fetched_through_another(page, packed, draft, xuhui_clerk, pudong_clerk):
    assert page(pudong_clerk, "fetch", packed.nomination.number, packed.token, reason="核对").status_code == 404
    assert page(xuhui_clerk, "fetch", "2026-99999", packed.token, reason="核对").status_code == 404


def test_the_office_sees_what_is_stuck_and_sends_it_again(page, owed, receiver, review_office, client):
    receiver.plan = [400]
    actions.deliver(owed.pk, now=IN_SCREENING)
    answer = words(page(review_office, "deliveries"))

    assert "系统维护中" in answer
    assert "127.0.0.1" in answer
    client.force_login(review_office)
    assert "移交受阻的材料" in words(client.get(reverse("desks:desk")))
    assert page(review_office, "again", owed.pk, go="1").status_code == 302
    assert Delivery.objects.get().state == DeliveryState.OWED


def test_supervision_sees_the_register_and_no_button(page, owed, receiver, supervision):
    receiver.plan = [400]
    actions.deliver(owed.pk, now=IN_SCREENING)
    answer = words(page(supervision, "deliveries"))

    assert "被拒绝" in answer
    assert "/again/" not in answer


def test_unconfigured_the_page_says_so(page, filed, review_office, settings):
    settings.HANDOVER_ENDPOINT = ""

    assert "接收地址尚未配置" in words(page(review_office, "deliveries"))


def test_the_schema_is_published_to_everybody(db, client, settings):
    answer = client.get(reverse("handover:schema", args=["nomination-1"]))

    assert answer["Content-Type"] == "application/schema+json"
    assert json.loads(answer.content)["$id"] == f"{settings.PUBLIC_ADDRESS}/handover/schema/nomination-1.json"
    assert client.get(reverse("handover:schema", args=["nomination-2"])).status_code == 404
