"""材料章节的版本: a section's saved content under one short mark, so that a page knows whether it is still the latest.

The mark is made from the content itself: whatever way a section was changed, by a page, an import or a merger, its
version moves with it.
"""

import hashlib
import json
from dataclasses import dataclass

from nominations import dossier
from nominations.content import plain
from privacy.hashing import keyed_hash


@dataclass(frozen=True)
class Written:
    """Where something was typed: in which section, upon which version of it, in which window of whose browser."""

    section: object
    base: str | None
    window: str


def version_of(nomination, section):
    """所据版本: 64 hex digits; keyed, because numbers that identify a person are part of what is marked."""
    if section.key == "statements":
        said = sorted([one.indicator, one.text] for one in nomination.statements.all())
    elif section.key == "achievements":
        said = [
            [plain(getattr(row, name)) for name in dossier.ACHIEVEMENT_COLUMNS] for row in nomination.achievements.all()
        ]
    else:
        said = [[name, _mark(nomination, name)] for name in section.fields]
    text = json.dumps([section.key, said], ensure_ascii=False, separators=(",", ":"))
    return keyed_hash("section", hashlib.sha256(text.encode()).hexdigest())


def _mark(nomination, name):
    field = nomination._meta.get_field(name)
    return plain(getattr(nomination, field.attname))
