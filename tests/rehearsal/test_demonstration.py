"""演示年度：装入后每个角色都有人，每张工作台的每条路都通，公众的每个页面都能打开。"""

import re

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings

from accounts.states import Role
from common import clock
from desks.people import groups
from desks.queries import waiting_for
from rehearsal import demonstration

WAY = re.compile(r'<a[^>]* href="(/[^"#]*)')
LEFT_OVER = re.compile(r"\{\{|\{%|>\s*(?:None|nan|True|False)\s*<")
ELSEWHERE = ("/admin/", "/static/", "/account/sign-out/")


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """What ``make demo`` loads, without what it prints."""
    with override_settings(DEMONSTRATION=True), django_db_blocker.unblock(), transaction.atomic():
        demonstration.load(now=clock.now(), progress=lambda things, words, total=None: things)
        yield
        transaction.set_rollback(True)
    cache.clear()


@pytest.fixture
def cast(loaded, db):
    """Each role's people, those first for whom work waits."""
    return {group["role"]: [entry["person"] for entry in group["people"]] for group in groups()}


def faults_on_the_ways_from(start, client):
    """What is wrong with a page and with each page it leads to."""
    faults = []
    page = client.get(start).content.decode()
    for address in sorted(set(WAY.findall(page)) | {start}):
        if not address.startswith(ELSEWHERE):
            answer = client.get(address.replace("&amp;", "&"), follow=True)
            if answer.status_code != 200:
                faults.append(f"{address}: {answer.status_code}")
            elif "html" in answer["Content-Type"] and (found := LEFT_OVER.search(answer.content.decode())):
                faults.append(f"{address}: {found.group()}")
    return faults


def test_every_role_has_somebody_and_most_have_work_waiting(cast):
    idle = {role for role, people in cast.items() if not any(waiting_for(person, now=clock.now()) for person in people)}

    assert set(cast) == set(Role)
    assert idle <= {Role.SUPERVISION, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", Role)
def test_every_way_from_a_desk_opens(cast, role):
    client = Client()
    client.force_login(cast[role][0])

    assert faults_on_the_ways_from("/desk/", client) == []


def test_every_way_from_the_public_home_opens(cast):
    assert faults_on_the_ways_from("/", Client()) == []


def test_it_is_known_to_be_loaded(cast):
    assert demonstration.is_loaded()
