"""禁报：网址表的每一扇门、每一条命令，都不能让禁报对象进来或往前走 (沪工总经〔2015〕260号 五(三))。"""

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.db import transaction
from django.urls import reverse

from common.dates import add_years, today
from nominations.models import Nomination
from nominations.models.guards import FORWARD
from sanctions.models import Ban
from tests.house.doors import all_doors
from tests.house.test_doors import ENDS_THE_SESSION, Visit, visit  # noqa: F401 - a fixture

# name -> how it could touch a nomination
COMMANDS = {
    "demo_people": "prints who may be become",
    "demo_season": "plays invented people through the acts",
    "development_authority": "a key for certificates",
    "found_portal": "organisations and one account",
    "orphan_files": "files without a row",
    "rehearse": "plays invented people through the acts",
    "republish": "files of what is published already",
    "reset_second_factor": "an account's phone",
    "rotate_privacy_keys": "seals the same words anew",
    "verify_draw": "reads a record",
    "verify_ranking": "reads a record",
}


@pytest.fixture
def everybody_banned(world, review_office):
    """Every person of every nomination in the house is under a ban since today."""
    hashes = Nomination.objects.values_list("identity_hash", "name").distinct()
    Ban.objects.bulk_create(
        Ban(
            subject_kind="person",
            subject_hash=identity,
            subject_name=name,
            ground="提交虚假专利证书",
            decision_number=f"沪工总经〔2026〕{place}号",
            since=today(),
            until=add_years(today(), 5),
            imposed_at="2026-01-01T10:00+08:00",
            imposed_by=review_office,
        )
        for place, (identity, name) in enumerate(dict(hashes).items())
    )


def test_no_door_lets_a_banned_person_in_or_on(everybody_banned, visit):  # noqa: F811
    before = dict(Nomination.objects.values_list("pk", "state"))
    through = []
    for name, door in all_doors().items():
        if not door.takes("POST") or name in ENDS_THE_SESSION or name == "admin:index":
            continue
        for person in sorted(door.acts - {"visitor"})[:3]:
            address = reverse(name, kwargs=visit.world.things[door.of] if door.of else None)
            with transaction.atomic():
                visit.clients[person].post(address, visit.words)
                now = dict(Nomination.objects.values_list("pk", "state"))
                moved = {state for pk, state in now.items() if before.get(pk) != state and state in FORWARD}
                through += [(name, person, sorted(moved))] if moved else []
                transaction.set_rollback(True)
    assert not through


def test_every_command_is_known_with_what_it_could_do():
    ours = {
        app.name
        for app in apps.get_app_configs()
        if not app.name.startswith(("django", "axes", "csp", "pgtrigger", "whitenoise"))
    }
    assert {name for name, app in get_commands().items() if app in ours} == set(COMMANDS)
