"""封存: the hash by which a published notice can be checked (pure).

What is hashed is what the public reads: title, text, dates, contact, and each line of the list in its order.
"""

import hashlib
import json


def canonical(notice, names) -> str:
    """The published words as one text: sorted keys, no spaces, Chinese as it is.

    The closing moment is the printed one, so that a notice extended later still answers to its hash. A correction also
    seals what it corrects (by its hash), of what kind it is, why, and which names it touches.
    """
    words = {
        "title": notice.title,
        "text": notice.text,
        "contact": notice.contact,
        "opens_on": notice.opens_on.isoformat(),
        "closes_at": int((notice.sealed_closes_at or notice.closes_at).timestamp()),
        "names": [_line(one) for one in names],
    }
    if notice.corrects_id:
        words["corrects"] = notice.corrects.list_hash
        words["kind"], words["reason"] = notice.correction_kind, notice.correction_reason
        words["touched"] = [one.position for one in names if one.is_touched]
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _line(one):
    line = [one.position, one.name, one.unit_name, one.post]
    return [*line, one.further] if one.further else line


def seal_of(notice, names) -> str:
    """64 hex digits."""
    return hashlib.sha256(canonical(notice, names).encode()).hexdigest()
