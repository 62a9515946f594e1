"""Owe a letter, and recall one that has reached nobody yet.

An act owes letters inside its own transaction and stops there: a rolled-back act leaves none. After the commit the worker
is nudged once; what a lost nudge leaves is found by the timetable (定时任务).
"""

from collections.abc import Iterable

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.template import Context, Engine

from accounts.models import User
from common import clock
from ledger.actions import entry_for, record_all
from letters import queries
from letters.models import Dispatch, Letter
from letters.short import SHORT
from letters.states import Way
from letters.topics import topic_of

MADE_UNTRUE = "其后的函告说明了新的情况。"
NO_LONGER_TRUE = "所告知的事项已不成立。"
_ONE_PER_TOPIC = "one_owed_letter_per_topic"


def owe(kind: str, *, to: User | Iterable[User], subject: str, body: str, about: str = "", at=None) -> list[Letter]:
    """Owe the same letter to one person or to several, each person once; ``about`` is the path of a page."""
    people = [to] if isinstance(to, User) else to
    chosen = {person.pk: person for person in people}.values()
    return owe_all(letter_for(kind, to=person, subject=subject, body=body, about=about, at=at) for person in chosen)


def owe_rendered(kind: str, *, to: User | Iterable[User], about: str = "", at=None, **context) -> list[Letter]:
    """Owe the letter ``templates/letters/<kind>.txt``: its first line is the subject, the rest the body."""
    subject, body = rendered(kind, **context)
    return owe(kind, to=to, subject=subject, body=body, about=about, at=at)


def letter_for(kind: str, *, to: User, subject: str, body: str, about: str = "", at=None) -> Letter:
    """A letter not yet owed, for acts that write to many people at once (see owe_all)."""
    return Letter(
        kind=kind,
        topic=topic_of(kind) if about else "",
        recipient=to,
        subject=" ".join(subject.split())[:200],
        body=body.strip(),
        about=about,
        created_at=at or clock.now(),
    )


@transaction.atomic
def owe_all(letters: Iterable[Letter]) -> list[Letter]:
    """Owe many letters in a few statements; what they make untrue and nobody has got yet is recalled first."""
    owed = _written(list(letters))
    ways = [Dispatch(letter=letter, way=way) for letter in owed for way in _ways_of(letter)]
    Dispatch.objects.bulk_create(ways, batch_size=500)
    if ways:
        nudge_after_commit()
    return owed


def _written(letters):
    """Another act may owe a contradictory letter at the same time: whoever comes second waits, and recalls the first."""
    if not any(letter.topic for letter in letters):
        return Letter.objects.bulk_create(letters, batch_size=500)
    for turn in range(5):
        _withdraw(queries.contradicted_by(letters), at=letters[0].created_at, because=MADE_UNTRUE)
        try:
            with transaction.atomic():
                return Letter.objects.bulk_create(letters, batch_size=500)
        except IntegrityError as error:
            if turn == 4 or _ONE_PER_TOPIC not in str(error):
                raise
    raise AssertionError("the last turn returns or raises")


def _ways_of(letter):
    if not letter.recipient.is_active:
        return
    if letter.recipient.email:
        yield Way.EMAIL
    if settings.SMS_BACKEND and letter.kind in SHORT and letter.recipient.phone:
        yield Way.SMS


@transaction.atomic
def recall(*, about: str, kinds=None, to=None, by=None, at=None, reason: str = NO_LONGER_TRUE) -> int:
    """撤回: the letters about a page that have reached nobody by any way are never sent; the answer is how many.

    ``to`` is the key of one recipient, where the page is everybody's and only this person's letter has become untrue.
    """
    at = at or clock.now()
    letters = queries.undelivered_about(about, kinds=kinds, to=to)
    _withdraw([letter.pk for letter in letters], at=at, because=reason)
    record_all(
        entry_for("letter.recalled", by=by, on=letter, at=at, reason=reason, recipient=letter.recipient.full_name)
        for letter in letters
    )
    return len(letters)


def _withdraw(keys, *, at, because):
    """Letters that reached nobody are recalled; of the others only the ways still to be taken."""
    if not keys:
        return
    undelivered = Letter.objects.filter(queries.NOT_YET_THERE, pk__in=keys)
    undelivered.update(recalled_at=at, recalled_because=because[:200])
    Dispatch.objects.filter(queries.OWED, letter__in=keys).update(recalled_at=at)


def rendered(kind: str, **context) -> tuple[str, str]:
    """Subject and body of a letter's text; plain text, so nothing in it is escaped."""
    template = Engine.get_default().get_template(f"letters/{kind}.txt")
    subject, _, body = template.render(Context(context, autoescape=False)).strip().partition("\n")
    return subject.strip(), body.strip()


def nudge_after_commit():
    """Once per transaction, however many letters it owes; a broker that is down is logged and forgiven."""
    waiting = [entry[1] for entry in connection.run_on_commit]
    if _nudge not in waiting:
        transaction.on_commit(_nudge, robust=True)


def _nudge():
    # by name: tasks stand above actions and must not be imported here
    current_app.send_task("letters.deliver_owed", retry=False)
