"""材料内容: what a dossier says, as plain values."""

import json

from nominations import actions
from nominations.content import content_of, digest_of
from nominations.models import Nomination
from tests.moments import IN_WINDOW


def fresh(nomination):
    return content_of(Nomination.objects.get(pk=nomination.pk))


def test_the_content_is_plain_and_names_no_number(draft):
    text = json.dumps(fresh(draft), ensure_ascii=False)
    assert draft.identity_number not in text
    assert draft.phone not in text
    assert draft.name in text


def test_the_digest_stays_while_nothing_is_changed(draft):
    assert digest_of(fresh(draft)) == digest_of(fresh(draft))


def test_the_digest_follows_every_kind_of_change(draft, clerk):
    seen = {digest_of(fresh(draft))}
    for change in (
        {"fields": {"post": "钳工班长"}},
        {"fields": {"phone": "13900000001"}},
        {"fields": {}, "statements": {"expertise": "精密研磨。"}},
        {"fields": {}, "achievements": [{"kind": "method", "title": "研磨法"}]},
    ):
        actions.change(draft, by=clerk, now=IN_WINDOW, **change)
        seen.add(digest_of(fresh(draft)))
    assert len(seen) == 5
