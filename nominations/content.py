"""材料内容: what a dossier says, as plain values: what is revised, compared, printed under a code and handed over.

Numbers that identify a person appear masked, with a keyed hash beside them, so that a changed number is still a change.
Consents, opinions and findings are not part of it: they are about the dossier, not in it.
"""

import hashlib
import json

from django.db import models

from nominations import dossier, queries
from privacy.hashing import keyed_hash
from privacy.masks import masked_identity, masked_phone

NUMBERS = {"identity_number": ("identity", masked_identity), "phone": ("phone", masked_phone)}
EDITION = 1


def content_of(nomination):
    """The columns, statements, achievements and evidence of a dossier, ready for JSON; four reads where not prefetched."""
    queries.with_dossier(nomination)
    return {
        "edition": EDITION,
        "columns": _columns(nomination),
        "statements": {statement.indicator: statement.text for statement in nomination.statements.all()},
        "achievements": [
            {name: plain(getattr(row, name)) for name in dossier.ACHIEVEMENT_COLUMNS}
            for row in nomination.achievements.all()
        ],
        "exceptions": [
            {
                "requirement": request.requirement,
                "reason": request.reason,
                "evidence": sorted(paper.sha256 for paper in request.papers.all()),
            }
            for request in nomination.exception_requests.all()
        ],
        "evidence": [
            {"indicator": paper.indicator, "title": paper.title, "sha256": paper.sha256, "size": paper.size}
            for paper in queries.papers_of(nomination)
        ],
        "workplace_notice": _notice_at_work(nomination),
        "photo": photo.sha256 if (photo := dossier.photo_of(nomination)) else "",
    }


def _notice_at_work(nomination):
    notice = dossier.notice_at_work(nomination)
    if notice is None:
        return None
    columns = ("since", "until", "place", "result", "handling")
    return {name: plain(getattr(notice, name)) for name in columns} | {
        "scan": notice.scan.sha256 if notice.scan else ""
    }


def digest_of(content):
    """校验值: the same for the same content, whoever computes it."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _columns(nomination):
    columns = {}
    for name in dossier.FIELDS:
        value = getattr(nomination, name)
        if name in NUMBERS:
            kind, mask = NUMBERS[name]
            columns[name], columns[f"{name}_hash"] = mask(value), keyed_hash(kind, value)
        else:
            columns[name] = plain(value)
    return columns


def plain(value):
    """A column's value ready for JSON: a row of another table by its name, a day as 2026-01-31."""
    if isinstance(value, models.Model):
        return str(value)
    return value if value is None or isinstance(value, bool | int | str) else value.isoformat()
