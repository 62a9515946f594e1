"""经手: who took which part in a nomination.

No natural person takes two of 推荐、审核推荐、资格审核、评分、公示、审定、拨付 for one candidate. The parts of this floor are read
from its own rows; each later floor may have a room ``parts`` with ``taken(nominations)``, which answers with rows of part,
nomination and account. This is the one place that knows them all, whichever floor asks.
"""

from importlib import import_module

from django.apps import apps
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


def parts_of_all(nominations) -> dict[int, dict[str, set[int]]]:
    """The parts this floor knows of, for many nominations in four queries: by nomination, the accounts of each part."""
    taken = {
        one.pk: {
            NOMINATE: {one.drafted_by_id, one.declared_by_id} - {None},
            ENDORSE: set(),
            SCREEN: {one.screener_id} - {None},
        }
        for one in nominations
    }
    endorsers = Endorsement.objects.filter(nomination__in=taken, is_endorsed=True).values_list("nomination_id", "by_id")
    screeners = ScreeningLine.objects.filter(nomination__in=taken).values_list("nomination_id", "by_id")
    decisions = ScreeningDecision.objects.filter(nomination__in=taken)
    deciders = decisions.values_list("nomination_id", "by_id")
    checkers = decisions.filter(checked_by__isnull=False).values_list("nomination_id", "checked_by_id")
    for part, rows in ((ENDORSE, endorsers), (SCREEN, screeners), (SCREEN, deciders), (SCREEN, checkers)):
        for nomination_id, person_id in rows:
            taken[nomination_id][part].add(person_id)
    return taken


def everybody_in(nominations) -> dict[int, dict[str, set[int]]]:
    """Every part on every floor, for many nominations: by nomination, the accounts of each part."""
    taken = parts_of_all(nominations)
    for room in _later_floors():
        for part, nomination_id, person_id in room.taken(list(taken)):
            taken[nomination_id].setdefault(part, set()).add(person_id)
    return taken


def _later_floors():
    for config in apps.get_app_configs():
        if config.name != "nominations" and module_has_submodule(config.module, "parts"):
            room = import_module(f"{config.name}.parts")
            if hasattr(room, "taken"):
                yield room
