"""Two worlds that differ only in what is hidden: to the person from whom it is hidden they look the same to the byte.

A world is entered by an act and left again as if nothing had happened. ``walk`` opens every address that the tables of
tests/house/doors know a way to and keeps what was answered; only what is drawn anew for each answer is made equal.
"""

import re
from contextlib import contextmanager

from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.house.doors import all_doors

DRAWN_ANEW = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|data-session="\d+"|name="window" value="[^"]+"')
# the rooms in which something of the judging could show
ROOMS = ("reviews", "ledger", "desks", "nominations", "decisions", "letters", "exports", "publicity", "honours")
LEFT_OUT = {"desks:become_person", "desks:become", "desks:style"}  # they show the clock


@contextmanager
def world(act):
    """Enter a world, and leave it without a trace; answers with what the act said of itself."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    with transaction.atomic():
        yield act()
        transaction.set_rollback(True)
    for cache in caches.all(initialized_only=True):
        cache.clear()


def addresses(things):
    """Every page that is read: those without an object, and those whose object stands among ``things``.

    ``things`` are the arguments by the name that the tables give the object; several objects may share a name.
    """
    for name, door in sorted(all_doors().items()):
        if door.reads is None or name in LEFT_OUT or name.partition(":")[0] not in ROOMS:
            continue
        for arguments in things.get(door.of, []) if door.of else [{}]:
            yield name, reverse(name, kwargs=arguments)


def walk(user, things, *, same=()):
    """What every address answers to a person: status, where it leads on to, and the bytes.

    ``same`` are pairs of a key that differs between the worlds and the word it stands for.
    """
    client = Client(raise_request_exception=False)
    client.force_login(user)
    found = {}
    for name, address in addresses(things):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        body, where = DRAWN_ANEW.sub(b"", body), address
        for key, word in same:
            body, where = body.replace(key.encode(), word.encode()), where.replace(key, word)
        found[name, where] = (answer.status_code, answer.headers.get("Location", ""), body)
    return found


def differing(one, other):
    """Addresses that do not answer alike, each with the first lines in which they differ."""
    told = []
    for key in sorted(one.keys() | other.keys()):
        if one.get(key) != other.get(key):
            first, second = one.get(key, (0, "", b"")), other.get(key, (0, "", b""))
            lines = zip(first[2].decode().splitlines(), second[2].decode().splitlines(), strict=False)
            apart = next(((a.strip()[:300], b.strip()[:300]) for a, b in lines if a != b), ("", ""))
            told.append(f"{key}: {first[0]}/{second[0]}\n  {apart[0]}\n  {apart[1]}")
    return told
