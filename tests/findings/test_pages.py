"""查实认定的页面：先说明会办什么，再办."""

from django.urls import reverse

from nominations.models import Nomination
from nominations.states import State

SAID = {
    "ground": "fraud",
    "facts": "伪造",
    "heard": "无异议",
    "decision_number": "沪工总经〔2026〕88号",
    "ban_person": "on",
}


def url(name, *args):
    return reverse(f"findings:{name}", args=args)


def test_a_finding_is_confirmed_with_all_it_does_before_it_is_made(client, honour, review_office):
    number = honour.nomination.number
    client.force_login(review_office)
    asked = client.get(url("register"), {"number": number})
    assert asked.url == url("find", number)

    confirmation = client.post(url("find_confirm", number), SAID).content.decode()
    assert "由“已命名”变为“已撤销”" in confirmation and "奖金（待填账户）取消" in confirmation
    assert Nomination.objects.get(number=number).state == State.HONOURED

    assert client.post(url("find_confirm", number), SAID | {"confirmed": "1"}).url == url("finding", number)
    assert Nomination.objects.get(number=number).state == State.REVOKED
    assert "沪工总经〔2026〕88号" in client.get(url("finding", number)).content.decode()


def test_a_finding_without_a_ban_is_told_beside_the_field(client, honour, review_office):
    client.force_login(review_office)
    said = {key: value for key, value in SAID.items() if key != "ban_person"}
    answer = client.post(url("find_confirm", honour.nomination.number), said)

    assert "请至少选择对个人或对单位禁报中的一项。" in answer.content.decode()
