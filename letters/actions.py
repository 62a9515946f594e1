"""Owe a letter, and pay what is owed.

An act owes letters inside its own transaction and stops there: a rolled-back act leaves none. After the commit the worker
is nudged once; what a lost nudge leaves is found by the timetable (定时任务).
"""

from collections.abc import Iterable
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.template import Context, Engine
from django.template.loader import render_to_string

from accounts.models import User
from common import clock
from common.refusals import insist
from ledger.actions import record
from letters import queries, rules
from letters.models import Letter


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
        recipient=to,
        subject=" ".join(subject.split())[:200],
        body=body.strip(),
        about=about,
        created_at=at or clock.now(),
        by_email=bool(to.email) and to.is_active,
    )


def owe_all(letters: Iterable[Letter]) -> list[Letter]:
    """Owe many letters in one statement."""
    owed = Letter.objects.bulk_create(letters, batch_size=500)
    if any(letter.by_email for letter in owed):
        _nudge_after_commit()
    return owed


def rendered(kind: str, **context) -> tuple[str, str]:
    """Subject and body of a letter's text; plain text, so nothing in it is escaped."""
    template = Engine.get_default().get_template(f"letters/{kind}.txt")
    subject, _, body = template.render(Context(context, autoescape=False)).strip().partition("\n")
    return subject.strip(), body.strip()


def _nudge_after_commit():
    """Once per transaction, however many letters it owes; a broker that is down is logged and forgiven."""
    waiting = [entry[1] for entry in connection.run_on_commit]
    if _nudge not in waiting:
        transaction.on_commit(_nudge, robust=True)


def _nudge():
    # by name: tasks stand above actions and must not be imported here
    current_app.send_task("letters.deliver_owed", retry=False)


def deliver_owed(*, now=None, most: int = 500) -> int:
    """Send what is due, each letter in a transaction of its own; the answer is how many were delivered.

    Two workers share the work out by row locks (SKIP LOCKED). A worker killed between the post office and the commit
    sends that letter again: at least once, with the same Message-ID. Five failures in a row end the round: the post
    office itself is down, and the next round will find the rest.
    """
    now = now or clock.now()
    post_office = get_connection()
    delivered, failures, last = 0, 0, 0
    try:
        for _ in range(most):
            with transaction.atomic():
                letter = queries.next_due(after=last, now=now)
                if letter is None:
                    break
                last = letter.pk
                sent = _send(letter, post_office, now)
            delivered, failures = delivered + sent, 0 if sent else failures + 1
            if failures == 5:
                break
    finally:
        post_office.close()
    return delivered


def deliver(letter_id: int, *, now=None) -> bool:
    """Send one letter, unless it is delivered already or another worker has it in hand."""
    post_office = get_connection()
    try:
        with transaction.atomic():
            letter = queries.owed_now(letter_id)
            return letter is not None and _send(letter, post_office, now or clock.now())
    finally:
        post_office.close()


def _send(letter, post_office, now) -> bool:
    letter.attempts += 1
    try:
        post_office.open()
        EmailMessage(
            subject=letter.subject,
            body=render_to_string("letters/_mail.txt", {"letter": letter, "address": settings.PUBLIC_ADDRESS}),
            to=[letter.recipient.email],
            headers={"Message-ID": letter.reference},
            connection=post_office,
        ).send()
    except Exception as error:  # whatever goes wrong with one letter, the others must still go out
        post_office.close()
        letter.last_error = f"{type(error).__name__}：{error}"[:300]
        letter.retry_at = now + timedelta(minutes=2 ** min(letter.attempts, 9))
        letter.save(update_fields=["attempts", "last_error", "retry_at"])
        return False
    letter.sent_at, letter.last_error, letter.retry_at = now, "", None
    letter.save(update_fields=["attempts", "sent_at", "last_error", "retry_at"])
    return True


@transaction.atomic
def send_again(letter, *, by, now=None):
    """再次送出: count the attempts of a failed letter from the beginning."""
    now = now or clock.now()
    letter = queries.locked(letter.pk)
    insist(rules.refuse_sending_again(by, letter))
    letter.attempts, letter.retry_at = 0, None
    letter.by_email = True
    letter.save(update_fields=["attempts", "retry_at", "by_email"])
    record("letter.sent_again", by=by, on=letter, at=now, recipient=letter.recipient.full_name)
    _nudge_after_commit()
    return letter


def mark_read(letter, *, now=None):
    """Note when the recipient first opened the letter; not an act of office, so the ledger is not asked."""
    if letter.read_at is None:
        letter.read_at = now or clock.now()
        letter.save(update_fields=["read_at"])
    return letter


def mark_all_read(user, *, now=None) -> int:
    """Note all letters of a person as read."""
    return queries.of(user).filter(read_at__isnull=True).update(read_at=now or clock.now())
