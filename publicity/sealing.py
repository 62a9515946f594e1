"""封存: the hash by which a published notice can be checked (pure).

What is hashed is what the public reads: title, text, dates, contact, and each line of the list in its order.
"""

import hashlib
import json


def canonical(notice, names) -> str:
    """The published words as one text: sorted keys, no spaces, Chinese as it is."""
    return json.dumps(
        {
            "title": notice.title,
            "text": notice.text,
            "contact": notice.contact,
            "opens_on": notice.opens_on.isoformat(),
            "closes_at": int(notice.closes_at.timestamp()),
            "names": [[one.position, one.name, one.unit_name, one.post] for one in names],
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def seal_of(notice, names) -> str:
    """64 hex digits."""
    return hashlib.sha256(canonical(notice, names).encode()).hexdigest()
