"""The floors of docs/house.md: what the import contract cannot see."""

from configparser import ConfigParser
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def contract(name, key):
    """The lines of one setting of the import contract."""
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    return [line.strip() for line in parser[name][key].splitlines() if line.strip()]


FLOORS = {
    app: height
    for height, floor in enumerate(reversed(contract("importlinter:contract:floors", "layers")))
    for app in floor.split(" | ")
}
OURS = [app for app in apps.get_app_configs() if Path(app.path).parent == ROOT]
FOREIGN_KEYS = [
    (field.model, field.related_model)
    for app in OURS
    for model in app.get_models()
    for field in model._meta.get_fields(include_hidden=False)
    if field.is_relation and not field.auto_created and field.related_model
]


def test_every_installed_app_of_ours_is_under_the_contract():
    roots = contract("importlinter", "root_packages")

    assert sorted(app.name for app in OURS if app.name not in roots) == []
    assert sorted(app.name for app in OURS if app.name not in FLOORS) == []


@pytest.mark.parametrize(("model", "target"), FOREIGN_KEYS, ids=lambda model: model._meta.label)
def test_no_foreign_key_climbs(model, target):
    here, there = model._meta.app_label, target._meta.app_label

    assert here == there or FLOORS.get(there, -1) < FLOORS[here]


def test_no_signals_and_no_rooms_without_a_name():
    forbidden = {"services.py", "helpers.py", "utils.py", "mixins.py", "signals.py"}
    found = [path for app in OURS for path in Path(app.path).rglob("*.py") if path.name in forbidden]

    assert found == []


def test_the_house_is_chinese_and_in_beijing():
    assert (settings.LANGUAGE_CODE, settings.TIME_ZONE, settings.USE_TZ) == ("zh-hans", "Asia/Shanghai", True)


def test_only_the_clock_asks_the_time():
    """So that a demonstration's clock can be put forward (docs/decisions/0008)."""
    asking = [
        path.relative_to(ROOT)
        for app in OURS
        for path in Path(app.path).rglob("*.py")
        if "timezone.now()" in path.read_text() and path.name != "clock.py"
    ]

    assert asking == []
