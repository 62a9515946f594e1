"""经手: who took which part in a nomination.

No natural person takes two of 推荐、审核推荐、资格审核、评分、公示、审定、拨付 for one candidate. The parts of this floor are read
from its own rows; each later floor may have a room ``parts`` with ``taken(nominations)``, which answers with queries made by
``rows_of``. This is the one place that knows them all, whichever floor asks.
"""

from importlib import import_module

from django.apps import apps
from django.db.models import CharField, Value
from django.utils.module_loading import module_has_submodule

from nominations.models import Endorsement, ScreeningDecision, ScreeningLine

NOMINATE, ENDORSE, SCREEN = "nominate", "endorse", "screen"
SCORE, PUBLISH, APPROVE, PAY = "score", "publish", "approve", "pay"
WORDS = {
    NOMINATE: "起草推荐",
    ENDORSE: "逐级审核",
    SCREEN: "资格审核",
    SCORE: "专家评审",
    PUBLISH: "公示",
    APPROVE: "审定",
    PAY: "拨付",
    "find": "查实认定",
    "inquire": "异议核查",
}


def rows_of(part, rows, nomination, account):
    """Rows of part, nomination and account, as ``everybody_in`` joins them with those of the other floors."""
    named = rows.filter(**{f"{account}__isnull": False}).order_by()
    return named.annotate(part_taken=Value(part, output_field=CharField())).values_list(
        "part_taken", nomination, account
    )


def taken(nominations):
    """The parts this floor knows of besides the columns of the nomination itself."""
    endorsed = Endorsement.objects.filter(nomination__in=nominations, is_endorsed=True)
    lines = ScreeningLine.objects.filter(nomination__in=nominations)
    decisions = ScreeningDecision.objects.filter(nomination__in=nominations)
    return [
        rows_of(ENDORSE, endorsed, "nomination_id", "by_id"),
        rows_of(SCREEN, lines, "nomination_id", "by_id"),
        rows_of(SCREEN, decisions, "nomination_id", "by_id"),
        rows_of(SCREEN, decisions, "nomination_id", "checked_by_id"),
    ]


def parts_of_all(nominations) -> dict[int, dict[str, set[int]]]:
    """The parts this floor knows of, for many nominations in one query: by nomination, the accounts of each part."""
    return _joined(nominations, [taken])


def everybody_in(nominations) -> dict[int, dict[str, set[int]]]:
    """Every part on every floor, for many nominations in one query: by nomination, the accounts of each part."""
    return _joined(nominations, [taken, *(room.taken for room in _later_floors())])


def _joined(nominations, rooms):
    parts = {
        one.pk: {
            NOMINATE: {one.drafted_by_id, one.declared_by_id} - {None},
            ENDORSE: set(),
            SCREEN: {one.screener_id} - {None},
        }
        for one in nominations
    }
    first, *others = [rows for room in rooms for rows in room(list(parts))]
    for part, nomination_id, person_id in first.union(*others, all=True):
        parts[nomination_id].setdefault(part, set()).add(person_id)
    return parts


def _later_floors():
    for config in apps.get_app_configs():
        if config.name != "nominations" and module_has_submodule(config.module, "parts"):
            room = import_module(f"{config.name}.parts")
            if hasattr(room, "taken"):
                yield room
